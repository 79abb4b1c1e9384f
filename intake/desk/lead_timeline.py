"""The timeline of a lead as its page shows it: what happened and which mails went out, or a part of that."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from post_office.models import STATUS

from intake.leads.mail_texts import KINDS
from intake.leads.trail import SCHOOL, Action, TimelineItem, all_of, items_of
from intake.models import Lead, LeadLogEntry, LeadMail

#: How many lines stand on the page, and how many there are at the most on the way to all.
SHOWN, MOST = 30, 500
#: So many of what the school did stand at its request; one more is read, to know whether there are.
SINCE = 3
MAIL = "mail"
NOTES = (Action.NOTE, Action.CONTACT, Action.SCHOOL_WROTE)
ABOUT_MAIL = (Action.MAIL_FAILED, Action.MAIL_SETTLED)
#: Each part by its name in the address: how it is called, and which actions are in it.
PARTS: dict[str, tuple[Promise, tuple[str, ...] | None]] = {
    "": (gettext_lazy("All of it"), None),
    "notities": (gettext_lazy("Notes and talks"), NOTES),
    "mails": (gettext_lazy("Mails"), ABOUT_MAIL),
    "stand": (
        gettext_lazy("State"),
        (
            Action.RECEIVED, Action.ASSIGNED, Action.TRIAGED, Action.HANDED_OVER, Action.REROUTED,
            Action.MOVED, Action.NEXT_ACTION, Action.MOMENT_CHOSEN,
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """Lines, the last first; whether there are more, and which part it is.

    `since` are the last things that the school did after its request, whatever the part.
    """

    items: list[TimelineItem]
    since: list[TimelineItem]
    is_more: bool = False
    part: str = ""

    @property
    def parts(self) -> list[tuple[str, Promise]]:
        return [(key, label) for key, (label, _actions) in PARTS.items()]

    def __iter__(self) -> Iterator[TimelineItem]:
        return iter(self.items)

    @property
    def last(self) -> TimelineItem | None:
        """What happened last, where everything is shown; a mail that went out follows from something else."""
        happened = (item for item in self.items if item.action != MAIL)
        return None if self.part else next(happened, None)


def timeline_of(lead: Lead, part: str = "", *, everything: bool = False) -> Timeline:
    """The newest lines of this part; of an unknown part those of all. Also of what became part of the lead.

    Two queries at the most, and one for a lead that others became part of.
    """
    part = part if part in PARTS else ""
    actions = PARTS[part][1]
    most = MOST if everything else SHOWN
    leads = all_of(lead)
    happened = _happened(leads, actions, most)
    items = [item for item in happened if actions is None or item.action in actions][: most + 1]
    since = [item for item in happened if item.by_school][: SINCE + 1]
    if actions is None or part == "mails":
        items += _mailed(leads, most)
    items.sort(key=lambda item: item.at, reverse=True)
    return Timeline(items[:most], since, is_more=len(items) > most, part=part)


def _happened(leads: list[int], actions: tuple[str, ...] | None, most: int) -> list[TimelineItem]:
    """The newest of these actions, and the newest of what the school did. One query."""
    entries = LeadLogEntry.objects.filter(lead__in=leads)
    newest = entries.order_by("-timestamp", "-pk").values("pk")
    asked = newest.filter(action__in=actions) if actions else newest
    by_school = newest.filter(data__by=SCHOOL)
    return items_of(entries.filter(Q(pk__in=asked[: most + 1]) | Q(pk__in=by_school[: SINCE + 1])))


def _mailed(leads: list[int], most: int) -> list[TimelineItem]:
    mails = (
        LeadMail.objects.filter(lead__in=leads)
        .select_related("email")
        .only("lead", "name", "to_school", "email__to", "email__status", "email__created")
    )
    return [_item(one) for one in mails[: most + 1]]


def _item(one: LeadMail) -> TimelineItem:
    kind = KINDS.get(one.name)
    words = _("Mail to the school: %(mail)s") if one.to_school else _("Mail to a colleague: %(mail)s")
    title = words % {"mail": kind.title if kind else one.name}
    return TimelineItem(action=MAIL, title=title, detail=_fate(one), at=one.email.created, by="")


def _fate(one: LeadMail) -> str:
    to = {"to": ", ".join(one.email.to)}
    if one.email.status == STATUS.sent:
        return _("Sent to %(to)s") % to
    if one.email.status == STATUS.failed:
        return _("Not sent to %(to)s") % to
    return _("On its way to %(to)s") % to
