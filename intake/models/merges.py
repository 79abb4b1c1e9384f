"""What was joined: who did it, when, and all that it takes to undo it within a day."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long joining can be undone; then what it would take is forgotten.
UNDO_WITHIN = timedelta(days=1)


class MergeKind(models.TextChoices):
    """What was joined with what."""

    ORGANISATION = "organisation", _("Organisations")
    PERSON = "person", _("Contact persons")
    LEAD = "lead", _("Leads")


class MergeQuerySet(models.QuerySet):
    """Merges, as the desk speaks of them."""

    def visible_to(self, user) -> "MergeQuerySet":
        """A coordinator sees all; an adviser the leads that he or she joined."""
        if not user.is_active or not user.has_perm("intake.view_lead"):
            return self.none()
        if user.has_perm("intake.coordinate_lead"):
            return self
        return self.filter(by=user, kind=MergeKind.LEAD)


class Merge(models.Model):
    """That `gone` became part of `kept`; both are primary keys, of what `kind` says.

    `steps` is what was done, row by row (`intake.leads.merging.ledger`): it may hold personal data, so it is
    forgotten after a day, when it was undone, and when a person in it is erased. The names are those of
    organisations and references of leads; of people they say only whose contacts they were.
    """

    wagtail_reference_index_ignore = True

    kind = models.CharField(_("kind"), max_length=12, choices=MergeKind.choices)
    kept = models.BigIntegerField()
    gone = models.BigIntegerField()
    kept_name = models.CharField(_("goes on as"), max_length=160)
    gone_name = models.CharField(_("became part of it"), max_length=160)
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    steps = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"

    def can_be_undone(self, now: datetime | None = None) -> bool:
        """Whether there is time left, and everything it takes."""
        now = now or timezone.now()
        return bool(self.steps) and self.undone_at is None and now < self.at + UNDO_WITHIN
