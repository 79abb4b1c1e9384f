"""Planning a talk with a school, moving it, calling it off: each through one function.

Each checks, changes, logs and queues an invitation in one transaction, on the lead as it stands then. Each
raises LeadError for what cannot be, and TalkDoubtful for what is perhaps not meant; who is `sure` says so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Appointment, AppointmentKind, Lead, LeadState

from .errors import LeadError
from .lifecycle import move_lead
from .talk_doubts import Doubt, doubts_about
from .talk_mail import MOVED, PLANNED, queue_talk
from .talks import call_off, coming_talk, has_talk, moment_of
from .trail import Action, record

#: Before and after these hours nobody talks with a school: it is a typing mistake.
EARLIEST, LATEST = time(7), time(22)
SHORTEST, LONGEST = 10, 480
#: A talk further away is a typing mistake too.
FURTHEST = timedelta(days=366)
LONGEST_PLACE, LONGEST_LINK, LONGEST_NOTE = 160, 500, 1000
#: Where a lead is before its first talk.
BEFORE = frozenset({LeadState.NEW, LeadState.CONTACTED})
is_web_address = URLValidator(schemes=["https"])


@dataclass(frozen=True)
class Talk:
    """When and where, with a word to the school: what somebody at the desk fills in."""

    starts_at: datetime
    minutes: int
    place: str = ""
    link: str = ""
    note: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class TalkDoubtful(LeadError):  # noqa: N818  (no fault of anybody)
    """Something to look at first; `doubts` says what. With their keys in `sure` it goes ahead."""

    def __init__(self, doubts: list[Doubt]):
        super().__init__(_("Look at this first. Is it right? Then choose the button once more."))
        self.doubts = doubts


@transaction.atomic
def plan_talk(
    lead: Lead, talk: Talk, *, user, sure: Collection[str] = (), now: datetime | None = None
) -> Appointment:
    """Plan a talk and invite the school. The first one makes the lead "planned"; the talk is what is next."""
    now = now or timezone.now()
    lead = _locked(lead)
    if not lead.is_open:
        raise LeadError(_("This lead is closed. Reopen it first."))
    if lead.owner is None:
        raise LeadError(_("Nobody has this lead yet. Give it to an adviser first: that one invites."))
    if coming_talk(lead, now):
        raise LeadError(_("A talk is planned already. Change that one."))
    talk = _checked(talk, now)
    _must_be_sure(lead, talk, sure)
    appointment = Appointment.objects.create(
        lead=lead,
        adviser=lead.owner,
        kind=AppointmentKind.NEXT if has_talk(lead) else AppointmentKind.FIRST,
        **_as_fields(talk),
        made_by=user,
        made_at=now,
        changed_at=now,
    )
    record(lead, Action.TALK_PLANNED, user=user, at=now, text=talk.note, **moment_of(appointment))
    if lead.state in BEFORE:
        lead = move_lead(lead, LeadState.PLANNED, user=user, now=now)
    _make_it_next(lead, appointment, now)
    queue_talk(appointment, _locked(lead), PLANNED, at=now)
    return appointment


@transaction.atomic
def move_talk(
    lead: Lead, talk: Talk, *, user, sure: Collection[str] = (), now: datetime | None = None
) -> Appointment:
    """Give the talk that is to come another moment or place, and invite the school anew."""
    now = now or timezone.now()
    lead = _locked(lead)
    appointment = coming_talk(lead, now)
    if appointment is None:
        raise LeadError(_("There is no talk to come any more. Plan another one."))
    talk = _checked(talk, now)
    fields = _as_fields(talk)
    if all(getattr(appointment, name) == value for name, value in fields.items()):
        raise LeadError(_("Nothing is different: the school has this invitation already."), field="on")
    _must_be_sure(lead, talk, sure, besides=appointment)
    for name, value in fields.items():
        setattr(appointment, name, value)
    appointment.sequence, appointment.changed_at = appointment.sequence + 1, now
    appointment.save(update_fields=[*fields, "sequence", "changed_at"])
    record(lead, Action.TALK_MOVED, user=user, at=now, text=talk.note, **moment_of(appointment))
    _make_it_next(lead, appointment, now)
    queue_talk(appointment, lead, MOVED, at=now)
    return appointment


@transaction.atomic
def cancel_talk(lead: Lead, *, user, why: str = "", now: datetime | None = None) -> Lead:
    """Call off the talk that is to come, and tell the school. Without any talk no lead is "planned"."""
    now = now or timezone.now()
    lead = _locked(lead)
    if not call_off(lead, user=user, now=now, why=why.strip()):
        raise LeadError(_("There is no talk to come any more."))
    if lead.state == LeadState.PLANNED and not has_talk(lead):
        lead = move_lead(lead, LeadState.CONTACTED, user=user, now=now)
    if lead.is_open:
        lead.next_action, lead.next_action_on = _("Plan another talk"), timezone.localdate(now)
        lead.save(update_fields=["next_action", "next_action_on"])
    return lead


def _make_it_next(lead: Lead, appointment: Appointment, now: datetime) -> None:
    if not lead.is_open:
        return
    lead.next_action = str(appointment.get_kind_display())
    lead.next_action_on = timezone.localdate(appointment.starts_at)
    # A talk is no answer that we wait for, and who makes an appointment has been in touch.
    lead.waiting_since = None
    lead.first_contact_at = lead.first_contact_at or now
    lead.save(update_fields=["next_action", "next_action_on", "waiting_since", "first_contact_at"])


def _checked(talk: Talk, now: datetime) -> Talk:
    """The same without spaces around. Raises LeadError at the field of what cannot be."""
    _check_moment(talk, now)
    place, link, note = " ".join(talk.place.split()), talk.link.strip(), talk.note.strip()
    if not place and not link:
        raise LeadError(_("Say where it is: a place, or a link to talk online."), field="place")
    if len(place) > LONGEST_PLACE:
        raise LeadError(_("Keep it under 160 characters."), field="place")
    if len(note) > LONGEST_NOTE:
        raise LeadError(_("Keep it under 1,000 characters."), field="note")
    if link:
        _check_link(link)
    return Talk(talk.starts_at, talk.minutes, place, link, note)


def _check_moment(talk: Talk, now: datetime) -> None:
    start, end = timezone.localtime(talk.starts_at), timezone.localtime(talk.ends_at)
    if talk.starts_at <= now:
        field = "on" if start.date() < timezone.localdate(now) else "at"
        raise LeadError(_("This moment is past. Choose a later one."), field=field)
    if talk.starts_at > now + FURTHEST:
        raise LeadError(_("This day is too far ahead. Choose one within a year."), field="on")
    if not SHORTEST <= talk.minutes <= LONGEST:
        raise LeadError(_("A talk takes from 10 minutes to 8 hours."), field="minutes")
    if start.time() < EARLIEST or end.time() > LATEST or end.date() != start.date():
        raise LeadError(_("Choose a time between 7.00 and 22.00, with the end of the talk."), field="at")


def _check_link(link: str) -> None:
    try:
        if len(link) > LONGEST_LINK:
            raise ValidationError("")
        is_web_address(link)
    except ValidationError as error:
        words = _("Copy the whole link, such as https://meet.example/abc. It starts with https.")
        raise LeadError(words, field="link") from error


def _must_be_sure(lead: Lead, talk: Talk, sure: Collection[str], besides: Appointment | None = None) -> None:
    doubts = doubts_about(lead, talk.starts_at, talk.ends_at, besides=besides)
    if any(doubt.key not in sure for doubt in doubts):
        raise TalkDoubtful(doubts)


def _as_fields(talk: Talk) -> dict:
    return {
        "starts_at": talk.starts_at,
        "ends_at": talk.ends_at,
        "place": talk.place,
        "link": talk.link,
        "note": talk.note,
    }


def _locked(lead: Lead) -> Lead:
    return Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
