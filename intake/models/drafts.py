"""A request that is being written: what was typed so far, until it is sent or forgotten."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long after the last change a draft can be opened; then it is deleted.
KEPT_FOR = timedelta(days=14)


class DraftQuerySet(models.QuerySet):
    """Drafts, by whether they can still be opened."""

    def alive(self, now: datetime | None = None) -> "DraftQuerySet":
        return self.filter(changed_at__gt=(now or timezone.now()) - KEPT_FOR)

    def expired(self, now: datetime | None = None) -> "DraftQuerySet":
        return self.filter(changed_at__lte=(now or timezone.now()) - KEPT_FOR)


class Draft(models.Model):
    """What somebody typed in the steps of the request form; `intake.form.drafts` changes it.

    `key` stands in the address and opens nothing on its own; it becomes the `submission_key` of the request.
    `answers` has for each step `{field: [what was typed, ...]}`, right or not; `done` names the steps whose
    answers were right. `origin` is `intake.form.origin.Origin.as_data`. `email` is where the link to go on
    later was sent to, `mails` how often, and `addresses` to how many. `generation` goes up when somebody who
    came by that link keeps something: whoever knew the draft before that can open it no more.
    """

    wagtail_reference_index_ignore = True
    shown_to_visitors = False

    key = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answers = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    origin = models.JSONField(default=dict)
    email = models.EmailField(_("e-mail address"), blank=True)
    mails = models.PositiveSmallIntegerField(default=0)
    addresses = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)
    generation = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a request")
        verbose_name_plural = _("drafts of requests")

    def __str__(self) -> str:
        return str(self.key)

    @property
    def kept_until(self) -> datetime:
        """When it is deleted if nothing changes any more."""
        return self.changed_at + KEPT_FOR
