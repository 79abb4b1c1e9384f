"""Writes the mails that advisers start from."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from demo.files import read_records
from intake.leads.mail_templates import save_template
from intake.models import LeadState, MailTemplate

#: Who makes them.
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class TemplateRecord:
    """A template; `states` are values of `LeadState`."""

    name: str
    subject: str
    body: str
    states: list[str] = field(default_factory=list)


def write() -> None:
    """Make the templates, if there are none yet."""
    if MailTemplate.objects.exists():
        return
    user = get_user_model().objects.get(username=COORDINATOR)
    for template, where in read_records("mail_templates.yaml", TemplateRecord):
        if unknown := set(template.states) - set(LeadState.values):
            raise (where / "states").error(f"there is no {', '.join(sorted(unknown))}")
        save_template(
            MailTemplate(
                name=template.name, states=template.states, subject=template.subject, body=template.body
            ),
            user=user,
        )
