"""The talks that are planned with a school, and what was agreed with it."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .advisers import Adviser
from .choices import AppointmentKind
from .leads import Lead


def new_uid() -> str:
    return str(uuid.uuid4())


class AppointmentQuerySet(models.QuerySet):
    """Appointments, as an adviser speaks of them."""

    def standing(self) -> "AppointmentQuerySet":
        """Those that were not called off, behind us or to come."""
        return self.filter(cancelled_at__isnull=True)

    def coming(self, now=None) -> "AppointmentQuerySet":
        """Those that are still to come, or going on."""
        return self.standing().filter(ends_at__gt=now or timezone.now())


class Appointment(models.Model):
    """One talk with a school, in the calendars of both; `intake.leads.appointments` plans and moves it.

    `adviser` is who invites: the lead's owner. `uid` and `sequence` are what a calendar program knows it by,
    and which of two messages about it is the newer (RFC 5545).
    """

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(
        Lead, verbose_name=_("lead"), on_delete=models.CASCADE, related_name="appointments"
    )
    adviser = models.ForeignKey(
        Adviser, verbose_name=_("adviser"), on_delete=models.PROTECT, related_name="appointments"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=AppointmentKind.choices)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    note = models.TextField(_("word to the school"), max_length=1000, blank=True)
    uid = models.CharField(max_length=36, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    made_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    cancelled_at = models.DateTimeField(_("called off"), null=True, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "pk"]
        indexes = [
            # What an adviser has on a day, and what a new talk would overlap.
            models.Index(
                name="intake_appointment_of_adviser",
                fields=["adviser", "starts_at"],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_appointment_in_order",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It ends before it starts."),
            ),
            models.CheckConstraint(
                name="intake_appointment_somewhere",
                condition=~Q(place="") | ~Q(link=""),
                violation_error_message=_("Say where it is: a place, or a link."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.starts_at:%d-%m-%Y %H:%M}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.cancelled_at is None and self.ends_at > timezone.now()


class Agreement(models.Model):
    """What was agreed with a school. `intake.leads.lifecycle` writes it when a lead gets there."""

    wagtail_reference_index_ignore = True

    lead = models.OneToOneField(
        Lead, verbose_name=_("lead"), on_delete=models.CASCADE, related_name="agreement"
    )
    text = models.TextField(_("what was agreed"), max_length=2000, blank=True)
    amount = models.DecimalField(
        _("amount in euros"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                name="intake_agreement_amount",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount is 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}"
