"""When a school can be called, as it proposes itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import CallMoment
from .leads import Lead


class CallProposal(models.Model):
    """One moment to call that a school proposed; `chosen_at` when its adviser agreed to it."""

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="call_proposals")
    day = models.DateField(_("day"))
    part = models.CharField(_("part of the day"), max_length=12, choices=CallMoment.choices)
    proposed_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("proposed moment to call")
        verbose_name_plural = _("proposed moments to call")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lead", "day", "part"], name="intake_call_proposal_once"),
            models.UniqueConstraint(
                fields=["lead"], condition=models.Q(chosen_at__isnull=False), name="intake_call_one_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.part}"
