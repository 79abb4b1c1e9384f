"""Seats that a request asks for on a start date, and the waiting list for them."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import Wish
from .leads import Lead
from .requests import IntakeRequest

#: What is asked for when a request is about seats on a date.
ABOUT_SEATS = frozenset({Wish.ENROL, Wish.WAIT})


class EnrolmentState(models.TextChoices):
    """Where an enrolment stands; `intake.leads.enrolments` draws which moves there are."""

    HELD = "held", _("Seats held")
    CONFIRMED = "confirmed", _("Confirmed")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Seats offered")
    EXPIRED = "expired", _("Offer not answered")
    CANCELLED = "cancelled", _("Withdrawn")


#: States in which nobody else can have the seats.
TAKES_SEATS = frozenset({EnrolmentState.HELD, EnrolmentState.CONFIRMED, EnrolmentState.OFFERED})
#: States in which a school still counts on us.
ALIVE = TAKES_SEATS | {EnrolmentState.WAITING}


@dataclass(frozen=True)
class Participant:
    """Somebody who comes; one of both may be ""."""

    name: str
    email: str = ""

    def __str__(self) -> str:
        return self.name or self.email

    def as_data(self) -> dict[str, str]:
        """As an enrolment and a request keep it."""
        return {"name": self.name, "email": self.email}


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments, as the desk speaks of them."""

    def visible_to(self, user) -> "EnrolmentQuerySet":
        """Those of the leads this user may see."""
        return self.filter(request__lead__in=Lead.objects.visible_to(user))

    def on(self, date_id: int) -> "EnrolmentQuerySet":
        return self.filter(course_date=date_id)

    def alive(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=ALIVE)

    def waiting(self) -> "EnrolmentQuerySet":
        """The waiting list, the first in line first."""
        return self.filter(state=EnrolmentState.WAITING).order_by("since", "pk")

    def with_lead(self) -> "EnrolmentQuerySet":
        """With everything a list, a trail or a mail says of it, in one query."""
        lead = "request__lead"
        people = (f"{lead}__owner__user", f"{lead}__owner__page", f"{lead}__contact", f"{lead}__organisation")
        return self.select_related("course_date__course", *people)


class Enrolment(models.Model):
    """The seats of one request on one start date.

    Whoever changes one goes through `intake.leads`, which holds the lock on the date. `since` is the moment
    from which it stands in line. `participants` is a list of `{"name": …, "email": …}`, never longer than
    `seats`; it is read and written only as a whole, so it is no table. The request keeps what was sent in.
    """

    wagtail_reference_index_ignore = True

    request = models.OneToOneField(
        IntakeRequest, verbose_name=_("request"), on_delete=models.CASCADE, related_name="enrolment"
    )
    # A date that somebody counts on does not vanish: it is cancelled, and the schools are told.
    course_date = models.ForeignKey(
        "offerings.CourseDate",
        verbose_name=_("start date"),
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    participants = models.JSONField(_("participants"), default=list)
    state = models.CharField(_("state"), max_length=9, choices=EnrolmentState.choices)
    since = models.DateTimeField(_("in line since"))
    #: The last day on which an offer can be taken.
    offer_until = models.DateField(_("offered until"), null=True)
    #: Counts the offers, so that the link of an old one does not open a new one.
    offers = models.PositiveSmallIntegerField(default=0)
    #: When the desk was told that the date is off.
    told_off_at = models.DateTimeField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["course_date", "state", "since"])]
        constraints = [
            models.CheckConstraint(name="intake_enrolment_has_seats", condition=Q(seats__gte=1)),
            models.CheckConstraint(
                name="intake_enrolment_known_state", condition=Q(state__in=EnrolmentState.values)
            ),
            models.CheckConstraint(
                name="intake_enrolment_offer_has_day",
                condition=Q(state=EnrolmentState.OFFERED, offer_until__isnull=False)
                | (~Q(state=EnrolmentState.OFFERED) & Q(offer_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.seats} × {self.course_date_id}, {self.state}"

    @property
    def lead(self) -> Lead:
        return self.request.lead

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def people(self) -> list[Participant]:
        return [Participant(**person) for person in self.participants]


def enrolment_of(request: IntakeRequest) -> Enrolment | None:
    """The seats of a request; no query for a request that is not about seats."""
    return getattr(request, "enrolment", None) if request.wish in ABOUT_SEATS else None
