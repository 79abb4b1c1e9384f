"""The figures of a period as tables: how far leads came, how soon, what was promised, why they stopped."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.leads.figures.counting import BROKEN, KEPT, NEEDLESS, NOT_YET, Tally
from intake.leads.states import PATH
from intake.models import LeadState, LostReason

from .figure_tables import Cell, Table, bars, beside, number, portion, words
from .figure_words import in_days

#: Days to first contact, first and last of each row; None has no end.
SPANS = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 10), (11, None))


def funnel(now: Tally, was: Tally, list_url: str) -> Table:
    """How many came how far."""
    rows, previous = [], now.received
    for state in PATH:
        reached = now.reached(state)
        rows.append(
            [
                words(_("Received") if state == LeadState.NEW else state.label),
                number(reached, list_url if state == LeadState.NEW else ""),
                portion(reached, previous),
                portion(reached, now.received),
                number(now.lost_at(state)),
                beside(reached, was.reached(state), known=bool(was.received)),
            ]
        )
        previous = reached
    agreed = now.reached(LeadState.AGREED)
    shown = [(row[0].text, now.reached(one), was.reached(one)) for row, one in zip(rows, PATH, strict=True)]
    return Table(
        "funnel",
        _("From request to agreement"),
        [
            _("Step"), _("Came so far"), _("Of the step before (%)"), _("Of all (%)"),
            _("Stopped here"), _("At that time"),
        ],
        rows,
        [
            _("We count every lead that came in during these days, also of people who were erased."),
            _("A lead came as far as it stands now. Steps that were skipped count as done."),
            _("A lead that is not going ahead came as far as it stood when it stopped."),
            _("A lead that was put back, or taken up again, counts where it stands now."),
            _("Then is no photograph of then: we look where those leads stand today. They have had more "
              "time."),
        ],
        _("Of %(all)s leads that came in, %(agreed)s came to an agreement.")
        % {"all": number_format(now.received), "agreed": number_format(agreed)},
        bars(shown, known=bool(was.received)),
        headings=[
            _("Step"), _("Came so far"), _("Of the step before"), _("Of all"),
            _("Stopped here"), _("At that time"),
        ],
    )  # fmt: skip


def lost(now: Tally, was: Tally) -> Table:
    """Why leads are not going ahead, the most usual first."""
    reasons = sorted(LostReason, key=lambda one: (-now.reasons[one], -was.reasons[one], str(one.label)))
    reasons = [one for one in reasons if now.reasons[one] or was.reasons[one]]
    shown = [(str(one.label), now.reasons[one], was.reasons[one]) for one in reasons]
    return Table(
        "lost",
        _("Not going ahead"),
        [_("Reason"), _("Leads"), _("Share (%)"), _("At that time")],
        [
            [words(one.label), number(now.reasons[one]), portion(now.reasons[one], now.lost),
             beside(now.reasons[one], was.reasons[one], known=bool(was.received))]
            for one in reasons
        ],
        [
            _("These are leads of these days that stand at “Not going ahead” now, whenever that was "
              "decided."),
            _("“Asked twice” and “Not a serious request” are in all figures: they came in too."),
        ],
        ngettext(
            "%(counter)s lead is not going ahead.", "%(counter)s leads are not going ahead.", now.lost
        ) % {"counter": number_format(now.lost)},
        bars(shown, known=bool(was.received)),
        headings=[_("Reason"), _("Leads"), _("Share"), _("At that time")],
    )  # fmt: skip


def contact(now: Tally, was: Tally) -> Table:
    """After how many working days schools heard from us."""
    rows, passed, total = [], 0, now.days.total()
    for first, last in SPANS:
        count, before = (_between(tally, first, last) for tally in (now, was))
        passed += count
        rows.append(
            [
                words(_span(first, last)),
                number(count),
                portion(passed, total),
                beside(count, before, known=bool(was.received)),
            ]
        )
    shown = [(row[0].text, row[1].value, row[3].value) for row in rows]
    without, before = now.received - total, was.received - was.days.total()
    last = beside(without, before, known=bool(was.received))
    rows.append([words(_("Without contact")), number(without), Cell(None, ""), last])
    return Table(
        "contact",
        _("Time to first contact"),
        [_("After"), _("Leads"), _("So far (%)"), _("At that time")],
        rows,
        [
            _("First contact is the first call in which we spoke somebody, the first mail we logged, or the "
              "first step on from “New”. A call in vain does not count."),
            _("We count working days after the day a lead came in. The same day is 0. Weekends and public "
              "holidays do not count; school holidays do, because we work on."),
            _("“Half within” and “9 in 10 within” are about the leads that had contact: the least number of "
              "working days within which that many had it. Who had no contact yet is not in it."),
        ],
        _("Half within: %(half)s. 9 in 10 within: %(most)s.")
        % {"half": in_days(now.within(50)), "most": in_days(now.within(90))},
        bars(shown, known=bool(was.received)),
        headings=[_("After"), _("Leads"), _("So far"), _("At that time")],
    )  # fmt: skip


def _between(tally: Tally, first: int, last: int | None) -> int:
    return sum(
        count for days, count in tally.days.items() if days >= first and (last is None or days <= last)
    )


def _span(first: int, last: int | None) -> str:
    if first == last:
        return in_days(first).capitalize()
    if last is None:
        return _("More than %(days)s working days") % {"days": first - 1}
    return _("%(first)s to %(last)s working days") % {"first": first, "last": last}


def promises(now: Tally, was: Tally) -> Table:
    """Whether schools were called in time."""
    labels = {
        KEPT: _("Kept"),
        BROKEN: _("Not kept"),
        NOT_YET: _("Not known yet"),
        NEEDLESS: _("Closed before"),
    }
    rows = [
        [
            words(label),
            number(now.promises[kind]),
            portion(now.promises[kind], now.due) if kind in {KEPT, BROKEN} else Cell(None, ""),
            beside(now.promises[kind], was.promises[kind], known=bool(was.received)),
        ]
        for kind, label in labels.items()
    ]
    shown = [(label, now.promises[kind], was.promises[kind]) for kind, label in labels.items()]
    return Table(
        "promises",
        _("Promises to call"),
        [_("Promise"), _("Leads"), _("Of what is known (%)"), _("At that time")],
        rows,
        [
            _("Kept: first contact was on the promised day or before it. Not kept: later, or not at all "
              "while that day is past."),
            _("Not known yet: no contact, and the promised day is still to come or is today."),
            _("Closed before: the lead was closed without contact before that day was over. Then there was "
              "nothing left to keep."),
        ],
        _("Of %(due)s promises of which it is known, %(kept)s were kept.")
        % {"due": number_format(now.due), "kept": number_format(now.promises[KEPT])},
        bars(shown, known=bool(was.received)),
        headings=[_("Promise"), _("Leads"), _("Of what is known"), _("At that time")],
    )  # fmt: skip
