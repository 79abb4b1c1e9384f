"""The advisers as colleagues: who has room, and who is away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.leads.dates import spoken_day
from intake.models import Absence, Lead
from intake.routing.gather import advisers_to_ask


@dataclass(frozen=True)
class Colleague:
    """An adviser with the number of leads open now; `absent_until` is None for who is here.

    `receives_leads` is false for who was set so, and for whose account is closed.
    """

    id: int
    name: str
    open_leads: int
    capacity: int
    absent_until: date | None
    receives_leads: bool = True

    @property
    def load(self) -> str:
        """ "6 of 9 leads open"."""
        return _("%(open)s of %(capacity)s leads open") % {"open": self.open_leads, "capacity": self.capacity}

    @property
    def absence(self) -> str:
        """ "away until maandag 30 november", or nothing."""
        return _("away until %(day)s") % {"day": spoken_day(self.absent_until)} if self.absent_until else ""

    @property
    def label(self) -> str:
        """The name with what one wants to know before giving somebody a lead."""
        return f"{self.name}: {', '.join(filter(None, (self.load, self.absence)))}"


def team(now: datetime) -> list[Colleague]:
    """Everybody who receives leads, in order of name. One query, however many there are."""
    return [person for person in _colleagues(now) if person.receives_leads]


def everybody(now: datetime) -> list[Colleague]:
    """The team, and who receives no leads any more but still has open ones. As many queries."""
    return [person for person in _colleagues(now) if person.receives_leads or person.open_leads]


def _colleagues(now: datetime) -> list[Colleague]:
    here = Absence.objects.filter(
        adviser=OuterRef("pk"), first_day__lte=timezone.localdate(now), last_day__gte=timezone.localdate(now)
    )
    advisers = advisers_to_ask().annotate(
        open_leads=Coalesce(Subquery(_OPEN_LEADS), 0),
        absent_until=Subquery(here.order_by("-last_day").values("last_day")[:1]),
    )
    people = [
        Colleague(
            adviser.pk,
            adviser.name,
            adviser.open_leads,
            adviser.capacity,
            adviser.absent_until,
            receives_leads=adviser.active and adviser.user.is_active and adviser.has_role,
        )
        for adviser in advisers
    ]
    return sorted(people, key=lambda person: person.name)


#: Counted per adviser, by the index.
_OPEN_LEADS = (
    Lead.objects.open()
    .filter(owner=OuterRef("pk"))
    .order_by()
    .values("owner")
    .annotate(number=Count("pk"))
    .values("number")
)
