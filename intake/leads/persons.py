"""Who a lead is about: as we know the contact person, or as the request says otherwise."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from home.dutch import phone_number
from intake.models import Contact, IntakeRequest, Lead

from .errors import LeadError
from .trail import Action, record

OF_A_PERSON = ("first_name", "last_name", "role", "phone")


@dataclass(frozen=True)
class Person:
    """Who to call, and on which number; role and phone may be empty."""

    name: str
    role: str
    phone: PhoneNumber | str
    first_name: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.role, phone_number(self.phone) if self.phone else ""]))


def person_of(lead: Lead) -> Person:
    """Whom one speaks about this lead, and how: the one rule for screens, lists, exports and mails. No query.

    The newest word counts: what this request says, until somebody at the desk said since what is right. What
    the request leaves open comes from what we know. The address is always the contact's own: links and mails
    go there, and correcting it is a door of its own.
    """
    request, contact = lead.request, lead.contact
    if lead.erased_at or _is_checked(lead) or not (request.first_name or request.last_name):
        return Person(contact.name, contact.role, contact.phone, contact.first_name)
    return Person(
        request.contact_name, request.role or contact.role, request.phone or contact.phone, request.first_name
    )


def is_to_settle(lead: Lead) -> bool:
    """Whether somebody has to say who is right: this request, or what we knew of the person.

    Not when the person asked again since: then the newest request is the one to look at. One query, and only
    when something differs.
    """
    if lead.erased_at or _is_checked(lead) or not _differs(lead.request, lead.contact):
        return False
    return not _asked_again(lead)


@transaction.atomic
def take_over(lead: Lead, *, user, now: datetime | None = None) -> Lead:
    """Make the contact person what the request says. What it was stays in the trail.

    Raises LeadError when there is nothing to take over.
    """
    now = now or timezone.now()
    lead = _to_settle(lead)
    changed = _differs(lead.request, lead.contact)
    was = {name: str(value) for name in changed if (value := getattr(lead.contact, name))}
    for name in changed:
        setattr(lead.contact, name, getattr(lead.request, name))
    lead.contact.checked_at = now
    lead.contact.save(update_fields=[*changed, "checked_at"])
    record(lead, Action.CONTACT_CHANGED, user=user, at=now, was=was)
    return lead


@transaction.atomic
def keep_known(lead: Lead, *, user, now: datetime | None = None) -> Lead:
    """Say that what we knew of the contact person is right, and the request is not.

    Raises LeadError when there is nothing to say it about.
    """
    now = now or timezone.now()
    lead = _to_settle(lead)
    lead.contact.checked_at = now
    lead.contact.save(update_fields=["checked_at"])
    record(lead, Action.CONTACT_KEPT, user=user, at=now)
    return lead


def _to_settle(lead: Lead) -> Lead:
    lead = (
        Lead.objects.select_for_update(of=("self",)).select_related("request", "organisation").get(pk=lead.pk)
    )
    lead.contact = Contact.objects.select_for_update().get(pk=lead.contact_id)
    if not is_to_settle(lead):
        raise LeadError(_("There is nothing to take over any more."))
    return lead


def _is_checked(lead: Lead) -> bool:
    """Whether the desk said what is right after this request came in."""
    return bool(lead.contact.checked_at and lead.contact.checked_at >= lead.request.received_at)


def _differs(request: IntakeRequest, contact: Contact) -> list[str]:
    return [
        name
        for name in OF_A_PERSON
        if getattr(request, name) and getattr(request, name) != getattr(contact, name)
    ]


def _asked_again(lead: Lead) -> bool:
    return Lead.objects.filter(contact=lead.contact_id, pk__gt=lead.pk).exists()
