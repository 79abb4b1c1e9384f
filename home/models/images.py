"""Pictures, with the name of who made them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class SiteImage(AbstractImage):
    """A picture in the library: `description` says what is on it, unless it is `decorative`."""

    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made the picture, if it must be said.")
    )

    decorative = models.BooleanField(
        _("only decorates"),
        default=False,
        help_text=_(
            "Tick this when nobody misses anything without the picture. A screen reader then skips it."
        ),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def default_alt_text(self) -> str:
        """The description, and never the title: a file name read aloud helps nobody."""
        return "" if self.decorative else self.description

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", _("Can choose image"))]


class SiteRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    shown_to_visitors = False  # only what follows from its picture, made when a page first asks for it

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="home_siterendition_unique"
            )
        ]
