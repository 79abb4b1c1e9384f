"""What happened to a lead: the actions of the audit log, and how they read on the timeline.

Wagtail's audit log keeps them; `intake.wagtail_hooks` registers them. Data holds codes, never sentences:
sentences are made when somebody reads.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, get_active_log_context, log

from home.dutch import euro
from home.inserts import insert
from intake.models import (
    AppointmentKind,
    EnrolmentState,
    Lead,
    LeadLogEntry,
    LeadState,
    LostReason,
    MailProblem,
)

from .dates import spoken_day, spoken_moment, spoken_talk


class Action(models.TextChoices):
    """What can happen to a lead."""

    RECEIVED = "intake.received", gettext_lazy("Request received")
    ASSIGNED = "intake.assigned", gettext_lazy("Assigned")
    TRIAGED = "intake.triaged", gettext_lazy("Put in triage")
    HANDED_OVER = "intake.handed_over", gettext_lazy("Handed over")
    CONTACT = "intake.contact", gettext_lazy("Contact logged")
    NOTE = "intake.note", gettext_lazy("Note")
    FREED = "intake.freed", gettext_lazy("Freed from quarantine")
    MOVED = "intake.moved", gettext_lazy("State changed")
    NEXT_ACTION = "intake.next_action", gettext_lazy("Next action set")
    FILE_ADDED = "intake.file_added", gettext_lazy("File added")
    FILE_OPENED = "intake.file_opened", gettext_lazy("File opened")
    SCHOOL_WROTE = "intake.school_wrote", gettext_lazy("The school wrote")
    MOMENTS_PROPOSED = "intake.moments_proposed", gettext_lazy("Moments to call proposed")
    MOMENT_CHOSEN = "intake.moment_chosen", gettext_lazy("Moment to call chosen")
    MAIL_FAILED = "intake.mail_failed", gettext_lazy("Mail not delivered")
    MAIL_SETTLED = "intake.mail_settled", gettext_lazy("Undelivered mail settled")
    ERASURE_ASKED = "intake.erasure_asked", gettext_lazy("Erasure asked for")
    ERASED = "intake.erased", gettext_lazy("Personal data erased")
    CONTACT_CHANGED = "intake.contact_changed", gettext_lazy("Contact person changed")
    CONTACT_KEPT = "intake.contact_kept", gettext_lazy("Contact person kept")
    PEOPLE_MERGED = "intake.people_merged", gettext_lazy("Contact persons joined")
    LEADS_MERGED = "intake.leads_merged", gettext_lazy("Leads joined")
    MERGE_UNDONE = "intake.merge_undone", gettext_lazy("Joining undone")
    ORGANISATION_MERGED = "intake.organisation_merged", gettext_lazy("Organisations joined")
    SEATS_CONFIRMED = "intake.seats_confirmed", gettext_lazy("Seats confirmed")
    SEATS_CANCELLED = "intake.seats_cancelled", gettext_lazy("Seats given back")
    SEATS_OFFERED = "intake.seats_offered", gettext_lazy("Seats offered")
    SEATS_ACCEPTED = "intake.seats_accepted", gettext_lazy("Offer of seats accepted")
    SEATS_DECLINED = "intake.seats_declined", gettext_lazy("Offer of seats declined")
    SEATS_EXPIRED = "intake.seats_expired", gettext_lazy("Offer of seats not answered")
    SEATS_AGAIN = "intake.seats_again", gettext_lazy("Enrolled again")
    PARTICIPANTS_CHANGED = "intake.participants_changed", gettext_lazy("Participants changed")
    DATE_OFF = "intake.date_off", gettext_lazy("Start date cancelled")
    ADVISER_REMINDED = "intake.adviser_reminded", gettext_lazy("Adviser reminded")
    COORDINATORS_TOLD = "intake.coordinators_told", gettext_lazy("Coordinators told")
    TRIAGE_ALARM = "intake.triage_alarm", gettext_lazy("Still in triage")
    REROUTED = "intake.rerouted", gettext_lazy("Chosen again")
    TALK_PLANNED = "intake.talk_planned", gettext_lazy("Talk planned")
    TALK_MOVED = "intake.talk_moved", gettext_lazy("Talk moved")
    TALK_CANCELLED = "intake.talk_cancelled", gettext_lazy("Talk called off")
    AGREEMENT_CHANGED = "intake.agreement_changed", gettext_lazy("Agreement changed")


#: What `data["by"]` says when a school did it itself, on its own page.
SCHOOL = "school"


class ContactOutcome(models.TextChoices):
    """How an attempt to reach somebody went."""

    SPOKEN = "spoken", gettext_lazy("Spoken")
    NO_ANSWER = "no_answer", gettext_lazy("No answer")
    MAILED = "mailed", gettext_lazy("Mailed")


#: A detail of more characters, or line ends, is long.
LONG, LONG_LINES = 400, 6


@dataclass(frozen=True)
class TimelineItem:
    """One line of the timeline: what, in more words, when and by whom ("" when the site did it)."""

    action: str
    title: str
    detail: str
    at: datetime
    by: str
    by_school: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it would push what happened before out of sight: it is folded then."""
        return len(self.detail) > LONG or self.detail.count("\n") > LONG_LINES


