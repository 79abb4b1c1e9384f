"""The mails about a lead: which they are, whether they arrive, and the words that can be changed in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import MailProblem
from .leads import Lead


class LeadMail(models.Model):
    """Which lead a mail in the queue is about, and what is wrong with its delivery, if anything.

    `intake.leads.undelivered` keeps `problem` in step with the queue. `settled_at` is when somebody at the
    desk said that it is dealt with. `key` is that of the form a mail was written in, so that it is sent once.
    """

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="mails")
    email = models.OneToOneField("post_office.Email", on_delete=models.CASCADE, related_name="about_lead")
    name = models.CharField(max_length=40)
    to_school = models.BooleanField()
    problem = models.CharField(max_length=12, choices=MailProblem.choices, blank=True)
    settled_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("mail about a lead")
        verbose_name_plural = _("mails about leads")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["lead", "key"], name="intake_mail_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.lead_id}"


class MailText(models.Model):
    """The greeting and closing of one mail, when changed; `intake.leads.mail_texts` has the others."""

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=40, unique=True)
    greeting = models.CharField(_("greeting"), max_length=120, blank=True)
    closing = models.TextField(_("closing"), max_length=800, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")

    def __str__(self) -> str:
        return self.name
