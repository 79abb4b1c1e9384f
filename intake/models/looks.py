"""Who of us looked at a lead, and whose eye it was brought under."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .leads import Lead


class LeadLook(models.Model):
    """That somebody opened a lead on a day: once, however often. As in the audit log, the account may go."""

    wagtail_reference_index_ignore = True
    shown_to_visitors = False

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at a lead")
        verbose_name_plural = _("looks at leads")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lead", "user", "day"], name="intake_leadlook_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.user_id}"


class Mention(models.Model):
    """That a note calls somebody, until they open the lead."""

    wagtail_reference_index_ignore = True
    shown_to_visitors = False

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lead"], condition=Q(opened_at=None), name="intake_mention_once_until_opened"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.user_id}"
