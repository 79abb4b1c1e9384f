"""The short lists editors keep, so that the same word is always written the same way."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class ListItem(Orderable):
    """A word of such a list, at its place in the list."""

    name = models.CharField(_("name in the list"), max_length=40, unique=True)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How an address names it: "schoolleiders"."""
        return slugify(self.name)


class Audience(ListItem):
    """Whom a course is for: school leaders, coaches, childcare."""

    class Meta(ListItem.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Register(ListItem):
    """A professional register or a quality mark that recognises courses."""

    class Meta(ListItem.Meta):
        verbose_name = _("register or quality mark")
        verbose_name_plural = _("registers and quality marks")
