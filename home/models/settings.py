"""What an editor sets once for the whole site: who we are, and the menus."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from home.blocks import LinkBlock, LinkColumnBlock
from home.colour import HEX, contrast

#: The colours of the stylesheet itself.
ACCENT = "#ffa68c"
SECOND = "#cfc1f3"
#: Text on a tinted plane has this colour in both schemes (see the stylesheet's --on-tint).
ON_TINT = "#12352f"


def validate_tint(value: str) -> None:
    """A plane of this colour must carry dark text at 7:1 (WCAG 2.2, 1.4.6).

    Raises ValidationError, in words for an editor.
    """
    if not HEX.match(value):
        raise ValidationError(_("Write the colour as # with six characters, for example #ffa68c."))
    if contrast(value, ON_TINT) < 7:
        raise ValidationError(_("This colour is too dark to read text on. Choose a lighter one."))


@register_setting(icon="home")
class BrandSettings(BaseSiteSetting):
    """The consultancy: name, address and colours."""

    name = models.CharField(_("name"), max_length=40, default="Leerkring")
    tagline = models.CharField(_("tagline"), max_length=140, blank=True)
    phone = PhoneNumberField(_("phone number"), blank=True)
    phone_hours = models.CharField(
        _("when we answer the phone"),
        max_length=80,
        blank=True,
        help_text=_("For example: op werkdagen van 8.30 tot 17.00 uur"),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    street = models.CharField(_("street and number"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("place"), max_length=60, blank=True)
    chamber_number = models.CharField(_("Chamber of Commerce number"), max_length=8, blank=True)
    accent = models.CharField(_("accent colour"), max_length=7, default=ACCENT, validators=[validate_tint])
    second = models.CharField(_("second colour"), max_length=7, default=SECOND, validators=[validate_tint])

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline")], heading=_("Name")),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("phone_hours"), FieldPanel("email")], heading=_("Reach us")
        ),
        MultiFieldPanel(
            [FieldPanel("street"), FieldPanel("postcode"), FieldPanel("city"), FieldPanel("chamber_number")],
            heading=_("Address"),
        ),
        MultiFieldPanel([FieldPanel("accent"), FieldPanel("second")], heading=_("Colours")),
    ]

    class Meta:
        verbose_name = _("brand")

    @property
    def can_be_reached(self) -> bool:
        """Whether there is an address, a phone number or an e-mail address to show."""
        return bool(self.street or self.city or self.phone or self.email)

    @property
    def own_colours(self) -> dict[str, str]:
        """The colours that differ from those of the stylesheet, by the name of its custom property."""
        pairs = {"--accent": (self.accent, ACCENT), "--second": (self.second, SECOND)}
        return {
            name: ours
            for name, (ours, standard) in pairs.items()
            if HEX.match(ours) and ours.lower() != standard
        }

    @property
    def stylesheet(self) -> str:
        """The own colours as CSS; empty when there are none."""
        if not self.own_colours:
            return ""
        lines = " ".join(f"{name}: {colour};" for name, colour in self.own_colours.items())
        return f":root {{ {lines} }}\n"

    @property
    def stylesheet_version(self) -> str:
        """Changes when the colours do, so that browsers may keep the stylesheet for ever."""
        return sha256(self.stylesheet.encode()).hexdigest()[:12]


@register_setting(icon="list-ul")
class MenuSettings(BaseSiteSetting):
    """The menu at the top, the button beside it, and the footer."""

    main = StreamField([("link", LinkBlock())], verbose_name=_("main menu"), blank=True, max_num=6)
    button = models.CharField(
        _("text on the button"),
        max_length=40,
        default="Vraag een startoverleg aan",
        help_text=_("It leads to the request form."),
    )
    footer = StreamField(
        [("column", LinkColumnBlock())], verbose_name=_("columns in the footer"), blank=True, max_num=2
    )
    legal = StreamField(
        [("link", LinkBlock())], verbose_name=_("links on the last line"), blank=True, max_num=5
    )
    footer_note = models.CharField(_("note on the last line"), max_length=100, blank=True)

    panels = [
        FieldPanel("main"),
        FieldPanel("button"),
        FieldPanel("footer"),
        FieldPanel("legal"),
        FieldPanel("footer_note"),
    ]

    class Meta:
        verbose_name = _("menus")
