"""What a coordinator sets once for the intake."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


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
