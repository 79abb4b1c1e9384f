"""Organisations that may be the same one, and the names and numbers of those that were."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Likeness
from .organisations import Organisation


class PossibleDouble(models.Model):
    """Two organisations that look alike. Somebody has to say whether they are one; `first` is known longest.

    `reasons` is a list of Likeness values. Once judged different they are not shown again.
    """

    wagtail_reference_index_ignore = True

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField(auto_now_add=True)
    different_since = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="intake_double_once"),
            models.CheckConstraint(name="intake_double_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"

    @property
    def reason_labels(self) -> list[str]:
        return [str(Likeness(value).label) for value in self.reasons if value in Likeness.values]

    def other_than(self, organisation: Organisation) -> Organisation:
        return self.second if organisation.pk == self.first_id else self.first


class OrganisationAlias(models.Model):
    """What an organisation was called, or its number, before it turned out to be this one.

    Who asks under it again is the same organisation.
    """

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    match_name = models.CharField(max_length=120, editable=False)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    brin = models.CharField(_("BRIN code"), max_length=6, blank=True)
    lrk = models.CharField(_("LRK number"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("earlier name")
        verbose_name_plural = _("earlier names")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["match_name", "postcode"], name="intake_alias_name"),
            models.Index(fields=["brin"], name="intake_alias_brin"),
            models.Index(fields=["lrk"], name="intake_alias_lrk"),
        ]

    def __str__(self) -> str:
        return self.name
