"""Many leads at once, spread over everything a list can be filtered on."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from intake.leads import finding
from intake.models import (
    CLOSED_STATES,
    Adviser,
    Contact,
    IntakeRequest,
    Lead,
    LeadState,
    LeadWord,
    LostReason,
    Organisation,
    Province,
    Sector,
)
from intake.registers.names import match_name

BATCH = 2000
TREES = ("Linde", "Wilg", "Kastanje", "Eik", "Beuk", "Plataan", "Iep", "Esdoorn", "Populier", "Berk", "Els")
KINDS = ("Basisschool", "OBS", "Kinderopvang", "IKC", "CBS")
PLACES = ("Utrecht", "Zwolle", "Eindhoven", "Rotterdam", "Groningen", "Assen", "Breda", "Houten", "Goes")
FIRST = ("Annelies", "Ruth", "Joost", "Fatima", "Bas", "Mirjam", "Kees", "Naima", "Sanne", "Wouter", "Ilse")
LAST = ("Jansen", "de Wit", "El Amrani", "Bakker", "Visser", "Smit", "Mulder", "Bos", "Vos", "Kok", "Prins")
#: One sector is nobody's, so that a filter on it finds nothing.
PROVINCES, SECTORS, STATES = list(Province), list(Sector), list(LeadState)


def many_leads(count: int, advisers: Sequence[Adviser]) -> None:
    """So many leads, each with an organisation, a person, a request and its search words. Few queries each.

    Three in four are open, in every state alike; a tenth is late.
    """
    for start in range(0, count, BATCH):
        _batch(range(start, min(start + BATCH, count)), advisers)


def _batch(numbers: range, advisers: Sequence[Adviser]) -> None:
    now = timezone.now()
    organisations = Organisation.objects.bulk_create(_organisation(n) for n in numbers)
    contacts = Contact.objects.bulk_create(
        _contact(n, organisation) for n, organisation in zip(numbers, organisations, strict=True)
    )
    rows = list(zip(numbers, organisations, contacts, strict=True))
    requests = IntakeRequest.objects.bulk_create(_request(*row, now) for row in rows)
    leads = Lead.objects.bulk_create(
        _lead(*row, request, advisers, now) for row, request in zip(rows, requests, strict=True)
    )
    LeadWord.objects.bulk_create(
        LeadWord(lead=lead, word=word) for lead in leads for word in finding.lead_words(lead)
    )


def _organisation(n: int) -> Organisation:
    name = f"{KINDS[n % 5]} De {TREES[n % 11]} {n}"
    sector, province = SECTORS[n % 7], PROVINCES[(n // 7) % 12]
    return Organisation(
        name=name, match_name=match_name(name), sector=sector, province=province,
        city=PLACES[n % 9], postcode=f"{1000 + n % 8999} AB",
        mail_domain=f"school{n}.example",
    )  # fmt: skip


def _contact(n: int, organisation: Organisation) -> Contact:
    return Contact(
        organisation=organisation, first_name=FIRST[n % 11], last_name=LAST[(n // 11) % 11],
        email=f"p{n}@school{n}.example", phone=f"+316{10000000 + n}",
    )  # fmt: skip


def _request(n: int, organisation: Organisation, contact: Contact, now) -> IntakeRequest:
    return IntakeRequest(
        received_at=now - timedelta(hours=n % 8000),
        organisation_name=organisation.name, sector=organisation.sector, postcode=organisation.postcode,
        city=organisation.city, first_name=contact.first_name, last_name=contact.last_name,
        email=contact.email, phone=contact.phone, consent_text="Ja", consent_version="1",
        # Each its own, as in life: when all are alike, a database rather reads the whole table.
        fingerprint=f"{n:064x}",
        subjects=[{"id": 1, "title": "Startoverleg", "kind": "service"}],
    )  # fmt: skip


def _lead(n: int, organisation, contact, request, advisers, now) -> Lead:
    state = STATES[(n * 7 + n // 8) % 8]
    closed = state in CLOSED_STATES
    nobody = n % 400 == 0
    return Lead(
        request=request, organisation=organisation, contact=contact, state=state,
        owner=None if nobody else advisers[(n * 3) % len(advisers)],
        triage_since=now if nobody else None,
        next_action="" if closed else f"Bel {contact.first_name}",
        next_action_on=None if closed else timezone.localdate(now) + timedelta(days=n % 300 - 30),
        waiting_since=now if state == LeadState.PROPOSED else None,
        respond_by=timezone.localdate(now) + timedelta(days=2 - n % 20),
        first_contact_at=None if state == LeadState.NEW else now,
        closed_at=now - timedelta(hours=n % 8000) if closed else None,
        lost_reason=LostReason.NO_TIME if state == LeadState.LOST else "",
        lost_from=STATES[n % 5] if state == LeadState.LOST else "",
        created_at=request.received_at, sector=organisation.sector, province=organisation.province,
    )  # fmt: skip
