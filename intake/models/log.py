"""The trail of a lead, in Wagtail's audit log."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, BaseLogEntryManager

from .leads import Lead


class LeadLogEntryManager(BaseLogEntryManager):
    """Log entries of leads; who may not see a lead does not see its trail, in any report."""

    def get_instance_title(self, instance):
        return str(instance.organisation)

    def log_action(self, instance, action, **kwargs):
        kwargs.update(lead=instance)
        return super().log_action(instance, action, **kwargs)

    def viewable_by_user(self, user):
        return self.filter(lead__in=Lead.objects.visible_to(user))

    def for_instance(self, instance):
        return self.filter(lead=instance)


class LeadLogEntry(BaseLogEntry):
    """Something that happened to a lead; `intake.leads.trail` names the actions."""

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(
        Lead, null=True, on_delete=models.SET_NULL, related_name="log_entries", db_index=True
    )

    objects = LeadLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        verbose_name = _("log entry of a lead")
        verbose_name_plural = _("log entries of leads")

    def __str__(self) -> str:
        return f"{self.action} {self.lead_id}"

    @property
    def object_id(self):
        return self.lead_id
