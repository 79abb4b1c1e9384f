"""The mails that an adviser can start from: which fit a lead, and the doors through which they change."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from home.freshness import content_changed
from home.memory import recall
from intake.models import Lead, MailTemplate

from .placeholders import IN_TEMPLATES, check

SAVED, DELETED = "intake.mail_template_saved", "intake.mail_template_deleted"


def templates_for(lead: Lead, http: HttpRequest | None = None) -> list[MailTemplate]:
    """Those in use that fit this lead as it stands, in their order. Remembered until one changes."""
    about = {subject.get("id") for subject in lead.request.subjects}
    return [
        template
        for template in recall(http, "mail_templates", _in_use)
        if (not template.states or lead.state in template.states)
        and (not template.subjects or not about.isdisjoint(template.subjects))
    ]


def _in_use() -> list[MailTemplate]:
    return list(MailTemplate.objects.filter(active=True))


@transaction.atomic
def save_template(template: MailTemplate, *, user) -> MailTemplate:
    """Store one; a new one comes last. Logs who did it.

    Raises ValidationError, by field, for a placeholder that does not exist.
    """
    wrong = {}
    for name in ("subject", "body"):
        try:
            check(getattr(template, name), IN_TEMPLATES)
        except ValidationError as error:
            wrong[name] = error
    if wrong:
        raise ValidationError(wrong)
    template.subject = " ".join(template.subject.split())
    if template.position is None:
        template.position = (MailTemplate.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    template.save()
    log(template, SAVED, user=user)
    return template


@transaction.atomic
def place_template(template: MailTemplate, place: int) -> None:
    """Put one in another place of the order, counted from 1; past the end is last."""
    rows = list(MailTemplate.objects.select_for_update())
    moved = next((row for row in rows if row.pk == template.pk), None)
    if moved is None:
        return  # somebody deleted it meanwhile
    rows.remove(moved)
    rows.insert(max(place - 1, 0), moved)
    for position, row in enumerate(rows, start=1):
        row.position = position
    MailTemplate.objects.bulk_update(rows, ["position"])
    content_changed()


@transaction.atomic
def delete_template(template: MailTemplate, *, user) -> None:
    """Take one away. Mails that were made from it stay as they are."""
    log(template, DELETED, user=user, deleted=True)
    MailTemplate.objects.filter(position__gt=template.position).update(position=F("position") - 1)
    MailTemplate.objects.filter(pk=template.pk).delete()


def register_log_actions(registry) -> None:
    """Tell Wagtail how a change of a template reads in a report."""
    registry.register_action(SAVED)(SavedFormatter)
    registry.register_action(DELETED)(DeletedFormatter)


class SavedFormatter(LogFormatter):
    """Which template was saved."""

    label = gettext_lazy("Mail template saved")

    def format_message(self, log_entry):
        return _("Mail template “%(name)s” saved") % {"name": log_entry.label}


class DeletedFormatter(LogFormatter):
    """Which template was taken away."""

    label = gettext_lazy("Mail template deleted")

    def format_message(self, log_entry):
        return _("Mail template “%(name)s” deleted") % {"name": log_entry.label}
