"""What keeps spam out: requests that wait for a look; counts and proofs that are soon forgotten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .requests import IntakeRequest


class Suspicion(models.TextChoices):
    """Why a request may not be a person's."""

    TRAP = "trap", _("A field that nobody can see was filled in.")
    FAST = "fast", _("The form was sent sooner than somebody can fill it in.")
    RATE = "rate", _("Many requests came from one internet connection that day.")


class Verdict(models.TextChoices):
    """What a coordinator made of it."""

    FREED = "freed", _("Freed")
    DROPPED = "dropped", _("Thrown away")


class QuarantineQuerySet(models.QuerySet):
    """Requests that may be spam, as a coordinator speaks of them."""

    def visible_to(self, user) -> "QuarantineQuerySet":
        """Who divides the leads looks at all of them, and nobody else at any."""
        return self if user.is_active and user.has_perm("intake.coordinate_lead") else self.none()

    def waiting(self) -> "QuarantineQuerySet":
        return self.filter(verdict="")

    def dropped(self) -> "QuarantineQuerySet":
        return self.filter(verdict=Verdict.DROPPED)


class Quarantine(models.Model):
    """A request that looked like spam. It has no lead, and nobody got a mail of it, until somebody frees it.

    `suspicions` is a list of the values of `Suspicion`. `told_at` is when the coordinators heard of it.
    """

    wagtail_reference_index_ignore = True

    request = models.OneToOneField(
        IntakeRequest, verbose_name=_("request"), on_delete=models.CASCADE, related_name="quarantine"
    )
    suspicions = models.JSONField(_("reasons"), default=list)
    since = models.DateTimeField(_("in quarantine since"), db_index=True)
    told_at = models.DateTimeField(null=True, editable=False)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = QuarantineQuerySet.as_manager()

    class Meta:
        verbose_name = _("request in quarantine")
        verbose_name_plural = _("requests in quarantine")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="intake_quarantine_verdict_has_moment",
                condition=Q(verdict="", decided_at__isnull=True)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        # Nothing of the person: this stays in the audit log when the request is gone.
        return self.request.reference

    @property
    def is_waiting(self) -> bool:
        return not self.verdict

    @property
    def reasons(self) -> list[str]:
        """Why, in a sentence each."""
        return [str(Suspicion(value).label) for value in self.suspicions if value in Suspicion.values]


class AddressCount(models.Model):
    """How often one internet address did one thing on one day. Of the address only a keyed hash is kept."""

    wagtail_reference_index_ignore = True

    digest = models.CharField(max_length=64)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "day"], name="intake_address_counted_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"


class SpentProof(models.Model):
    """A proof of work that was used, so that it is used once; forgotten when it would be too old anyway."""

    wagtail_reference_index_ignore = True

    signature = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"