def record(lead: Lead, action: Action, /, *, user=None, at: datetime | None = None, **data) -> None:
    """Write one action to the trail of a lead."""
    log(lead, action.value, user=user, timestamp=at or timezone.now(), data=data)


def record_all(lead: Lead, happened: Iterable[tuple[Action, dict]], *, at: datetime, user=None) -> None:
    """Write what the site itself did to the trail of a lead, each an action with its data. One query.

    `user` is who entered it by hand.
    """
    context = get_active_log_context()
    label = LeadLogEntry.objects.get_instance_title(lead)
    insert(
        LeadLogEntry(
            lead=lead,
            content_type=ContentType.objects.get_for_model(Lead),
            label=label,
            action=action.value,
            data=data,
            timestamp=at,
            user=user or context.user,
            uuid=context.uuid,
        )
        for action, data in happened
    )


def title_of(action: str, data: dict) -> str:
    """One line in the active language for an action and its data."""
    return TITLES[Action(action)](data) if action in Action.values else action


def detail_of(action: str, data: dict) -> str:
    """The rest of what is known: a note, a reason, a day."""
    parts = []
    if version := data.get("consent_version"):
        parts.append(_("Consent given, privacy statement of %(version)s") % {"version": _version(version)})
    if before := data.get("was"):
        parts.append(_("It was: %(before)s") % {"before": ", ".join(_in_order(before))})
    if reason := data.get("lost_reason"):
        parts.append(str(LostReason(reason).label))
    if state := data.get("enrolment"):
        parts.append(_seats_detail(state, data["seats"]))
    parts.extend(data[name] for name in ("place", "link", "text") if data.get(name))
    if moments := data.get("moments"):
        parts.extend(spoken_moment(*moment) for moment in moments)
    parts.extend(agreed_lines(data.get("agreed") or {}))
    parts.extend(_days(data))
    if action == Action.CONTACT and data.get("action"):
        parts.append(_("Next action: %(action)s") % {"action": data["action"]})
    return "\n".join(parts)


def agreed_lines(agreed: dict) -> list[str]:
    """What was agreed, in words: the text, the amount, when it starts."""
    lines = [agreed.get("text", "")]
    if amount := agreed.get("amount"):
        lines.append(euro(Decimal(amount)))
    if day := parse_date(agreed.get("starts_on") or ""):
        lines.append(_("Starts on %(day)s") % {"day": date_format(day, "j F Y")})
    return [line for line in lines if line]


def _days(data: dict) -> list[str]:
    words = {"until": _("To be answered by %(day)s"), "on": _("On %(day)s")}
    days = {name: parse_date(data.get(name) or "") for name in words}
    return [words[name] % {"day": spoken_day(day)} for name, day in days.items() if day]


def timeline(lead: Lead) -> list[TimelineItem]:
    """Everything that happened to a lead and to those that became part of it, the last first."""
    return items_of(LeadLogEntry.objects.filter(lead__in=all_of(lead)))


def all_of(lead: Lead) -> list[int]:
    """The keys of a lead and of what became part of it. One query; none where it is known to be alone."""
    if not getattr(lead, "has_doubles", True):
        return [lead.pk]
    return [lead.pk, *Lead.objects.filter(double_of=lead.pk).order_by("pk").values_list("pk", flat=True)]


def items_of(entries: QuerySet[LeadLogEntry], most: int | None = None) -> list[TimelineItem]:
    """These lines of a trail in words, the last first, `most` of them. One query."""
    return [
        TimelineItem(
            action=entry.action,
            title=title_of(entry.action, entry.data),
            detail=detail_of(entry.action, entry.data),
            at=entry.timestamp,
            by=_actor(entry),
            by_school=entry.data.get("by") == SCHOOL,
        )
        for entry in entries.select_related("user").order_by("-timestamp", "-pk")[:most]
    ]


