"""Days on which an adviser is away, as advisers themselves enter them."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.models import Absence, Adviser, Lead
from intake.models.leads import LeadQuerySet

from .dates import spoken_day
from .errors import LeadError

ENTERED, REMOVED = "intake.absence_entered", "intake.absence_removed"


@transaction.atomic
def enter_absence(
    adviser: Adviser,
    *,
    first_day: date,
    last_day: date,
    stand_in: Adviser | None = None,
    note: str = "",
    user,
) -> Absence:
    """Say when an adviser is away, and who stands in. Raises LeadError for days in the wrong order."""
    if last_day < first_day:
        raise LeadError(_("The last day is before the first day."), field="last_day")
    if stand_in == adviser:
        raise LeadError(_("Somebody cannot be the own stand-in."), field="stand_in")
    absence = Absence.objects.create(
        adviser=adviser, first_day=first_day, last_day=last_day, stand_in=stand_in, note=note
    )
    _log(absence, ENTERED, user)
    return absence


@transaction.atomic
def remove_absence(absence: Absence, *, user) -> None:
    """Take an absence back: the adviser is there after all."""
    _log(absence, REMOVED, user)
    absence.delete()


def left_behind(today: date) -> LeadQuerySet:
    """Open leads without contact whose adviser is away now, or on the day by which we promised to call."""
    away = Absence.objects.filter(
        Q(first_day__lte=today)
        | Q(first_day__lte=OuterRef("respond_by"), last_day__gte=OuterRef("respond_by")),
        adviser=OuterRef("owner"),
        last_day__gte=today,
    )
    # Named first, so that the leads of everybody else are not looked at.
    who = Absence.objects.filter(last_day__gte=today).values("adviser")
    return Lead.objects.filter(Exists(away), owner__in=who, closed_at=None, first_contact_at=None)


def register_log_actions(registry) -> None:
    """Tell Wagtail how an absence reads in a report."""
    registry.register_action(ENTERED)(EnteredFormatter)
    registry.register_action(REMOVED)(RemovedFormatter)


class EnteredFormatter(LogFormatter):
    """From when until when."""

    label = gettext_lazy("Absence entered")
    text = gettext_lazy("Away from %(first)s until %(last)s")

    def format_message(self, log_entry):
        days = {name: spoken_day(date.fromisoformat(log_entry.data[name])) for name in ("first", "last")}
        return str(self.text) % days


class RemovedFormatter(EnteredFormatter):
    """Which days it was about."""

    label = gettext_lazy("Absence taken back")
    text = gettext_lazy("Not away after all from %(first)s until %(last)s")


def _log(absence: Absence, action: str, user) -> None:
    days = {"first": absence.first_day.isoformat(), "last": absence.last_day.isoformat()}
    log(absence.adviser, action, user=user, data=days)
