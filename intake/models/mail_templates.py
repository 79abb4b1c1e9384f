"""Mails that an adviser sends often, written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailTemplate(models.Model):
    """A mail to start from: for which leads it is meant, its subject and its text, with placeholders.

    An empty list fits every lead. `states` are values of `LeadState`, `subjects` numbers of pages; a page
    that is deleted makes it fit fewer leads, never more.
    """

    wagtail_reference_index_ignore = True
    shown_to_visitors = False

    name = models.CharField(_("name"), max_length=80, unique=True)
    position = models.PositiveIntegerField(editable=False)
    active = models.BooleanField(_("in use"), default=True)
    states = models.JSONField(_("states"), default=list, blank=True)
    subjects = models.JSONField(_("services and courses"), default=list, blank=True)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=4000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mail template")
        verbose_name_plural = _("mail templates")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
