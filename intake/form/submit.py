"""From what a school typed to a lead with an owner, in one transaction."""

import json
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, connection
from django.http import HttpRequest
from django.utils import timezone
from phonenumber_field.phonenumber import PhoneNumber

from home.inserts import insert
from intake.files.attach import move_to_request
from intake.models import CallMoment, ConsentWay, IntakeRequest, Scope, Suspicion, Way, Wish, WishedStart
from intake.routing.assign import assigning

from .quarantine import free_sent_again, keep_apart
from .spam.judging import Visit, suspicions_of
from .taking_in import ReadAhead, read_ahead, take_in

#: What comes with a form, and is no answer.
NO_ANSWERS = frozenset(
    {"submission_key", "way", "consent_text", "consent_version", "consent_at", "consent_way"}
)
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
    way: str = Way.FORM
    brin: str = ""
    lrk: str = ""
    role: str = ""
    call_moment: str = CallMoment.ANY
    subjects: list[dict] = field(default_factory=list)
    scope: str = Scope.UNKNOWN
    partners: str = ""
    plg_count: int | None = None
    participants: int | None = None
    attendees: list[dict] = field(default_factory=list)
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
        return sha256(json.dumps(answers, sort_keys=True, default=_as_text).encode()).hexdigest()


def _as_text(answer: object) -> str:
    # The text of a number itself is looked up in its country's rules first.
    return answer.as_e164 if isinstance(answer, PhoneNumber) else str(answer)


class ProofNeededError(Exception):
    """Nothing was stored: the browser can prove first that this is no spam."""


def submit_request(
    data: RequestData,
    *,
    visit: Visit | None = None,
    response_days: int | None = None,
    now: datetime | None = None,
    http: HttpRequest | None = None,
) -> IntakeRequest:
    """Store a request, match its organisation, hold its seats, give it to an adviser, log it, queue mails.

    All or nothing, and once: one draft gives one request, whichever tab was first, and the same answers
    within a day give the request that is already there, even at the same moment. The draft is then deleted.
    That holds as long as we are at work on it: what was withdrawn, closed or thrown away since is sent anew,
    and what waits in quarantine is freed by who sends it again without looking like spam.

    `visit` is what is known of the sender. What looks like spam is stored without a lead, in quarantine; when
    the browser can prove that it is none, ProofNeededError asks for that first. `response_days` is the
    promise in working days, for who has it at hand; else that of the settings. `http` is the request to the
    site: for it, what changes seldom is recalled instead of read.
    """
    now = now or timezone.now()
    # Only what must not change until it is stored is read under the lock.
    ahead = read_ahead(http, brin=data.brin, lrk=data.lrk, now=now, response_days=response_days)
    try:
        return _submit(data, visit, ahead, now)
    except IntegrityError:
        # At the desk or by an import somebody made the same organisation or person at this very moment.
        return _submit(data, visit, ahead, now)


def _submit(data: RequestData, visit: Visit | None, ahead: ReadAhead, now: datetime) -> IntakeRequest:
    # Whoever pressed the button twice, in one tab or in two, waits here for the first one to be stored.
    with assigning():
        _forget_draft(data.submission_key)
        earlier = _earlier(data, now)
        if earlier and not earlier.waits:
            return _request(earlier)
        suspicions = suspicions_of(visit, now) if visit else []
        if suspicions and _can_prove_first(visit, suspicions):
            raise ProofNeededError
        if earlier:
            request = _request(earlier)
            if not suspicions:
                free_sent_again(request.quarantine, ahead, now)
            return request
        request = store(data, now)
        if suspicions:
            keep_apart(request, suspicions, now)
        else:
            take_in(request, ahead, now=now)
        return request


def _can_prove_first(visit: Visit, suspicions: list[Suspicion]) -> bool:
    return visit.able and visit.proof is None and Suspicion.TRAP not in suspicions


def _forget_draft(key: UUID) -> None:
    """Nothing points at a draft, so there is nothing to collect before it goes."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM intake_draft WHERE key = %s", [_KEY.get_db_prep_value(key, connection)])


#: As SQL, because making these of queries takes Django ten times as long as asking them. Nearly nobody sends
#: anything twice, so that is asked first: the whole question is a long one to plan. What was withdrawn, lost
#: or thrown away since is not what somebody asks for who sends the same again.
ANY_EARLIER = """
    SELECT 1 FROM intake_intakerequest WHERE submission_key = %s OR fingerprint = %s LIMIT 1
"""
EARLIER = """
    SELECT request.id, request.submission_key <> %s AND lead.id IS NULL
    FROM (
        SELECT id, submission_key FROM intake_intakerequest
        WHERE submission_key = %s OR (fingerprint = %s AND received_at BETWEEN %s AND %s)
    ) request
    LEFT JOIN intake_lead lead ON lead.request_id = request.id
    LEFT JOIN intake_quarantine quarantine ON quarantine.request_id = request.id
    WHERE request.submission_key = %s
        OR (lead.id IS NOT NULL AND lead.closed_at IS NULL)
        OR (lead.id IS NULL AND quarantine.verdict = '')
    ORDER BY CASE WHEN request.submission_key = %s THEN 0 WHEN lead.id IS NOT NULL THEN 1 ELSE 2 END,
        request.id
    LIMIT 1
"""


class _Earlier(NamedTuple):
    """A request that was sent before; `waits` says that it is in quarantine, and came of another draft."""

    id: int
    waits: bool


def _earlier(data: RequestData, now: datetime) -> _Earlier | None:
    """What came of the same draft, else of another one with the same answers that is still at work."""
    key = _KEY.get_db_prep_value(data.submission_key, connection)
    since, until = (connection.ops.adapt_datetimefield_value(at) for at in (now - SAME_DAY, now))
    with connection.cursor() as cursor:
        cursor.execute(ANY_EARLIER, [key, data.fingerprint])
        if cursor.fetchone() is None:
            return None
        cursor.execute(EARLIER, [key, key, data.fingerprint, since, until, key, key])
        row = cursor.fetchone()
    return _Earlier(*row) if row else None


def _request(earlier: _Earlier) -> IntakeRequest:
    return IntakeRequest.objects.get(pk=earlier.id)


_KEY = IntakeRequest._meta.get_field("submission_key")


def store(data: RequestData, now: datetime) -> IntakeRequest:
    """Store a request as it is. The caller is `assigning()`, and gives it a lead or keeps it apart."""
    answers = data.as_fields() | {"consent_at": data.consent_at or now}
    file_ids = answers.pop("file_ids")
    request = IntakeRequest(**answers, fingerprint=data.fingerprint, received_at=now)
    insert([request])
    if file_ids:
        move_to_request(request, data.submission_key, file_ids)
    return request