def _actor(entry: LeadLogEntry) -> str:
    if entry.data.get("by") == SCHOOL:
        return _("The school")
    return (entry.user.get_full_name() or entry.user.get_username()) if entry.user else ""


def register_log_actions(registry) -> None:
    """Tell Wagtail of the trail: which model keeps it, and how each action reads in a report."""
    registry.register_model(Lead, LeadLogEntry)
    for action in Action:
        registry.register_action(action.value)(_formatter(action))


def _formatter(action: Action) -> type[LogFormatter]:
    def format_message(self, entry):
        return title_of(entry.action, entry.data)

    return type(
        f"{action.name.title()}Formatter",
        (LogFormatter,),
        {
            "label": action.label,
            "message": action.label,
            "format_message": format_message,
        },
    )


def _state_label(state: str) -> str:
    return str(LeadState(state).label) if state in LeadState.values else state


def _in_order(person: dict[str, str]) -> list[str]:
    """What is known of a person as one says it; PostgreSQL does not keep the order of what it stores."""
    order = ("first_name", "last_name", "role", "phone")
    return [person[name] for name in order if name in person]


def _version(version: str) -> str:
    """The day of a version ("2026-11-22 (r22)"), as one writes it."""
    day = parse_date(version[:10])
    return date_format(day, "j F Y") if day else version


def _contact_title(data: dict) -> str:
    if subject := data.get("subject"):
        return _("Mailed the school: “%(subject)s”") % {"subject": subject}
    titles = {
        ContactOutcome.SPOKEN: _("Spoken with the school"),
        ContactOutcome.NO_ANSWER: _("Called, no answer"),
        ContactOutcome.MAILED: _("Mailed the school"),
    }
    return titles.get(data.get("outcome"), _("Contact"))


def _received_title(data: dict) -> str:
    if name := data.get("entered_by"):
        return _("By phone, entered by %(name)s") % {"name": name}
    return _("Request received")


def _handed_over_title(data: dict) -> str:
    if data.get("before"):
        return _("Handed over from %(before)s to %(name)s") % {
            "before": data["before"],
            "name": data.get("adviser", ""),
        }
    return _("Taken out of triage, to %(name)s") % {"name": data.get("adviser", "")}


def _moved_title(data: dict) -> str:
    return _("From “%(before)s” to “%(after)s”") % {
        "before": _state_label(data.get("before", "")),
        "after": _state_label(data.get("after", "")),
    }


def _mail_title(data: dict) -> str:
    problem = data.get("problem")
    why = str(MailProblem(problem).label) if problem in MailProblem.values else ""
    if data.get("to_school"):
        return _("A mail to the school did not arrive: %(why)s") % {"why": why}
    return _("A mail to a colleague did not arrive: %(why)s") % {"why": why}


def _seats(data: dict) -> str:
    """ "2 plaatsen"."""
    count = data.get("seats", 0)
    return ngettext("%(count)d seat", "%(count)d seats", count) % {"count": count}


def _seats_detail(state: str, count: int) -> str:
    values = {"seats": _seats({"seats": count})}
    if state == EnrolmentState.HELD:
        return _("Held on the start date: %(seats)s") % values
    return _("On the waiting list for %(seats)s") % values


def _cancelled_title(data: dict) -> str:
    if data.get("before") == EnrolmentState.WAITING:
        return _("Taken off the waiting list")
    return _("Given back: %(seats)s") % {"seats": _seats(data)}


def _again_title(data: dict) -> str:
    if data.get("after") == EnrolmentState.HELD:
        return _("Enrolled again: %(seats)s held") % {"seats": _seats(data)}
    return _("On the waiting list again")


def _participants_title(data: dict) -> str:
    if data.get("before") == data.get("seats"):
        return _("Names of participants changed")
    return _("From %(before)d to %(seats)s") % {"before": data.get("before", 0), "seats": _seats(data)}


def _talk_title(words) -> Callable[[dict], str]:
    """ "Startoverleg gepland: dinsdag 24 november, 10.00 tot 11.00 uur"."""

    def title(data: dict) -> str:
        moments = [parse_datetime(data.get(name) or "") for name in ("starts_at", "ends_at")]
        kind = data.get("kind")
        values = {
            "kind": AppointmentKind(kind).label if kind in AppointmentKind.values else _("Talk"),
            "when": spoken_talk(*moments) if all(moments) else "",
        }
        return str(words) % values

    return title


