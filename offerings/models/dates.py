"""The dates on which a course starts, and whether there is a seat."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from home import dutch

#: From so many free seats down we say that these are the last ones.
LAST_SEATS = 3


class CourseDateQuerySet(models.QuerySet):
    """Dates, as the business speaks of them."""

    def with_start(self) -> "CourseDateQuerySet":
        """With `starts_on`: the first day, or None while there is no day yet."""
        return self.annotate(starts_on=Min("days__day"))

    def to_come(self, today: date | None = None) -> "CourseDateQuerySet":
        """Dates whose first day is today or later, first one first, with their days; `starts_on` is set."""
        today = today or timezone.localdate()
        return (
            self.filter(cancelled=False)
            .with_start()
            .filter(starts_on__gte=today)
            .prefetch_related("days")
            .order_by("starts_on", "pk")
        )


class CourseDate(ClusterableModel):
    """One run of a course: its days, place, price and seats."""

    class State(models.TextChoices):
        FREE = "free", _("Seats free")
        LAST = "last", _("Last seats")
        FULL = "full", _("Full")
        CLOSED = "closed", _("Enrolment closed")

    course = models.ForeignKey(
        "offerings.CoursePage", verbose_name=_("course"), on_delete=models.CASCADE, related_name="dates"
    )
    place = models.CharField(_("place"), max_length=60, help_text=_("For example: Utrecht, or: online"))
    venue = models.CharField(_("venue and address"), max_length=160, blank=True)
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
    seats_taken = models.PositiveSmallIntegerField(_("seats taken"), default=0)
    waiting = models.PositiveSmallIntegerField(_("people waiting"), default=0)
    enrol_until = models.DateField(
        _("enrol until"), null=True, blank=True, help_text=_("The last day. Empty: until the course starts.")
    )
    cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("A cancelled date is not on the site.")
    )

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
                FieldRowPanel([FieldPanel("seats"), FieldPanel("seats_taken"), FieldPanel("waiting")]),
                FieldRowPanel([FieldPanel("enrol_until"), FieldPanel("price")]),
                FieldPanel("cancelled"),
            ],
            heading=_("Seats and price"),
        ),
    ]

    class Meta:
        verbose_name = _("start date")
        verbose_name_plural = _("start dates")
        constraints = [
            models.CheckConstraint(
                name="offerings_date_seats_enough",
                condition=models.Q(seats_taken__lte=models.F("seats")),
                violation_error_message=_("More seats are taken than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.place}" + (f", {self.first_day:%d-%m-%Y}" if self.first_day else "")

    @property
    def all_days(self) -> list[date]:
        """Its days in order."""
        return sorted(day.day for day in self.days.all())

    @property
    def first_day(self) -> date | None:
        return next(iter(self.all_days), None)

    @property
    def seats_left(self) -> int:
        return self.seats - self.seats_taken

    @property
    def is_full(self) -> bool:
        return self.seats_left <= 0

    @property
    def state(self) -> State:
        """What a visitor can do with this date today."""
        if self.enrol_until and self.enrol_until < timezone.localdate():
            return self.State.CLOSED
        if self.is_full:
            return self.State.FULL
        return self.State.LAST if self.seats_left <= LAST_SEATS else self.State.FREE

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
        return _("Cancelled") if self.cancelled else self.state.label

    @property
    def can_enrol(self) -> bool:
        return self.state in {self.State.FREE, self.State.LAST}

    @property
    def price_to_pay(self):
        """The price in euro: its own, else the course's, else None (by agreement)."""
        return self.price if self.price is not None else self.course.price

    @property
    def hours(self) -> "CourseDay | None":
        """A day whose hours hold for all days, or None when they differ or are not known."""
        days = list(self.days.all())
        alike = {(day.starts_at, day.ends_at) for day in days}
        return days[0] if len(alike) == 1 and days[0].starts_at and days[0].ends_at else None


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
        indexes = [models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}"
