"""Advisers and trainers, as the public sees them."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home import rich_text
from home.models import BasePage, PictureMixin, PictureQuerySet


class AdviserPageQuerySet(PictureQuerySet, PageQuerySet):
    """Advisers' pages."""

    def shown(self) -> "AdviserPageQuerySet":
        """Those that are published, with their pictures."""
        return self.live().with_pictures()


class AdviserPage(PictureMixin, BasePage):
    """An adviser or trainer: who it is, what they know, how to reach them."""

    role = models.CharField(_("role"), max_length=80, help_text=_("For example: adviseur en trainer"))
    bio = RichTextField(_("about"), features=rich_text.TEXT, blank=True)
    phone = PhoneNumberField(_("phone number"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    objects = PageManager.from_queryset(AdviserPageQuerySet)()

    parent_page_types = ["home.TextPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("role"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("drawing")], heading=_("Picture")),
        FieldPanel("bio"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Reach")),
        *BasePage.closing_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("role"), index.SearchField("bio")]

    class Meta:
        verbose_name = _("adviser's page")
        verbose_name_plural = _("advisers' pages")

    @property
    def is_shown(self) -> bool:
        """Whether visitors may see it."""
        return self.live

    @property
    def first_name(self) -> str:
        return self.title.split()[0]

    @cached_property
    def courses(self) -> list:
        """The published courses this person gives, in the order of the tree."""
        if not self.pk:  # a preview of a page that was not saved yet
            return []
        given = self.courses_given.filter(course__live=True).select_related("course").order_by("course__path")
        return [trainer.course for trainer in given]
