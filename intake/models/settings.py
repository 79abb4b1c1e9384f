"""What a coordinator sets once for the intake."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .choices import OPEN_STATES, LeadState


@register_setting(icon="mail")
class IntakeSettings(BaseSiteSetting):
    """The promise to a school, and what it consents to."""

    heading = models.CharField(_("heading of the form"), max_length=80, default="Vraag een startoverleg aan")
    intro = models.TextField(
        _("text above the form"),
        max_length=400,
        default="Vertel ons waar u staat. Invullen kost drie minuten. Daarna belt een adviseur u.",
    )
    response_days = models.PositiveSmallIntegerField(
        _("first contact within (working days)"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    offer_days = models.PositiveSmallIntegerField(
        _("a seat that came free is offered for (working days)"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_(
            "Then it goes to the next on the waiting list. Never longer than until the course starts."
        ),
    )
    consent = models.CharField(
        _("consent"),
        max_length=300,
        default="Leerkring mag deze gegevens gebruiken om contact met mij op te nemen over mijn aanvraag.",
        help_text=_("The sentence a school agrees to. It is stored with the request."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("response_days"),
        FieldPanel("offer_days"),
        FieldPanel("consent"),
        FieldPanel("privacy_page"),
    ]

    class Meta:
        verbose_name = _("request form")

    @property
    def privacy_version(self) -> str:
        """Which text of the privacy statement is published now: the day, and Wagtail's revision of it."""
        page = self.privacy_page
        if page is None or page.last_published_at is None:
            return ""
        return f"{timezone.localdate(page.last_published_at):%Y-%m-%d} (r{page.live_revision_id or 0})"


def _most(state: LeadState) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        state.label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )


@register_setting(icon="table", order=210)
class BoardSettings(BaseSiteSetting):
    """How many leads an adviser should have in a column of the board at the most; empty for no limit.

    It forbids nothing: the board says when there are more.
    """

    most_new = _most(LeadState.NEW)
    most_contacted = _most(LeadState.CONTACTED)
    most_planned = _most(LeadState.PLANNED)
    most_proposed = _most(LeadState.PROPOSED)
    most_agreed = _most(LeadState.AGREED)
    most_running = _most(LeadState.RUNNING)

    panels = [
        MultiFieldPanel(
            [FieldPanel(f"most_{state}") for state in LeadState.values if state in OPEN_STATES],
            heading=_("At most so many leads for each adviser"),
            help_text=_("The board says when there are more, and forbids nothing. Empty is no limit."),
        )
    ]

    class Meta:
        verbose_name = _("board by state")

    def most(self, state: str) -> int | None:
        """The limit of a column for one adviser; None for no limit."""
        return getattr(self, f"most_{state}", None)
