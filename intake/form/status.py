"""What a school sees of its request after sending it: where it stands, in its own words, and what it added.

Nothing of what we write for ourselves is in it: no notes, no next actions, no reasons.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.dutch import phone_number
from intake.leads.dates import spoken_day, spoken_moment
from intake.leads.school import may_withdraw
from intake.leads.sent import sent_in
from intake.leads.states import PATH
from intake.leads.trail import SCHOOL, Action
from intake.models import Adviser, CallProposal, Lead, LeadLogEntry, LeadState, LostReason, Wish
from offerings.models import AdviserPage

from .seats_now import SeatsNow, seats_now, wish_now
from .talks import SchoolTalk, talks_of
from .thanks import outline
from .wishes import form_for

#: The way of a request as a school sees it: each step with the state of the lead that reaches it.
TALK_STEPS = (
    (LeadState.NEW, gettext_lazy("Received")),
    (LeadState.CONTACTED, gettext_lazy("We have spoken")),
    (LeadState.PLANNED, gettext_lazy("First talk")),
    (LeadState.PROPOSED, gettext_lazy("Proposal")),
    (LeadState.AGREED, gettext_lazy("Agreed")),
    (LeadState.RUNNING, gettext_lazy("At work")),
    (LeadState.COMPLETED, gettext_lazy("Completed")),
)
COURSE_STEPS = (
    (LeadState.NEW, gettext_lazy("Received")),
    (LeadState.CONTACTED, gettext_lazy("We have spoken")),
    (LeadState.AGREED, gettext_lazy("Confirmed")),
    (LeadState.RUNNING, gettext_lazy("The course runs")),
    (LeadState.COMPLETED, gettext_lazy("Completed")),
)


#: Of the other states the day is that of our paperwork, and would be read as that of the talk itself.
WITH_DAY = frozenset({LeadState.NEW, LeadState.CONTACTED, LeadState.COMPLETED})


@dataclass(frozen=True)
class Step:
    """One step of the way: `place` is "done", "here" or "ahead"; `day` is when it was reached, if it was."""

    label: str
    place: str
    day: date | None = None


@dataclass(frozen=True)
class Added:
    """Something the school added: what it wrote, a file, or the moments it proposed."""

    at: datetime
    text: str
    moments: list[str]
    file: str = ""


class Status:
    """One request, as its school sees it. Asks four queries beyond the lead that it is given."""

    def __init__(self, lead: Lead, today: date | None = None):
        self.lead = lead
        self.request = lead.request
        self.today = today or timezone.localdate()

    # -------------------------------------------------------------- who and what
    @property
    def reference(self) -> str:
        return self.lead.reference

    @property
    def first_name(self) -> str:
        return self.lead.contact.first_name

    @property
    def adviser(self) -> Adviser | None:
        return self.lead.owner

    @property
    def page(self) -> AdviserPage | None:
        """The page of the adviser, when it is published."""
        page = self.adviser.page if self.adviser else None
        return page if page and page.live else None

    @property
    def about(self) -> str:
        titles = [subject["title"] for subject in self.request.subjects]
        return ", ".join(titles) or str(self.request.get_wish_display())

    @property
    def phone(self) -> str:
        return phone_number(self.request.phone) if self.request.phone else ""

    @property
    def email(self) -> str:
        return outline(self.lead.contact.email)

    @property
    def wish(self):
        return form_for(wish_now(self.request, self.seats))

    @cached_property
    def seats(self) -> SeatsNow | None:
        """The seats on a start date, when it is about those."""
        return seats_now(self.request, may_answer=True)

    # -------------------------------------------------------------- where it stands
    @property
    def is_open(self) -> bool:
        return self.lead.is_open

    @property
    def is_withdrawn(self) -> bool:
        return self.lead.lost_reason == LostReason.WITHDRAWN

    @property
    def is_waiting_for_call(self) -> bool:
        """Whether we promised a call and have not been in touch yet."""
        return self.is_open and self.lead.first_contact_at is None

    @property
    def is_late(self) -> bool:
        return self.is_waiting_for_call and self.lead.respond_by < self.today

    @property
    def may_withdraw(self) -> bool:
        return may_withdraw(self.lead)

    @cached_property
    def steps(self) -> list[Step]:
        """The way it goes, with what is behind and the days; empty when it does not go ahead."""
        if self.lead.state == LeadState.LOST:
            return []
        way = TALK_STEPS if self.request.wish == Wish.TALK else COURSE_STEPS
        reached = PATH.index(LeadState(self.lead.state))
        places = [PATH.index(state) for state, _label in way]
        here = max(number for number, place in enumerate(places) if place <= reached)
        return [
            Step(
                str(label),
                "done" if number < here else "here" if number == here else "ahead",
                self._reached.get(state) if number <= here and state in WITH_DAY else None,
            )
            for number, (state, label) in enumerate(way)
        ]

    @property
    def step_number(self) -> int:
        """At which step it is, counted from 1."""
        return next((number for number, step in enumerate(self.steps, 1) if step.place == "here"), 0)

    @cached_property
    def _reached(self) -> dict[str, date]:
        """On which day each state was reached, the last time."""
        days = {LeadState.NEW: timezone.localdate(self.lead.created_at)}
        for entry in self._entries:
            if entry.action == Action.MOVED:
                days[entry.data.get("after")] = timezone.localdate(entry.timestamp)
        return days

    # -------------------------------------------------------------- when we call
    @cached_property
    def proposals(self) -> list[CallProposal]:
        """The moments to call that are still to come."""
        return [one for one in self.lead.call_proposals.all() if one.day >= self.today]

    @property
    def agreed_moment(self) -> str:
        """The moment we agreed to call at, as one says it; "" for none."""
        chosen = next((one for one in self.proposals if one.chosen_at), None)
        return spoken_moment(chosen.day, chosen.part) if chosen else ""

    @property
    def proposed_moments(self) -> list[str]:
        return [spoken_moment(one.day, one.part) for one in self.proposals]

    # -------------------------------------------------------------- when we talk
    @cached_property
    def talks(self) -> list[SchoolTalk]:
        """The talks that were not called off."""
        return talks_of(self.lead)

    @property
    def talk(self) -> SchoolTalk | None:
        """The talk that is to come."""
        return next((talk for talk in self.talks if talk.is_ahead), None)

    # -------------------------------------------------------------- what the school added
    @cached_property
    def added(self) -> list[Added]:
        """What the school added, the last first."""
        own = [entry for entry in self._entries if entry.data.get("by") == SCHOOL]
        return [
            Added(
                entry.timestamp,
                entry.data.get("text", ""),
                [spoken_moment(*moment) for moment in entry.data.get("moments", [])],
                entry.data.get("file", ""),
            )
            for entry in reversed(own)
            if entry.data.keys() & {"text", "moments", "file"}
        ]

    @cached_property
    def _entries(self) -> list[LeadLogEntry]:
        wanted = (Action.MOVED, Action.SCHOOL_WROTE, Action.MOMENTS_PROPOSED, Action.FILE_ADDED)
        entries = LeadLogEntry.objects.for_instance(self.lead).filter(action__in=wanted)
        return list(entries.order_by("timestamp", "pk"))

    # -------------------------------------------------------------- all of it
    @property
    def owed(self) -> list[str]:
        """The questions whose file we could not take, as long as no file came since."""
        if any(one.file for one in self.added):
            return []
        return [own["question"] for own in self.request.own_answers if own.get("is_owed")]

    @property
    def files(self) -> list[str]:
        """The names of all files that came with the request, then or later."""
        return [file.name for file in self.request.files.all()]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Everything that was sent in, as lines to read."""
        return sent_in(self.request)

    def as_data(self) -> dict:
        """The same for a program: what was sent in, how it went, and what was added."""
        return {
            _("reference"): self.reference,
            _("request"): dict(self.sent),
            _("contact person"): {
                _("name"): self.lead.contact.name,
                _("role"): self.lead.contact.role,
                _("e-mail address"): self.lead.contact.email,
                _("phone number"): self.phone,
            },
            _("organisation"): self.lead.organisation.name,
            _("adviser"): self.adviser.name if self.adviser else None,
            _("we call by"): self.lead.respond_by.isoformat(),
            _("steps"): [
                {_("step"): step.label, _("reached on"): step.day.isoformat() if step.day else None}
                for step in self.steps
            ],
            _("talks"): [
                {_("moment"): talk.when, _("place"): talk.where, _("text"): talk.note} for talk in self.talks
            ],
            _("files"): self.files,
            _("added"): [
                {_("moment"): one.at.isoformat(), _("text"): one.text, _("call"): one.moments}
                for one in self.added
            ],
        }


def spoken_closing_day(lead: Lead) -> str:
    return spoken_day(timezone.localdate(lead.closed_at)) if lead.closed_at else ""
