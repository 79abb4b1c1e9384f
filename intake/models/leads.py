"""The consultancy's work on a request."""

from datetime import date

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .advisers import Adviser
from .choices import (
    CLOSED_STATES,
    OPEN_STATES,
    DecisionKind,
    LeadState,
    LostReason,
    MailProblem,
    Province,
    Sector,
)
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

    # A constraint says that what is closed has a moment of closing, and nothing else has. So asked, both
    # databases use the indexes that hold only what is open or only what is closed.
    def open(self) -> "LeadQuerySet":
        return self.filter(closed_at__isnull=True)

    def closed(self) -> "LeadQuerySet":
        return self.filter(closed_at__isnull=False)

    def in_triage(self) -> "LeadQuerySet":
        return self.open().filter(owner__isnull=True)

    def with_people(self) -> "LeadQuerySet":
        """With everybody a lead speaks of, in one query."""
        return self.select_related("request", "organisation", "contact", "owner__user", "owner__page")

    def for_rows(self) -> "LeadQuerySet":
        """With everything a row of a list shows, in one query."""
        return self.select_related("request", "organisation", "contact", "owner__user")


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
    #: The same day for the order of lists: what has no day comes last, on both databases.
    due_on = models.GeneratedField(
        expression=Coalesce("next_action_on", Value(date.max)),
        output_field=models.DateField(),
        db_persist=True,
    )
    #: Since when the school has to answer us; None when the next word is ours.
    waiting_since = models.DateTimeField(_("waiting for an answer since"), null=True, blank=True)
    respond_by = models.DateField(_("first contact by"))
    first_contact_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    lost_reason = models.CharField(_("reason"), max_length=14, choices=LostReason.choices, blank=True)
    #: In which state it stood when it was lost; figures say how far leads came.
    lost_from = models.CharField(max_length=10, choices=LeadState.choices, blank=True, editable=False)
    assigned_at = models.DateTimeField(_("assigned"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), db_index=True)
    mail_problem = models.CharField(
        _("mail not delivered"), max_length=12, choices=MailProblem.choices, blank=True
    )
    deletion_asked_at = models.DateTimeField(_("erasure asked for"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    #: The lead that this one became part of, because both were about the same thing.
    double_of = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="doubles"
    )
    #: As the organisation's are: `intake.leads.finding` keeps them, so that a list need not look it up.
    sector = models.CharField(max_length=12, choices=Sector.choices, blank=True, editable=False)
    province = models.CharField(max_length=2, choices=Province.choices, blank=True, editable=False)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-created_at", "-pk"]
        permissions = [("coordinate_lead", _("Can see and divide all leads"))]
        indexes = [
            # The order of a list, with what it can be filtered on: a filter that fits nothing is read from
            # the index alone.
            models.Index(
                name="intake_lead_open_by_due",
                fields=["due_on", "id", "state", "owner", "sector", "province"],
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                name="intake_lead_closed_last",
                fields=["closed_at", "id", "state", "owner", "sector", "province"],
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                name="intake_lead_open_of_owner",
                fields=["owner", "state", "due_on", "id"],
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                name="intake_lead_open_in_state",
                fields=["state", "due_on", "id", "owner"],
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                name="intake_lead_waiting",
                fields=["owner", "waiting_since"],
                condition=Q(closed_at__isnull=True, waiting_since__isnull=False),
            ),
            models.Index(
                name="intake_lead_not_heard",
                fields=["respond_by", "owner"],
                condition=Q(closed_at__isnull=True, first_contact_at__isnull=True),
            ),
            models.Index(name="intake_lead_where", fields=["sector", "province", "owner", "state"]),
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
