"""Lives through what happened before: requests, calls, proposals, everything through the doors of the intake.

All of it is replayed in the order in which it happened, with the moment it happened at, so that every request
was routed with the load, the absences and the earlier leads of that moment, and the timeline tells it so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth import get_user_model
from django.db.models import Max
from django.utils.formats import date_format
from post_office.models import Email
from wagtail.models import Site

from demo.files import Where, read_mapping, read_records, record
from demo.known import Known
from demo.writers.questions import answers_of
from demo.writers.steps import Step, take
from intake.form.offer import Offer
from intake.form.spam.judging import Visit
from intake.form.submit import RequestData, submit_request
from intake.leads.boards import set_board
from intake.models import (
    CallMoment,
    IntakeRequest,
    IntakeSettings,
    LeadMail,
    Organisation,
    Scope,
    Wish,
    WishedStart,
)
from intake.registers.numbers import normalise_brin, normalise_lrk, normalise_postcode
from offerings.models import CourseDate

#: Who looks after the organisations.
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Asker:
    """An organisation and who speaks for it; `board` is the key of another one."""

    name: str
    sector: str
    postcode: str
    city: str
    contact: dict
    brin: str = ""
    lrk: str = ""
    board: str | None = None

    def as_fields(self) -> dict:
        """As a request says it."""
        return {
            "organisation_name": self.name,
            "sector": self.sector,
            "brin": normalise_brin(self.brin) if self.brin else "",
            "lrk": normalise_lrk(self.lrk) if self.lrk else "",
            "postcode": normalise_postcode(self.postcode),
            "city": self.city,
            **self.contact,
        }


@dataclass(frozen=True)
class Request:
    """A request, and the steps that followed. It came in on a working day at a time, or minutes ago.

    `own` has answers to own questions, by the key of the question. What was `trapped` filled in the field
    that nobody sees: it waits in quarantine and has no lead, so nothing followed.
    """

    key: str
    organisation: str
    origin: str
    goal: str
    day: int = 0
    at: str = ""
    minutes_ago: int | None = None
    wish: str = Wish.TALK
    about: list[str] = field(default_factory=list)
    course: str | None = None
    place: str = ""
    scope: str = Scope.UNKNOWN
    plg_count: int | None = None
    participants: int | None = None
    attendees: list[dict] = field(default_factory=list)
    wished_start: str = WishedStart.UNKNOWN
    call_moment: str = CallMoment.ANY
    own: dict = field(default_factory=dict)
    trapped: bool = False
    steps: list[dict] = field(default_factory=list)

    @property
    def submission_key(self) -> UUID:
        """The same for every load, by which a second one knows what is there."""
        return uuid5(NAMESPACE_URL, f"demo:{self.key}")

    def received(self, known: Known) -> datetime:
        if self.minutes_ago is not None:
            return known.clock.now - timedelta(minutes=self.minutes_ago)
        return known.clock.moment(self.day, self.at)


class Event(NamedTuple):
    """Something that happened, and how to make it happen again at that moment."""

    at: datetime
    happen: Callable[[datetime], object]


def write(known: Known, site: Site) -> None:
    """Replay the requests that are not there yet. Only a school that asked just now gets its mail."""
    requests = _missing_requests()
    if not requests:
        return
    last_mail = Email.objects.aggregate(last=Max("pk"))["last"] or 0
    events = _Past(known, site).events(requests)
    for event in sorted(events, key=lambda event: event.at):
        event.happen(event.at)
    # The mails about the past would all go out today. They are removed and not marked as sent: the list of
    # mails says what was sent, and these never were. What came minutes ago is not the past: those schools get
    # their confirmation, and one can open their own page from it.
    now = [request.submission_key for request, _where in requests if request.minutes_ago is not None]
    kept = LeadMail.objects.filter(to_school=True, lead__request__submission_key__in=now)
    Email.objects.filter(pk__gt=last_mail).exclude(pk__in=list(kept.values_list("email", flat=True))).delete()


def _missing_requests() -> list[tuple[Request, Where]]:
    there = set(IntakeRequest.objects.values_list("submission_key", flat=True))
    requests = read_records("history.yaml", Request)
    return [(request, where) for request, where in requests if request.submission_key not in there]


class _Past:
    """Makes requests and steps happen, with all they need at hand."""

    def __init__(self, known: Known, site: Site):
        self.known = known
        self.offer = Offer.published()
        self.settings = IntakeSettings.for_site(site)
        self.users = {user.username: user for user in get_user_model().objects.all()}
        data, where = read_mapping("organisations.yaml")
        self.askers = {key: record(Asker, value, where / key) for key, value in data.items()}

    def events(self, requests: list[tuple[Request, Where]]) -> list[Event]:
        events = []
        for request, where in requests:
            received = Event(request.received(self.known), partial(self._submit, request, where))
            events.append(received)
            for number, data in enumerate(request.steps, start=1):
                place = where / "steps" / number
                step = record(Step, data, place)
                events.append(Event(self._moment(step, received), partial(self._step, request, step, place)))
        return events

    def _moment(self, step: Step, received: Event) -> datetime:
        return max(self.known.clock.moment(step.day, step.at), received.at)

    def _step(self, request: Request, step: Step, where: Where, now: datetime) -> None:
        lead = IntakeRequest.objects.get(submission_key=request.submission_key).lead
        user = self.users[step.by] if step.by else lead.owner.user
        take(step, lead, user=user, clock=self.known.clock, now=now, where=where)

    def _submit(self, request: Request, where: Where, now: datetime) -> None:
        if request.organisation not in self.askers:
            raise (where / "organisation").error(f"there is no organisation {request.organisation!r}")
        asker = self.askers[request.organisation]
        visit = Visit(trapped=True) if request.trapped else None
        received = submit_request(self._data(request, asker, where), visit=visit, now=now)
        if asker.board:
            board = Organisation.objects.filter(name=self.askers[asker.board].name).first()
            set_board(received.lead.organisation, board, user=self.users[COORDINATOR])

    def _data(self, request: Request, asker: Asker, where: Where) -> RequestData:
        origin = self.known.page(request.origin, where / "origin")
        own_answers, file_ids = answers_of(request.own, request.submission_key, where / "own")
        return RequestData(
            submission_key=request.submission_key,
            **asker.as_fields(),
            **self._course_date(request, where),
            subjects=self._subjects(request, where),
            origin_page_id=origin.pk,
            origin_title=origin.title,
            wish=request.wish,
            scope=request.scope,
            plg_count=request.plg_count,
            participants=request.participants,
            attendees=[{"email": ""} | person for person in request.attendees],
            goal=request.goal,
            wished_start=request.wished_start,
            call_moment=request.call_moment,
            own_answers=own_answers,
            file_ids=file_ids,
            consent_text=self.settings.consent,
            consent_version=self.settings.privacy_version,
        )

    def _subjects(self, request: Request, where: Where) -> list[dict]:
        addresses = [request.course] if request.course else request.about
        pages = [self.known.page(address, where / "about") for address in addresses]
        return [self.offer.get(page.pk).as_data() for page in pages]

    def _course_date(self, request: Request, where: Where) -> dict:
        if request.course is None:
            return {}
        course = self.known.page(request.course, where / "course")
        date = CourseDate.objects.filter(course_id=course.pk, place=request.place).first()
        if date is None:
            raise (where / "place").error(f"{request.course} has no date in {request.place!r}")
        first = date.days.first().day
        return {
            "course_date_id": date.pk,
            "course_date_label": f"{date.place}, {date_format(first, 'j F Y')}",
        }
