"""Advisers and trainers, as the public sees them."""

from collections.abc import Iterator

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home import rich_text
from home.art import portrait
from home.cards import Card
from home.everybody import for_everybody, is_closed
from home.models import BasePage, PictureMixin, PictureQuerySet
from home.pictures import fetch_renditions
from offerings import linked_data

#: So many testimonials stand on somebody's own page.
VOICES = 3


class AdviserPageQuerySet(PictureQuerySet, PageQuerySet):
    """Advisers' pages."""

    def shown(self) -> "AdviserPageQuerySet":
        """Those that everybody may read, with their pictures."""
        return for_everybody(self).with_pictures()

    def with_pictures(self) -> "AdviserPageQuerySet":
        """With their pictures, and with `closed`: whether the page is not for everybody."""
        return super().with_pictures().annotate(closed=is_closed())


class AdviserPage(PictureMixin, BasePage):
    """An adviser or trainer: who it is, what they know, how to reach them."""

    role = models.CharField(_("role"), max_length=80, help_text=_("For example: adviseur en trainer"))
    bio = RichTextField(_("about"), features=rich_text.TEXT, blank=True)
    expertise = StreamField(
        [("theme", blocks.CharBlock(label=_("Theme"), max_length=60))],
        verbose_name=_("knows a lot about"),
        blank=True,
        max_num=8,
        help_text=_("Themes, a few words each. For example: een eerste PLG"),
    )
    phone = PhoneNumberField(_("phone number"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    objects = PageManager.from_queryset(AdviserPageQuerySet)()

    result_kind = _("adviser")
    result_weight = 1.2
    page_description = _("Somebody who advises or trains: face, knowledge, courses.")
    parent_page_types = ["home.TextPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("role"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("drawing")], heading=_("Picture")),
        FieldPanel("bio"),
        FieldPanel("expertise"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Reach")),
        *BasePage.closing_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("bio"),
        index.SearchField("expertise"),
    ]

    class Meta:
        verbose_name = _("adviser's page")
        verbose_name_plural = _("advisers' pages")

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see it. One query, unless the page came with its pictures."""
        if "closed" in vars(self):
            return self.live and not self.closed
        return for_everybody(AdviserPage.objects.filter(pk=self.pk)).exists()

    def opening_texts(self) -> Iterator[str]:
        yield f"{self.title}, {self.role}."
        yield from (self.lead, self.bio)

    about = ("Person", "persoon")
    web_page_type = "ProfilePage"
    share_kind = "profile"

    def linked_data(self, publisher, listed=()) -> list:
        told = linked_data.reviews(self.voices, publisher.refer(self))
        return [linked_data.person(self, publisher), *told]

    def share_card(self) -> Card:
        return Card(self.title, capfirst(self.role), drawing=portrait(self.drawing), photo=self.photo)

    @property
    def first_name(self) -> str:
        return self.title.split()[0]

    @cached_property
    def courses(self) -> list:
        """The published courses this person gives, in the order of the tree."""
        if not self.pk:  # a preview of a page that was not saved yet
            return []
        given = self.courses_given.filter(~is_closed("course__path"), course__live=True)
        return [trainer.course for trainer in given.select_related("course").order_by("course__path")]

    @cached_property
    def steps(self) -> list:
        """The published services one can speak about with this person, in the order of the journey."""
        return list(for_everybody(self.services).defer_streamfields().order_by("path")) if self.pk else []

    @cached_property
    def voices(self) -> list:
        """What people with valid consent tell about this person's work, a few of them."""
        return list(self.testimonials.shown()[:VOICES]) if self.pk else []

    @property
    def themes(self) -> list[str]:
        """What this person knows a lot about, in a few words each."""
        return [theme.value for theme in self.expertise]

    def get_context(self, request, *args, **kwargs):
        fetch_renditions([self, *self.voices])
        return super().get_context(request, *args, **kwargs)
