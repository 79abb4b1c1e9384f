"""From what a school typed to a lead with an owner, in one transaction."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.models import Site

from intake.leads.organisations import contact_of, organisation_of
from intake.models import CallMoment, IntakeRequest, IntakeSettings, Scope, Wish, WishedStart
from intake.routing.assign import assign_lead

#: What comes with a form, and is no answer.
NO_ANSWERS = frozenset({"submission_key", "consent_text", "consent_version"})
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
    brin: str = ""
    lrk: str = ""
    role: str = ""
    call_moment: str = CallMoment.ANY
    subjects: list[dict] = field(default_factory=list)
    scope: str = Scope.UNKNOWN
    plg_count: int | None = None
    participants: int | None = None
    goal: str = ""
    wished_start: str = WishedStart.UNKNOWN
    wish: str = Wish.TALK
    origin_page_id: int | None = None
    origin_title: str = ""
    course_date_id: int | None = None
    course_date_label: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all answers: the same answers, the same fingerprint, in whichever form they came."""
        answers = {name: value for name, value in asdict(self).items() if name not in NO_ANSWERS}
        return sha256(json.dumps(answers, sort_keys=True, default=str).encode()).hexdigest()


def submit_request(data: RequestData, *, now: datetime | None = None) -> IntakeRequest:
    """Store a request, match its organisation, give it to an adviser, log it and queue the mails.

    All or nothing, and once: the same submission key again, even at the same moment, gives the request
    that is already there; so do the same answers within a day, from a form that was opened anew.
    """
    now = now or timezone.now()
    if known := _known(data, now):
        return known
    try:
        with transaction.atomic():
            return _submit(data, now)
    except IntegrityError:
        # A double click: the other one was first. Anything else is a real error.
        if known := _known(data, now):
            return known
        raise


def _known(data: RequestData, now: datetime) -> IntakeRequest | None:
    same_answers = Q(fingerprint=data.fingerprint, received_at__range=(now - SAME_DAY, now))
    return IntakeRequest.objects.filter(Q(submission_key=data.submission_key) | same_answers).first()


def _submit(data: RequestData, now: datetime) -> IntakeRequest:
    request = IntakeRequest.objects.create(**asdict(data), fingerprint=data.fingerprint, received_at=now)
    organisation = organisation_of(request)
    contact = contact_of(request, organisation)
    assign_lead(request, organisation, contact, response_days=_response_days(), now=now)
    return request


def _response_days() -> int:
    site = Site.objects.filter(is_default_site=True).first()
    return IntakeSettings.for_site(site).response_days if site else IntakeSettings().response_days
