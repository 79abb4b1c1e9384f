"""Who was reminded of a lead that nobody did anything with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .advisers import Adviser
from .choices import ReminderKind
from .leads import Lead


class Reminder(models.Model):
    """That somebody was reminded, once: of the deadline on `day` that passed, or of triage on that day."""

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=11, choices=ReminderKind.choices)
    adviser = models.ForeignKey(Adviser, null=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "kind", "adviser", "day"],
                condition=Q(adviser__isnull=False),
                name="intake_reminder_once",
            ),
            models.UniqueConstraint(
                fields=["lead", "kind", "day"],
                condition=Q(adviser__isnull=True),
                name="intake_reminder_in_triage_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.kind}"
