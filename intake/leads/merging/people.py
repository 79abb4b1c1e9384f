"""Two contact persons of one organisation turn out to be the same person."""

from django.db import transaction
from django.utils.translation import gettext as _

from intake.leads.errors import LeadError
from intake.leads.locks import lock_requests, lock_rows
from intake.leads.trail import Action, record
from intake.models import Contact, Lead, Merge, MergeKind

from .ledger import Ledger
from .merges import keep_merge, leads_in, point

TAKEN_OVER = ("first_name", "last_name", "role", "phone", "email")


@transaction.atomic
def merge_people(keep: Contact, gone: Contact, *, user) -> Merge:
    """Make two people one. Leads of `gone` become those of `keep`, which takes over what it does not have.

    Links in mails that went to the other address stop working. Raises LeadError for people of two
    organisations, for who has been erased, and for one that is not there any more.
    """
    lock_requests()
    both = [keep.pk, gone.pk]
    lock_rows(Lead.objects.filter(contact__in=both).values_list("pk", flat=True), contacts=both)
    found = Contact.objects.select_related("organisation").in_bulk(both)
    if keep.pk == gone.pk or len(found) < 2:
        raise LeadError(_("One of these people is not there any more."))
    keep, gone = found[keep.pk], found[gone.pk]
    ledger = Ledger()
    _join(ledger, keep, gone)
    name = keep.organisation.name
    merge = keep_merge(MergeKind.PERSON, keep, gone.pk, (name, name), ledger, user)
    for lead in Lead.objects.filter(pk__in=leads_in(ledger.steps)).select_related("organisation"):
        record(lead, Action.PEOPLE_MERGED, user=user)
    return merge


def look_at_people(ledger: Ledger, keep: Contact, gone: Contact) -> None:
    """What joining them would do, for who only looks. Raises LeadError as `merge_people` does."""
    _join(ledger, keep, gone)


def _join(ledger: Ledger, keep: Contact, gone: Contact) -> None:
    if keep.organisation_id != gone.organisation_id:
        raise LeadError(_("These people are of two organisations. Join those first."))
    if Lead.objects.filter(contact__in=[keep, gone], erased_at__isnull=False).exists():
        raise LeadError(_("One of these people has been erased."))
    point(ledger, gone, keep.pk)
    ledger.delete(gone)
    new = {name: getattr(gone, name) for name in TAKEN_OVER if not getattr(keep, name)}
    ledger.change(keep, **{name: value for name, value in new.items() if value})
