"""The dates on which a course starts, and whether there is a seat."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from home import dutch

#: The name of the constraint that no more seats are taken than there are.
SEATS_ENOUGH = "offerings_date_seats_enough"
#: From so many free seats down we say that these are the last ones.
LAST_SEATS = 3


class CourseDateQuerySet(models.QuerySet):
    """Dates, as the business speaks of them."""

    def from_day(self, today: date | None = None) -> "CourseDateQuerySet":
        """Those whose first day is today or later, the cancelled ones too, first one first."""
        today = today or timezone.localdate()
        return self.filter(first_day__gte=today).order_by("first_day", "pk")

    def to_come(self, today: date | None = None) -> "CourseDateQuerySet":
        """Dates whose first day is today or later and that go on, first one first."""
        return self.from_day(today).exclude(status=CourseDate.Status.CANCELLED)

    def open_for_enrolment(self, today: date | None = None) -> "CourseDateQuerySet":
        """Dates to come for which one can still enrol, or go on the waiting list: until the day before."""
        today = today or timezone.localdate()
        return self.to_come(today).filter(first_day__gt=today).exclude(enrol_until__lt=today)

    def with_days(self) -> list["CourseDate"]:
        """These dates, each with its days, in one query. A date without a day is left out."""
        order = ("course_date__first_day", "course_date", "day", "starts_at")
        days = CourseDay.objects.filter(course_date__in=self).select_related("course_date").order_by(*order)
        dates = []
        for _pk, group in groupby(days, key=attrgetter("course_date_id")):
            its_days = list(group)
            dates.append(its_days[0].course_date)
            dates[-1].days = its_days
        return dates


class CourseDate(ClusterableModel):
    """One run of a course: its days, place, price and seats."""

    class Status(models.TextChoices):
        """What the consultancy decided."""

        PLANNED = "planned", _("Planned")
        CONFIRMED = "confirmed", _("Certain to go on")
        CANCELLED = "cancelled", _("Does not take place")

    class State(models.TextChoices):
        """What a visitor can do today."""

        FREE = "free", _("Seats free")
        LAST = "last", _("Last seats")
        FULL = "full", _("Full")
        CLOSED = "closed", _("Enrolment closed")

    course = models.ForeignKey(
        "offerings.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE, related_name="dates"
    )
    place = models.CharField(_("place"), max_length=60, help_text=_("For example: Utrecht, or: online"))
    venue = models.CharField(
        _("venue and address"),
        max_length=160,
        blank=True,
        help_text=_("For example: Leerkring, Werfkade 22. It stands in the calendar file as well."),
    )
    online = models.BooleanField(_("online"), default=False)
    price = models.DecimalField(
        _("price (euro)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: the price of the course."),
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=14, validators=[MinValueValidator(1)])
    seats_taken = models.PositiveSmallIntegerField(
        _("seats taken by phone"),
        default=0,
        help_text=_("Who enrols through the site is counted by itself. Count here only the others."),
    )
    waiting = models.PositiveSmallIntegerField(
        _("people waiting by phone"),
        default=0,
        help_text=_("A seat that comes free is not offered to them by itself."),
    )
    # Kept by `offerings.seats` alone, under a lock; `save` leaves them as they are.
    seats_enrolled = models.PositiveIntegerField(_("seats taken through the site"), default=0, editable=False)
    waiting_enrolled = models.PositiveIntegerField(
        _("people waiting through the site"), default=0, editable=False
    )
    enrol_until = models.DateField(
        _("enrol until"), null=True, blank=True, help_text=_("The last day. Empty: until the course starts.")
    )
    status = models.CharField(
        _("does it go on?"),
        max_length=10,
        choices=Status.choices,
        default=Status.PLANNED,
        help_text=_(
            "A cancelled date is not on the site; whoever has it in their calendar sees that it is off."
        ),
    )
    # What follows from the days, kept for lists that look at many dates at once; and for calendars, how often
    # the date was changed, and when last.
    first_day = models.DateField(_("first day"), null=True, editable=False, db_index=True)
    last_day = models.DateField(_("last day"), null=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    #: Set by a course for its dates to come: the next one that has a seat.
    later: "CourseDate | None" = None

    objects = CourseDateQuerySet.as_manager()

    panels = [
        PageChooserPanel("course"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("online")]), FieldPanel("venue")],
            heading=_("Where"),
        ),
        InlinePanel("days", heading=_("Days"), label=_("Day"), min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("seats"), FieldPanel("seats_taken"), FieldPanel("waiting")]),
                FieldRowPanel(
                    [
                        FieldPanel("seats_enrolled", read_only=True),
                        FieldPanel("waiting_enrolled", read_only=True),
                    ]
                ),
                FieldRowPanel([FieldPanel("enrol_until"), FieldPanel("price")]),
            ],
            heading=_("Seats and price"),
        ),
    ]

    class Meta:
        verbose_name = _("start date")
        verbose_name_plural = _("start dates")
        constraints = [
            models.CheckConstraint(
                name=SEATS_ENOUGH,
                condition=models.Q(seats__gte=models.F("seats_taken") + models.F("seats_enrolled")),
                violation_error_message=_("More seats are taken than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.place}" + (f", {self.first_day:%d-%m-%Y}" if self.first_day else "")

    def clean(self):
        """Refuse fewer seats than there are in use. The form of an editor does not have all of them."""
        super().clean()
        if self.seats_left < 0:
            raise ValidationError({"seats": _("More seats are taken than there are.")})

    def save(self, *args, **kwargs):
        """Save it with what follows from its days, and count the change.

        What others enrol meanwhile is not overwritten with what it was when this row was read.
        """
        days = self.all_days
        self.first_day, self.last_day = (days[0], days[-1]) if days else (None, None)
        if self._state.adding:
            self.seats_enrolled = self.waiting_enrolled = 0  # a copy has none of its own
        else:
            self.sequence += 1
            kwargs.setdefault("update_fields", KEPT_BY_EDITORS)
        super().save(*args, **kwargs)

    @property
    def all_days(self) -> list[date]:
        """Its days in order."""
        return sorted(day.day for day in self.days.all())

    @property
    def cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED

    @property
    def seats_in_use(self) -> int:
        """Seats that nobody else can have: by phone, and held, confirmed or offered through the site."""
        return self.seats_taken + self.seats_enrolled

    @property
    def seats_left(self) -> int:
        return self.seats - self.seats_in_use

    @property
    def people_waiting(self) -> int:
        return self.waiting + self.waiting_enrolled

    @property
    def is_full(self) -> bool:
        return self.seats_left <= 0

    def has_begun(self, today: date) -> bool:
        """Whether today is its first day or later: who is not in by now does not come."""
        return self.first_day is not None and self.first_day <= today

    @property
    def state(self) -> State:
        """What a visitor can do with this date today."""
        today = timezone.localdate()
        if self.has_begun(today) or (self.enrol_until and self.enrol_until < today):
            return self.State.CLOSED
        if self.is_full:
            return self.State.FULL
        return self.State.LAST if self.seats_left <= LAST_SEATS else self.State.FREE

    @property
    def can_enrol(self) -> bool:
        return self.state in {self.State.FREE, self.State.LAST}

    @property
    def price_to_pay(self) -> Decimal | None:
        """The price in euro: its own, else the course's, else None (by agreement)."""
        return self.price if self.price is not None else self.course.price

    @property
    def label(self) -> str:
        """Where and when, in words: "Utrecht, 14 januari 2027"."""
        return f"{self.place}, {date_format(self.first_day, 'j F Y')}" if self.first_day else self.place

    @property
    def anchor(self) -> str:
        """Its address within the page of its course."""
        return f"start-{self.pk}"

    @property
    def url(self) -> str:
        """Its address on the site: its line on the page of its course."""
        return f"{self.course.url}#{self.anchor}"

    @property
    def hours(self) -> "CourseDay | None":
        """A day whose hours hold for all days, or None when they differ or are not known."""
        days = list(self.days.all())
        alike = {(day.starts_at, day.ends_at) for day in days}
        return days[0] if len(alike) == 1 and days[0].starts_at and days[0].ends_at else None

    @property
    def starts_in_words(self) -> str:
        """For editors: its first day."""
        return dutch.day(self.first_day) if self.first_day else ""

    @property
    def seats_in_words(self) -> str:
        """For editors: how many seats are left, and of how many."""
        return _("%(left)s of %(all)s") % {"left": self.seats_left, "all": self.seats}

    @property
    def state_in_words(self) -> str:
        """For editors: what visitors see of it."""
        return self.get_status_display() if self.cancelled else self.state.label


#: What a save of a date writes: everything but what `offerings.seats` keeps.
KEPT_BY_EDITORS = (
    *(
        field.name
        for field in CourseDate._meta.concrete_fields
        if not field.primary_key and field.name not in {"seats_enrolled", "waiting_enrolled"}
    ),
    "days",
)


class CourseDay(models.Model):
    """One day of one run."""

    course_date = ParentalKey(CourseDate, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("starts_at"), FieldPanel("ends_at")])]

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["day", "starts_at"]
        constraints = [
            models.CheckConstraint(
                name="offerings_day_ends_after_start",
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("A day cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}"
