"""Who receives leads."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from .choices import Province, Sector, Weekday


class AdviserQuerySet(models.QuerySet):
    """Advisers, as a coordinator speaks of them."""

    def with_role(self) -> "AdviserQuerySet":
        """With `has_role`: whether the account may see leads at all. Who lost the role receives none."""
        # Asked once for all, where `with_perm` would ask it of each account.
        right = Permission.objects.filter(codename="view_lead", content_type__app_label="intake")
        may_see = Q(user__is_superuser=True)
        for way in ("group__user", "user"):
            holders = right.filter(**{f"{way}__isnull": False})
            may_see |= Q(user__in=holders.values(way))
        return self.annotate(has_role=models.ExpressionWrapper(may_see, models.BooleanField()))

    def available(self, today: date | None = None) -> "AdviserQuerySet":
        """Active and not absent today."""
        today = today or timezone.localdate()
        away = Absence.objects.filter(
            adviser=models.OuterRef("pk"), first_day__lte=today, last_day__gte=today
        )
        return self.filter(~models.Exists(away), active=True)


def all_weekdays() -> list[int]:
    """Monday to Friday."""
    return list(Weekday.values)


class Adviser(ClusterableModel):
    """An adviser as receiver of leads. An empty set of sectors, provinces or services fits all.

    Who is not `active` receives none at all; who is `paused` only what colleagues hand over.
    """

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="adviser",
    )
    page = models.ForeignKey(
        "offerings.AdviserPage",
        verbose_name=_("page on the site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its picture, phone number and text stand on the thank-you page."),
    )
    active = models.BooleanField(_("receives leads"), default=True)
    paused = models.BooleanField(
        _("paused"),
        default=False,
        help_text=_("No new requests for a while. Colleagues can still hand over a lead."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("capacity"),
        default=10,
        validators=[MinValueValidator(1)],
        help_text=_("How many open leads at the most."),
    )
    workdays = models.JSONField(_("working days"), default=all_weekdays)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    provinces = models.JSONField(_("provinces"), default=list, blank=True)
    services = ParentalManyToManyField(
        "offerings.ServicePage", verbose_name=_("services"), blank=True, related_name="+"
    )
    last_assigned_at = models.DateTimeField(_("last lead received"), null=True, blank=True, editable=False)

    objects = AdviserQuerySet.as_manager()

    class Meta:
        verbose_name = _("adviser")
        verbose_name_plural = _("advisers")
        ordering = ["user__first_name", "user__last_name", "pk"]
        constraints = [
            models.CheckConstraint(name="intake_adviser_has_capacity", condition=Q(capacity__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.user.get_username()

    @property
    def first_name(self) -> str:
        return self.user.first_name or self.name

    @property
    def email(self) -> str:
        return self.user.email

    @property
    def phone(self):
        """The number a school may call: that of the adviser's page, or None."""
        return (self.page and self.page.phone) or None

    @property
    def sector_labels(self) -> list[str]:
        return [str(Sector(value).label) for value in self.sectors]

    @property
    def workday_labels(self) -> list[str]:
        """The working days by name, when they are not all."""
        if len(self.workdays) == len(Weekday):
            return []
        return [str(day.label) for day in Weekday if day in self.workdays]

    @property
    def province_labels(self) -> list[str]:
        return [str(Province(value).label) for value in self.provinces]


class Absence(models.Model):
    """Days on which an adviser receives no leads, first and last day included.

    The stand-in gets what would have come to the adviser, if there and with room.
    """

    wagtail_reference_index_ignore = True

    adviser = ParentalKey(Adviser, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    stand_in = models.ForeignKey(
        Adviser,
        verbose_name=_("stand-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Gets the requests that would have come to this adviser."),
    )
    note = models.CharField(_("note"), max_length=80, blank=True, help_text=_("Only colleagues see this."))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                name="intake_absence_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="intake_absence_other_stand_in",
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("adviser")),
                violation_error_message=_("Somebody cannot be the own stand-in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d-%m-%Y} - {self.last_day:%d-%m-%Y}"
