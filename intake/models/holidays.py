"""When schools are closed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import HolidayRegion


class SchoolHoliday(models.Model):
    """A school holiday in one region, or in the whole country; first and last day included."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=40)
    region = models.CharField(
        _("region"),
        max_length=6,
        choices=HolidayRegion.choices,
        blank=True,
        help_text=_("Nothing chosen: the whole country."),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), db_index=True)

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["first_day", "region"]
        constraints = [
            models.UniqueConstraint(fields=["region", "first_day"], name="intake_school_holiday_once"),
            models.CheckConstraint(
                name="intake_school_holiday_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_day:%Y}"
