"""What a lead is found by, kept in step with what it says: search words, sector and province.

All of it is derived, so it follows by itself whenever a lead, its person or its organisation is saved, by
whichever door. Code that uses `update()` or SQL on those calls `keep_findable`.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models.signals import post_save, pre_save

from home.inserts import insert
from intake.models import Contact, Lead, LeadWord, Organisation
from intake.models.words import words_of

ORGANISATION = ("name", "city", "brin", "lrk")
CONTACT = ("first_name", "last_name", "email")
ADD_WORDS = "INSERT INTO intake_leadword (lead_id, word) VALUES "
REQUEST = ("organisation_name", "city", "first_name", "last_name", "email")


def watch() -> None:
    """Follow what is saved. Safe to repeat."""
    pre_save.connect(_copy_organisation, sender=Lead, dispatch_uid="intake.finding.copy")
    post_save.connect(_lead_saved, sender=Lead, dispatch_uid="intake.finding.lead")
    post_save.connect(_contact_saved, sender=Contact, dispatch_uid="intake.finding.contact")
    post_save.connect(_organisation_saved, sender=Organisation, dispatch_uid="intake.finding.organisation")


def add_lead(lead: Lead) -> None:
    """Store a new lead, and what it is found by. Two queries, and no signals: a school waits for it."""
    lead.sector, lead.province = lead.organisation.sector, lead.organisation.province
    insert([lead])
    _add_words(lead)


def keep_findable(leads: Iterable[Lead]) -> None:
    """Make the words, sector and province of these leads what they are now. Four queries at the most."""
    keys = [lead.pk for lead in leads]
    rows = Lead.objects.filter(pk__in=keys).select_related("request", "organisation", "contact")
    moved = []
    for lead in rows:
        if (lead.sector, lead.province) != (lead.organisation.sector, lead.organisation.province):
            lead.sector, lead.province = lead.organisation.sector, lead.organisation.province
            moved.append(lead)
    Lead.objects.bulk_update(moved, ["sector", "province"])
    have = defaultdict(set)
    for lead, word in LeadWord.objects.filter(lead__in=keys).values_list("lead_id", "word"):
        have[lead].add(word)
    want = {lead.pk: lead_words(lead) for lead in rows}
    for lead, words in want.items():
        if gone := have[lead] - words:
            LeadWord.objects.filter(lead=lead, word__in=gone).delete()
    LeadWord.objects.bulk_create(
        LeadWord(lead_id=lead, word=word) for lead, words in want.items() for word in words - have[lead]
    )


def lead_words(lead: Lead) -> set[str]:
    """Every word by which a lead is found, as it is in hand."""
    texts = (
        getattr(one, name)
        for one, names in (
            (lead.organisation, ORGANISATION), (lead.contact, CONTACT), (lead.request, REQUEST),
        )
        for name in names
    )  # fmt: skip
    return words_of(texts, (_number(lead.contact.phone), _number(lead.request.phone)))


def _add_words(lead: Lead) -> None:
    """Store what a new lead is found by: some twenty words, so no model is made of each."""
    words = sorted(lead_words(lead))
    values = [value for word in words for value in (lead.pk, word)]
    with connection.cursor() as cursor:
        cursor.execute(ADD_WORDS + ", ".join(["(%s, %s)"] * len(words)), values)


def _number(phone) -> str:
    return str(getattr(phone, "as_e164", phone) or "")


def _copy_organisation(sender, instance: Lead, *, raw=False, **kwargs) -> None:
    if instance._state.adding and not raw:
        instance.sector, instance.province = instance.organisation.sector, instance.organisation.province


def _lead_saved(sender, instance: Lead, *, created=False, raw=False, update_fields=None, **kwargs) -> None:
    if raw:
        return
    if created:
        _add_words(instance)
    elif update_fields is None or {"organisation", "contact"} & set(update_fields):
        keep_findable([instance])


def _contact_saved(sender, instance: Contact, *, created=False, raw=False, **kwargs) -> None:
    if not created and not raw:
        keep_findable(instance.leads.only("pk"))


def _organisation_saved(sender, instance: Organisation, *, created=False, raw=False, **kwargs) -> None:
    # A board says nothing by which a lead is found; everything else may.
    if not created and not raw and set(kwargs.get("update_fields") or ()) != {"board"}:
        keep_findable(instance.leads.only("pk"))
