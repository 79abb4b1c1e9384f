"""Writes the shared invitations, and what waits for a second pair of eyes."""

from django.contrib.auth import get_user_model
from wagtail.models import Page

from demo.files import mapping, numbered, read
from demo.known import Known
from demo.values import set_fields
from home.models import CallToAction

EDITOR = "redactie"
#: The page on which Redactie proposes a change, and what it proposes.
PROPOSED = "/toegankelijkheid/"
PROPOSAL = "Wij lezen elke melding over toegankelijkheid en antwoorden binnen een week."


def write(known: Known) -> None:
    """Publish the invitations that are missing, and learn all by name."""
    data, where = read("calls.yaml")
    for number, item in numbered(data, where):
        values = mapping(item, where / number)
        call = CallToAction.objects.filter(name=values.get("name")).first() or CallToAction()
        if call.pk is None:
            set_fields(call, values, known, where / number)
            call.save()
            call.save_revision().publish()
        known.calls[call.name] = call.pk


def hand_in(known: Known) -> None:
    """Let Redactie hand in a change, so that who approves sees what that is like."""
    page = Page.objects.get(pk=known.pages[PROPOSED].pk).specific
    if page.workflow_states.exists() or page.lead == PROPOSAL:
        return
    editor = get_user_model().objects.get(username=EDITOR)
    page.lead = PROPOSAL
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
