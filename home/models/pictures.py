"""People with a face: a photograph, else a drawn portrait."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.art.portraits import portrait_choices

from .images import SiteImage


class PictureQuerySet(models.QuerySet):
    """People with pictures."""

    def with_pictures(self):
        """With their pictures fetched along. `home.pictures` then gets the sizes that are shown."""
        return self.select_related(*self.model.image_fields)


class PictureMixin(models.Model):
    """A face: a photograph, else a drawn portrait."""

    image_fields = ("photo",)

    photo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Square, with the face in the middle."),
    )
    drawing = models.CharField(
        _("drawn portrait"),
        max_length=20,
        blank=True,
        choices=portrait_choices,
        help_text=_("Shown as long as there is no photo."),
    )

    class Meta:
        abstract = True

    @property
    def images(self) -> list[SiteImage]:
        """The pictures there are."""
        return [image for name in self.image_fields if (image := getattr(self, name))]
