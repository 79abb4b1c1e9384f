"""The home page and pages of running text."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.art import table_scene
from home.blocks import PROSE, SECTIONS
from home.cards import Card

from .base import BasePage


class HomePage(BasePage):
    """The first page: an opening that says it in two lines, then sections."""

    opening_first = models.CharField(
        _("first line"), max_length=60, help_text=_("For example: Iedereen in uw team leert.")
    )
    opening_second = models.CharField(
        _("second line"), max_length=60, blank=True, help_text=_("For example: Nu nog van elkaar.")
    )
    button = models.CharField(
        _("text on the button"), max_length=40, help_text=_("The button leads to the request form.")
    )
    button_note = models.CharField(
        _("note beside the button"),
        max_length=160,
        blank=True,
        help_text=_("What happens after the click, and how long it takes."),
    )
    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

    result_kind = _("page to read")
    page_description = _("The first page of the site, built of sections. There is one.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.TextPage",
        "offerings.ServiceIndexPage",
        "offerings.CourseIndexPage",
        "offerings.GuidePage",
        "offerings.TestimonialIndexPage",
        "offerings.ArticleIndexPage",
    ]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("opening_first"),
                FieldPanel("opening_second"),
                FieldPanel("lead"),
                FieldPanel("button"),
                FieldPanel("button_note"),
            ],
            heading=_("Opening"),
        ),
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def h1(self) -> str:
        """Both lines of the opening."""
        return f"{self.opening_first} {self.opening_second}".strip()

    def share_card(self) -> Card:
        return Card(f"{self.opening_first}\n{self.opening_second}", drawing=table_scene())

    def browser_title(self, brand) -> str:
        """The brand and what it is for, unless the editor chose other words."""
        return self.seo_title or " | ".join(filter(None, [brand.name, brand.tagline]))


class TextPage(BasePage):
    """A page that is read from top to bottom: about us, privacy, accessibility."""

    body = StreamField(PROSE, verbose_name=_("text"), blank=True)

    result_kind = _("page to read")
    page_description = _("A page one reads from top to bottom. For example: about us, privacy.")
    parent_page_types = ["home.HomePage", "home.TextPage"]
    subpage_types = ["home.TextPage", "offerings.AdviserPage"]
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def opening_texts(self) -> Iterator[str]:
        yield from super().opening_texts()
        yield from (block.value.source for block in self.body if block.block_type == "prose")
