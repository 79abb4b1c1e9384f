"""What a list of leads can show of each, and what an export writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.dutch import phone_number
from intake.leads.persons import person_of
from intake.models import Lead

from .rows import about_of

Value = str | date | int | None


@dataclass(frozen=True)
class Column:
    """A column: its name in addresses, its heading, and what stands in it. A list may draw it its own way."""

    name: str
    label: str | Promise
    value: Callable[[Lead], Value]


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _phone(lead: Lead) -> str:
    phone = person_of(lead).phone
    return phone_number(phone) if phone else ""


#: Always there, and always the first.
NAME = Column("organisation", _("Organisation"), lambda lead: lead.organisation.name)
COLUMNS = {
    column.name: column
    for column in (
        Column("next", _("Next action"), lambda lead: lead.next_action),
        Column("contact", _("Contact"), lambda lead: person_of(lead).name),
        Column("about", _("About"), about_of),
        Column("state", _("State"), lambda lead: lead.get_state_display()),
        Column("owner", _("Adviser"), lambda lead: lead.owner.name if lead.owner else ""),
        Column("received", _("Received"), lambda lead: _day(lead.created_at)),
        Column("sector", _("Sector"), lambda lead: lead.organisation.get_sector_display()),
        Column("province", _("Province"), lambda lead: lead.organisation.get_province_display()),
        Column("role", _("Role"), lambda lead: person_of(lead).role),
        Column("email", _("E-mail"), lambda lead: lead.contact.email),
        Column("respond_by", _("First contact by"), lambda lead: lead.respond_by),
        Column("first_contact", _("First contact"), lambda lead: _day(lead.first_contact_at)),
        Column("participants", _("Participants"), lambda lead: lead.request.participants),
        Column("closed", _("Closed"), lambda lead: _day(lead.closed_at)),
    )
}
USUAL = ("next", "contact", "about", "state", "owner", "received")

EXPORTED = (
    Column("reference", _("Reference"), lambda lead: lead.reference),
    NAME,
    Column("city", _("Place"), lambda lead: lead.organisation.city),
    Column("postcode", _("Postcode"), lambda lead: lead.organisation.postcode),
    *(COLUMNS[name] for name in ("sector", "province", "contact", "role", "email")),
    Column("phone", _("Phone"), _phone),
    *(COLUMNS[name] for name in ("about", "participants", "state", "owner", "received")),
    *(COLUMNS[name] for name in ("respond_by", "first_contact", "next")),
    Column("next_on", _("Next action on"), lambda lead: lead.next_action_on),
    COLUMNS["closed"],
    Column("reason", _("Reason"), lambda lead: lead.get_lost_reason_display()),
)


def columns_of(names: Iterable[str], *, with_owner: bool) -> list[Column]:
    """The columns with these names that exist, in our order; the usual ones when there is none."""
    chosen = set(names) & set(COLUMNS) or set(USUAL)
    return [column for name, column in COLUMNS.items() if name in chosen and (with_owner or name != "owner")]
