"""Which figures are asked for: what the address says, as far as it makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.figures.dimensions import DIMENSIONS, Dimension
from intake.leads.figures.periods import Period, Unit, between, past, running

from .filters import day_field

#: The periods with a name, each with how it follows from today.
NAMED = {
    "month": (gettext_lazy("This month"), running, Unit.MONTH),
    "last_month": (gettext_lazy("Last month"), past, Unit.MONTH),
    "quarter": (gettext_lazy("This quarter"), running, Unit.QUARTER),
    "last_quarter": (gettext_lazy("Last quarter"), past, Unit.QUARTER),
    "year": (gettext_lazy("This year"), running, Unit.YEAR),
    "last_year": (gettext_lazy("Last year"), past, Unit.YEAR),
    "school_year": (gettext_lazy("This school year"), running, Unit.SCHOOL_YEAR),
    "last_school_year": (gettext_lazy("Last school year"), past, Unit.SCHOOL_YEAR),
}
OWN, USUAL = "own", "quarter"
BEFORE, YEAR = "before", "year"
COMPARED = {
    BEFORE: gettext_lazy("the period before"),
    YEAR: gettext_lazy("the same days a year ago"),
}
SORTS = ("name", "received", "agreed", "contact", "kept")
USUAL_SORT = "-received"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class DaysForm(forms.Form):
    """A period of one's own."""

    use_required_attribute = False

    since = day_field(gettext_lazy("From"))
    until = day_field(gettext_lazy("Until and including"))

    def __init__(self, data=None, *, today: date, initial=None):
        super().__init__(data, auto_id="figures-%s", initial=initial)
        self.today = today
        for name in ("since", "until"):
            self.fields[name].required = True
            self.fields[name].error_messages = dict.fromkeys(
                ("required", "invalid"), gettext_lazy("Fill in both days.")
            )

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if not since or not until:
            return data
        if since > self.today:
            raise forms.ValidationError(_("These days are still to come."))
        if until < since:
            raise forms.ValidationError(_("The last day is before the first day."))
        if since < EARLIEST or until > LATEST:
            raise forms.ValidationError(_("Choose days after the year 1999."))
        return data


@dataclass(frozen=True)
class Asked:
    """The period, what it is compared with, the breakdown and its order; `notes` tell what made no sense."""

    name: str
    period: Period
    compared: str
    dimension: Dimension
    sort: str
    days: DaysForm
    notes: list[str] = field(default_factory=list)

    @property
    def earlier(self) -> Period:
        return self.period.before() if self.compared == BEFORE else self.period.year_before()

    def query(self, **changes: str) -> str:
        """The address of these figures, but for what changes."""
        said = {"period": self.name, "with": self.compared, "per": self.dimension.name, "sort": self.sort}
        if changes.get("period", self.name) == OWN:
            said |= {"since": self.period.first.isoformat(), "until": self.period.end.isoformat()}
        return urlencode(said | changes)


def read_asked(data: Mapping[str, str], today: date, *, may_compare_people: bool) -> Asked:
    """What an address asks for. What it says wrong is left out, and told."""
    notes: list[str] = []
    known = [name for name in DIMENSIONS if name != "adviser" or may_compare_people]
    name, period, days = _period(data, today, notes)
    compared = _choice(data, "with", COMPARED, BEFORE, notes)
    per = _choice(data, "per", known, known[0], notes)
    sort = _choice(data, "sort", [*SORTS, *(f"-{one}" for one in SORTS)], USUAL_SORT, notes)
    return Asked(name, period, compared, DIMENSIONS[per], sort, days, notes)


def _period(data: Mapping[str, str], today: date, notes: list[str]) -> tuple[str, Period, DaysForm]:
    said = data.get("period", USUAL)
    if said == OWN:
        form = DaysForm(data, today=today)
        if form.is_valid():
            since, until = form.cleaned_data["since"], form.cleaned_data["until"]
            return OWN, between(since, until, today), form
        notes.append(_("These are the figures of this quarter, because the days you chose are no period."))
        return USUAL, running(Unit.QUARTER, today), form
    if said not in NAMED:
        notes.append(_("We do not know this period. These are the figures of this quarter."))
        said = USUAL
    _label, make, unit = NAMED[said]
    period = make(unit, today)
    initial = {"since": period.first, "until": period.last}
    return said, period, DaysForm(today=today, initial=initial)


def _choice(data: Mapping[str, str], name: str, known, usual: str, notes: list[str]) -> str:
    said = data.get(name) or usual
    if said in known:
        return said
    notes.append(_("Something in this address is unknown, and was left out."))
    return usual


def days_of(period: Period) -> str:
    """ "1 oktober 2026 tot en met 23 november 2026"."""
    first, last = (date_format(day, "j F Y") for day in (period.first, period.last))
    return (
        first
        if first == last
        else _("%(first)s until and including %(last)s") % {"first": first, "last": last}
    )
