"""Whether everything fits together again after a merge was taken back, with what came since."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from intake.leads.errors import LeadError
from intake.models import Lead, LeadState, Merge, MergeKind

from .ledger import MOVED
from .merges import leads_in

TALKS = "intake.appointment"


def must_agree(merge: Merge, steps: list[dict]) -> None:
    """Refuse a way back that leaves a lead with somebody else's person, or planned without a talk.

    In the transaction that takes back. Raises LeadError, which names the lead in the way.
    """
    touched = leads_in(steps) | ({merge.kept, merge.gone} if merge.kind == MergeKind.LEAD else set())
    theirs = Lead.objects.filter(Q(pk__in=touched) | Q(contact__in=_people_in(steps))).order_by("pk")
    if lead := theirs.exclude(organisation=F("contact__organisation")).first():
        raise LeadError(
            _("%(reference)s came in since, of a person who would go back. So it cannot be undone any more.")
            % {"reference": lead.reference}
        )
    parts = theirs.filter(double_of__isnull=False).exclude(contact=F("double_of__contact"))
    if merge.kind != MergeKind.LEAD and (lead := parts.first()):
        raise LeadError(
            _("%(reference)s became part of a lead of this person since. Undo that first.")
            % {"reference": lead.reference}
        )
    _must_have_talks(steps)


def _must_have_talks(steps: list[dict]) -> None:
    """What is planned again has the talk that went along, unless that was called off since."""
    talks = {step["before"] for step in steps if step["step"] == MOVED and step["table"] == TALKS}
    for lead in Lead.objects.filter(pk__in=talks, state=LeadState.PLANNED):
        if not lead.appointments.standing().exists():
            raise LeadError(
                _("The talk of %(reference)s was called off since. So it cannot be undone any more.")
                % {"reference": lead.reference}
            )


def _people_in(steps: list[dict]) -> set[int]:
    """The keys of the contact persons that went along, went or stayed."""
    people = set()
    for step in steps:
        if step["table"] == "intake.contact":
            people |= {*step.get("keys", ()), *([step["key"]] if "key" in step else [])}
        if step.get("field") == "contact_id":
            people |= {step["before"], step["after"]}
    return people
