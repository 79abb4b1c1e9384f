"""Who a lead is about: as we know the contact person, or as the request says otherwise."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
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

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.role, phone_number(self.phone) if self.phone else ""]))


def known_person(lead: Lead) -> Person:
    """The contact person as we know them."""
    return Person(lead.contact.name, lead.contact.role, lead.contact.phone)


def typed_person(lead: Lead) -> Person | None:
    """The person as this request has them, when that is not as we know them; None when it is the same.

    None too when the person asked again since: then the newest request is the one to look at. One query, and
    only when something differs.
    """
    if not _differs(lead.request, lead.contact) or _asked_again(lead):
        return None
    request = lead.request
    return Person(
        request.contact_name, request.role or lead.contact.role, request.phone or lead.contact.phone
    )


@transaction.atomic
def take_over(lead: Lead, *, user, now: datetime | None = None) -> Lead:
    """Make the contact person what the request says. What it was stays in the trail.

    Raises LeadError when there is nothing to take over.
    """
    lead = (
        Lead.objects.select_for_update(of=("self",)).select_related("request", "organisation").get(pk=lead.pk)
    )
    lead.contact = Contact.objects.select_for_update().get(pk=lead.contact_id)
    if lead.erased_at or typed_person(lead) is None:
        raise LeadError(_("There is nothing to take over any more."))
    changed = _differs(lead.request, lead.contact)
    was = {name: str(value) for name in changed if (value := getattr(lead.contact, name))}
    for name in changed:
        setattr(lead.contact, name, getattr(lead.request, name))
    lead.contact.save(update_fields=changed)
    record(lead, Action.CONTACT_CHANGED, user=user, at=now, was=was)
    return lead


def _differs(request: IntakeRequest, contact: Contact) -> list[str]:
    return [
        name
        for name in OF_A_PERSON
        if getattr(request, name) and getattr(request, name) != getattr(contact, name)
    ]


def _asked_again(lead: Lead) -> bool:
    return Lead.objects.filter(contact=lead.contact_id, pk__gt=lead.pk).exists()
