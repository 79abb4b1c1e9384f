"""What is wrong with a mail that did not arrive, in plain words, and what to do about it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intake.leads.mail_texts import KINDS
from intake.models import LeadMail, MailProblem

ADVICE: dict[str, Promise] = {
    MailProblem.UNKNOWN: _("Call the school and ask for the right address. Fill it in here."),
    MailProblem.FULL: _("We go on trying for three days. Call the school, or ask for another address."),
    MailProblem.REFUSED: _(
        "The other side takes our mail for unwanted. Call the school; if it happens more often, tell Beheer."
    ),
    MailProblem.UNREACHABLE: _("Call the school. Does it happen with more leads? Then tell Beheer."),
    MailProblem.BROKEN: _("Tell Beheer: this mail itself is not right. Call the school meanwhile."),
}
FOR_COLLEAGUES = _("The address of a colleague is not right. Ask Beheer to mend the account.")


@dataclass(frozen=True)
class Problem:
    """One mail that did not arrive: which, to whom, when it was made, why, and what to do."""

    mail: str
    to: str
    at: datetime
    why: str
    advice: Promise


def problem_of(one: LeadMail) -> Problem:
    kind = KINDS.get(one.name)
    return Problem(
        mail=str(kind.title) if kind else one.name,
        to=", ".join(one.email.to),
        at=one.email.created,
        why=one.get_problem_display(),
        advice=ADVICE[one.problem] if one.to_school else FOR_COLLEAGUES,
    )
