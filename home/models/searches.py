"""What visitors searched and did not find."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class MissedSearch(models.Model):
    """Words that were searched without result, and how often. Nothing is kept of who searched."""

    wagtail_reference_index_ignore = True
    shown_to_visitors = False

    words = models.CharField(_("searched"), max_length=100, unique=True, editable=False)
    times = models.PositiveIntegerField(_("times"), default=1, editable=False)
    last_on = models.DateField(_("last searched on"), default=timezone.localdate, editable=False)
    handled = models.BooleanField(
        _("dealt with"),
        default=False,
        help_text=_("Tick it when the words are on a page now. Is it searched in vain again, the tick goes."),
    )

    panels = [FieldPanel("handled")]

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["handled", "-times", "-last_on"]

    def __str__(self) -> str:
        return self.words
