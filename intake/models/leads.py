"""The consultancy's work on a request."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .advisers import Adviser
from .choices import CLOSED_STATES, OPEN_STATES, DecisionKind, LeadState, LostReason, MailProblem
from .organisations import Contact, Organisation
from .requests import IntakeRequest


class LeadQuerySet(models.QuerySet):
    """Leads, as advisers and coordinators speak of them."""

    def visible_to(self, user) -> "LeadQuerySet":
        """The leads this user may see and work on: a coordinator's are all, an adviser's are the own ones.

        The one rule every address, list, search, export and feed of the desk goes through.
        """
        if not user.is_active or not user.has_perm("intake.view_lead"):
            return self.none()
        if user.has_perm("intake.coordinate_lead"):
            return self
        return self.filter(owner__user=user)

    def open(self) -> "LeadQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def closed(self) -> "LeadQuerySet":
        return self.filter(state__in=CLOSED_STATES)

    def in_triage(self) -> "LeadQuerySet":
        return self.filter(owner__isnull=True, state__in=OPEN_STATES)

    def with_people(self) -> "LeadQuerySet":
        """With everything a row of a list shows, in one query."""
        return self.select_related("request", "organisation", "contact", "owner__user", "owner__page")


class Lead(models.Model):
    """What we do with one request: state, owner, next action, deadline."""

    wagtail_reference_index_ignore = True

    request = models.OneToOneField(
        IntakeRequest, verbose_name=_("request"), on_delete=models.PROTECT, related_name="lead"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="leads"
    )
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact person"), on_delete=models.PROTECT, related_name="leads"
    )
    state = models.CharField(_("state"), max_length=10, choices=LeadState.choices, default=LeadState.NEW)
    owner = models.ForeignKey(
        Adviser,
        verbose_name=_("adviser"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads",
    )
    triage_since = models.DateTimeField(_("in triage since"), null=True, blank=True)
    next_action = models.CharField(_("next action"), max_length=200, blank=True)
    next_action_on = models.DateField(_("next action on"), null=True, blank=True)
    respond_by = models.DateField(_("first contact by"))
    first_contact_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    lost_reason = models.CharField(_("reason"), max_length=14, choices=LostReason.choices, blank=True)
    assigned_at = models.DateTimeField(_("assigned"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), db_index=True)
    mail_problem = models.CharField(
        _("mail not delivered"), max_length=12, choices=MailProblem.choices, blank=True
    )
    deletion_asked_at = models.DateTimeField(_("erasure asked for"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-created_at", "-pk"]
        permissions = [("coordinate_lead", _("Can see and divide all leads"))]
        indexes = [
            models.Index(fields=["owner", "state", "next_action_on"]),
            models.Index(fields=["state", "next_action_on"]),
            # Of very many leads a few have these, and every morning asks for them.
            models.Index(fields=["mail_problem"], name="intake_lead_mail_problem"),
            models.Index(fields=["deletion_asked_at"], name="intake_lead_deletion_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_lead_owner_or_triage",
                condition=Q(owner__isnull=False, triage_since__isnull=True)
                | Q(owner__isnull=True, triage_since__isnull=False),
                violation_error_message=_("A lead has an owner or stands in triage."),
            ),
            models.CheckConstraint(
                name="intake_lead_lost_has_reason",
                condition=(Q(state=LeadState.LOST) & ~Q(lost_reason=""))
                | (~Q(state=LeadState.LOST) & Q(lost_reason="")),
                violation_error_message=_("Say why it is not going ahead."),
            ),
            models.CheckConstraint(
                name="intake_lead_closed_has_moment",
                condition=Q(state__in=sorted(CLOSED_STATES), closed_at__isnull=False)
                | (Q(state__in=sorted(OPEN_STATES)) & Q(closed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.reference})"

    @property
    def reference(self) -> str:
        return self.request.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class RoutingDecision(models.Model):
    """What was decided for one lead, and why; `intake.routing.explain` puts it into words.

    `explanation` is the dictionary that `intake.routing.decide.Decision.as_data` makes.
    """

    wagtail_reference_index_ignore = True

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="decisions")
    adviser = models.ForeignKey(Adviser, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    explanation = models.JSONField()
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.kind}"


class RoutingLock(models.Model):
    """One row that whoever assigns a lead holds until it is stored, so that nobody counts an old load."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lock on assigning")
        constraints = [models.CheckConstraint(name="intake_routing_lock_single", condition=Q(pk=1))]

    def __str__(self) -> str:
        return "routing"
