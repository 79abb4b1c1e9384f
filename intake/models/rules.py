"""The coordinators' rules for who gets which request."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .choices import Client, Otherwise, RuleOutcome, Scope


class RoutingRule(models.Model):
    """One rule as coordinators are working on it. Requests follow the last `RuleSet`, a copy put into use.

    An empty condition fits every request. Lists are JSON: `sectors` and `provinces` of their values,
    `subjects` of page numbers, `advisers` of adviser numbers. What a number means may be deleted meanwhile:
    the rule then fits fewer requests, never more. `postcodes` is "3500-3599, 1012", as
    `intake.routing.rules` writes it.
    """

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=80, help_text=_("Advisers read it under “Why you”."))
    position = models.PositiveIntegerField(editable=False)
    active = models.BooleanField(_("on"), default=True)
    first_day = models.DateField(_("from"), null=True, blank=True)
    last_day = models.DateField(_("until"), null=True, blank=True, help_text=_("This day included."))

    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    provinces = models.JSONField(_("provinces"), default=list, blank=True)
    postcodes = models.CharField(_("postcodes"), max_length=200, blank=True)
    subjects = models.JSONField(_("services and courses"), default=list, blank=True)
    scope = models.CharField(_("who learn together"), max_length=8, choices=Scope.choices, blank=True)
    participants_from = models.PositiveIntegerField(
        _("at least so many participants"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    participants_to = models.PositiveIntegerField(
        _("at most so many participants"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    client = models.CharField(_("client"), max_length=5, choices=Client.choices, blank=True)
    # A number and no link: a page that is deleted must not make a rule fit every request.
    origin_page_number = models.PositiveIntegerField(_("came from"), null=True, blank=True)

    outcome = models.CharField(
        _("where to"), max_length=7, choices=RuleOutcome.choices, default=RuleOutcome.POOL
    )
    advisers = models.JSONField(_("advisers"), default=list, blank=True)
    otherwise = models.CharField(
        _("if none of them can"), max_length=6, choices=Otherwise.choices, default=Otherwise.TRIAGE
    )

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="intake_rule_days_in_order",
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="intake_rule_participants_in_order",
                condition=Q(participants_from__isnull=True)
                | Q(participants_to__isnull=True)
                | Q(participants_to__gte=F("participants_from")),
                violation_error_message=_("The highest number is below the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RuleSet(models.Model):
    """The rules as they were put into use at one moment, in their order. Never changed: the last one holds.

    `rules` is a list of what `intake.routing.rules.Rule.as_data` makes.
    """

    wagtail_reference_index_ignore = True

    rules = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("rules in use")
        verbose_name_plural = _("rules in use")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {len(self.rules)}"
