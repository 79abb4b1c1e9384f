"""What has changed about a request: where it says something else than what we know, and what came since."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.dutch import phone_number
from intake.leads.trail import TimelineItem
from intake.models import Lead

from .lead_timeline import SINCE


@dataclass(frozen=True)
class Difference:
    """A field that was filled in otherwise than we know it."""

    label: str
    typed: str
    known: str


@dataclass(frozen=True)
class Marks:
    """`since` is what the school added or changed, the last first."""

    differences: list[Difference]
    since: list[TimelineItem]
    is_more: bool


def marks_of(lead: Lead, since: list[TimelineItem]) -> Marks:
    """What to mark at the request of this lead; `since` is what the school did, the last first. No query."""
    return Marks(differences_of(lead), since[:SINCE], is_more=len(since) > SINCE)


def differences_of(lead: Lead) -> list[Difference]:
    """Where the request differs from the organisation and the person as we know them now; none once erased.

    What one of both leaves open is no difference, nor are capitals and spaces.
    """
    if lead.erased_at:
        return []
    ask, organisation, contact = lead.request, lead.organisation, lead.contact
    both = (
        (_("Organisation"), ask.organisation_name, organisation.name),
        (_("Sector"), ask.get_sector_display(), organisation.get_sector_display()),
        (_("Postcode"), ask.postcode, organisation.postcode),
        (_("Place"), ask.city, organisation.city),
        (_("Name"), f"{ask.first_name} {ask.last_name}".strip(), contact.name),
        (_("Role"), ask.role, contact.role),
        (_("E-mail"), ask.email, contact.email),
        (_("Phone"), _phone(ask.phone), _phone(contact.phone)),
    )
    return [Difference(*fact) for fact in both if fact[1] and fact[2] and _differ(fact[1], fact[2])]


def _differ(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() != "".join(other.split()).casefold()


def _phone(number) -> str:
    return phone_number(number) if number else ""