#: How each action reads, made of its data.
TITLES: dict[Action, Callable[[dict], str]] = {
    Action.RECEIVED: _received_title,
    Action.ASSIGNED: lambda data: _("Assigned to %(name)s") % {"name": data.get("adviser", "")},
    Action.TRIAGED: lambda data: _("Nobody was available: put in triage"),
    Action.HANDED_OVER: _handed_over_title,
    Action.CONTACT: _contact_title,
    Action.NOTE: lambda data: _("Note"),
    Action.FREED: lambda data: _("Freed from quarantine"),
    Action.MOVED: _moved_title,
    Action.CONTACT_CHANGED: lambda data: _("The contact person was changed to what the request says"),
    Action.CONTACT_KEPT: lambda data: _("The contact person stays as we know them"),
    Action.PEOPLE_MERGED: lambda data: _("Two contact persons turned out to be the same person"),
    Action.LEADS_MERGED: lambda data: (
        _("%(reference)s is about the same, and became part of this lead")
        % {"reference": data.get("reference", "")}
    ),
    Action.MERGE_UNDONE: lambda data: _("Joining with %(name)s was undone") % {"name": data.get("name", "")},
    Action.ORGANISATION_MERGED: lambda data: (
        _("%(name)s turned out to be the same organisation") % {"name": data.get("name", "")}
    ),
    Action.NEXT_ACTION: lambda data: (
        _("Next action: %(action)s") % {"action": data.get("action") or _("none")}
    ),
    Action.FILE_ADDED: lambda data: _("The school added a file: %(name)s") % {"name": data.get("file", "")},
    Action.FILE_OPENED: lambda data: _("File opened: %(name)s") % {"name": data.get("file", "")},
    Action.SCHOOL_WROTE: lambda data: _("The school wrote"),
    Action.MOMENTS_PROPOSED: lambda data: _("The school proposes when to call"),
    Action.MOMENT_CHOSEN: lambda data: (
        _("Agreed to call: %(moment)s") % {"moment": spoken_moment(data.get("day", ""), data.get("part", ""))}
    ),
    Action.MAIL_FAILED: _mail_title,
    Action.MAIL_SETTLED: lambda data: _("The undelivered mail is dealt with"),
    Action.ERASURE_ASKED: lambda data: _("The school asks to erase its data"),
    Action.ERASED: lambda data: _("Personal data erased"),
    Action.SEATS_CONFIRMED: lambda data: _("Confirmed: %(seats)s") % {"seats": _seats(data)},
    Action.SEATS_CANCELLED: _cancelled_title,
    Action.SEATS_OFFERED: lambda data: _("Offered: %(seats)s") % {"seats": _seats(data)},
    Action.SEATS_ACCEPTED: lambda data: _("The school accepts %(seats)s") % {"seats": _seats(data)},
    Action.SEATS_DECLINED: lambda data: _("The school does not want the seats any more"),
    Action.SEATS_EXPIRED: lambda data: _("The school did not answer the offer in time"),
    Action.SEATS_AGAIN: _again_title,
    Action.PARTICIPANTS_CHANGED: _participants_title,
    Action.DATE_OFF: lambda data: _("The start date does not take place"),
    Action.ADVISER_REMINDED: lambda data: (
        _("The deadline passed: %(name)s reminded") % {"name": data.get("adviser", "")}
    ),
    Action.COORDINATORS_TOLD: lambda data: _("No contact in time: the coordinators got a mail"),
    Action.TRIAGE_ALARM: lambda data: _("Still in triage: the coordinators got another mail"),
    Action.REROUTED: lambda data: (
        _("The site chose again: from %(before)s to %(name)s")
        % {"before": data.get("before", ""), "name": data.get("adviser") or _("triage")}
    ),
    Action.TALK_PLANNED: _talk_title(gettext_lazy("%(kind)s planned: %(when)s")),
    Action.TALK_MOVED: _talk_title(gettext_lazy("%(kind)s moved: %(when)s")),
    Action.TALK_CANCELLED: _talk_title(gettext_lazy("%(kind)s called off: %(when)s")),
    Action.AGREEMENT_CHANGED: lambda data: _("What was agreed is different"),
}
