"""From what a school typed to a lead with an owner, in one transaction."""

import json
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.models import Site

from intake.files.attach import move_to_request
from intake.leads.organisations import contact_of, organisation_of, register_entry_of
from intake.models import (
    CallMoment,
    ConsentWay,
    IntakeRequest,
    IntakeSettings,
    RegisterEntry,
    Scope,
    Wish,
    WishedStart,
)
from intake.routing.assign import assign_lead, assigning
from intake.routing.gather import Roster, roster

#: What comes with a form, and is no answer.
NO_ANSWERS = frozenset({"submission_key", "consent_text", "consent_version", "consent_at", "consent_way"})
#: Who goes back and sends the same again within this time did not mean to ask twice.
SAME_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class RequestData:
    """A request, checked and normalised by the form; the fields are those of IntakeRequest."""

    submission_key: UUID
    organisation_name: str
    sector: str
    postcode: str
    city: str
    first_name: str
    last_name: str
    email: str
    phone: PhoneNumber | str
    consent_text: str
    consent_version: str
    consent_at: datetime | None = None  # None: the moment of submitting
    consent_way: str = ConsentWay.FORM
    brin: str = ""
    lrk: str = ""
    role: str = ""
    call_moment: str = CallMoment.ANY
    subjects: list[dict] = field(default_factory=list)
    scope: str = Scope.UNKNOWN
    partners: str = ""
    plg_count: int | None = None
    participants: int | None = None
    goal: str = ""
    guide_answers: str = ""
    wished_start: str = WishedStart.UNKNOWN
    wished_day: date | None = None
    wish: str = Wish.TALK
    origin_page_id: int | None = None
    origin_title: str = ""
    course_date_id: int | None = None
    course_date_label: str = ""
    own_answers: list[dict] = field(default_factory=list)
    file_ids: list[int] = field(default_factory=list)  # files of the draft that go along

    def as_fields(self) -> dict:
        """By name, as they are: a copy of everything, as `asdict` makes, takes a while and is of no use."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all answers: the same answers, the same fingerprint, in whichever form they came."""
        answers = {name: value for name, value in self.as_fields().items() if name not in NO_ANSWERS}
        return sha256(json.dumps(answers, sort_keys=True, default=str).encode()).hexdigest()


def submit_request(
    data: RequestData, *, response_days: int | None = None, now: datetime | None = None
) -> IntakeRequest:
    """Store a request, match its organisation, give it to an adviser, log it and queue the mails.

    All or nothing, and once: the same answers from the same form, or from a form opened anew within a day,
    give the request that is already there, even at the same moment. Who goes back, mends an answer and sends
    again makes another request: nothing that was typed is thrown away.

    `response_days` is the promise in working days, for who has it at hand; else that of the settings.
    """
    now = now or timezone.now()
    days = _response_days() if response_days is None else response_days
    # Only what must not change until it is stored is read under the lock.
    people, entry = roster(now), register_entry_of(brin=data.brin, lrk=data.lrk)
    try:
        return _submit(data, people, entry, days, now)
    except IntegrityError:
        # At the desk or by an import somebody made the same organisation or person at this very moment.
        return _submit(data, people, entry, days, now)


def _submit(
    data: RequestData, people: Roster, entry: RegisterEntry | None, response_days: int, now: datetime
) -> IntakeRequest:
    # Whoever pressed the button twice, in one tab or in two, waits here for the first one to be stored.
    with assigning():
        return _find_or_store(data, people, entry, response_days, now)


def _find_or_store(
    data: RequestData, people: Roster, entry: RegisterEntry | None, response_days: int, now: datetime
) -> IntakeRequest:
    mended_key = uuid5(data.submission_key, data.fingerprint)
    same_form = Q(submission_key__in=[data.submission_key, mended_key])
    recently = Q(fingerprint=data.fingerprint, received_at__range=(now - SAME_DAY, now))
    earlier = list(IntakeRequest.objects.filter(same_form | recently))
    for request in earlier:
        if request.fingerprint == data.fingerprint:
            return request
    is_mended = any(request.submission_key == data.submission_key for request in earlier)
    own = {
        "submission_key": mended_key if is_mended else data.submission_key,
        "consent_at": data.consent_at or now,
    }
    answers = data.as_fields() | own
    file_ids = answers.pop("file_ids")
    request = IntakeRequest.objects.create(**answers, fingerprint=data.fingerprint, received_at=now)
    if file_ids:
        move_to_request(request, data.submission_key, file_ids)
    organisation = organisation_of(request, entry)
    contact = contact_of(request, organisation)
    assign_lead(request, organisation, contact, response_days=response_days, now=now, roster=people)
    return request


def _response_days() -> int:
    site = Site.objects.filter(is_default_site=True).first()
    return IntakeSettings.for_site(site).response_days if site else IntakeSettings().response_days
