"""Sections that lead to the offering: the services, the dates, the request form.

The ground floor names the page types above it as text only, and asks them for what they publish.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from home.art import INVITATIONS

from .base import SectionBlock
from .examples import example

OFFERING = _("Offering")


class IndexedBlock(SectionBlock):
    """A section that shows what is published under a page above: a subclass names that page in `index`."""

    def index_page(self, value):
        """The page above, or None when it is gone or not published."""
        page = value.get("index")
        return page if page and page.live else None

    def get_preview_value(self):
        """The example, with a page above that exists on this site."""
        pages = self.child_blocks["index"].target_model.objects.live()
        return self.normalize({**self.meta.preview_value, "index": pages.first()})


class JourneyBlock(IndexedBlock):
    """The services as one journey, in the order of the page tree."""

    lead = blocks.TextBlock(label=_("Introduction"), max_length=300, rows=2, required=False)
    index = blocks.PageChooserBlock("offerings.ServiceIndexPage", label=_("Page above the services"))

    class Meta:
        label = _("Journey of services")
        icon = "site"
        group = OFFERING
        description = _("All services as linked rings, each closed a bit further.")
        template = "home/blocks/journey.html"
        ground = "night"
        preview_value = example("journey")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        index = self.index_page(value)
        services = index.services if index else []
        return {**context, "services": services, "is_empty": not services}


class DatesBlock(IndexedBlock):
    """The first course dates to come, with the seats that are left."""

    text = blocks.TextBlock(label=_("Text"), max_length=300, rows=2, required=False)
    index = blocks.PageChooserBlock("offerings.CourseIndexPage", label=_("Page above the courses"))
    count = blocks.IntegerBlock(label=_("How many dates"), min_value=1, max_value=6, default=3)

    class Meta:
        label = _("Course dates")
        icon = "date"
        group = OFFERING
        description = _("The first dates to come, with the free seats. They keep themselves up to date.")
        template = "home/blocks/dates.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("dates")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        index = self.index_page(value)
        dates = index.upcoming_dates(value["count"]) if index else []
        return {**context, "index": index, "dates": dates}


class ArticlesBlock(IndexedBlock):
    """The newest articles, about everything or about one topic."""

    text = blocks.TextBlock(label=_("Text"), max_length=300, rows=2, required=False)
    index = blocks.PageChooserBlock("offerings.ArticleIndexPage", label=_("Page above the articles"))
    topic = SnippetChooserBlock(
        "offerings.Topic", label=_("Topic"), required=False, help_text=_("Empty: about everything.")
    )
    count = blocks.IntegerBlock(label=_("How many articles"), min_value=1, max_value=6, default=3)

    class Meta:
        label = _("Articles")
        icon = "doc-full-inverse"
        group = OFFERING
        description = _("The newest articles, about everything or about one topic.")
        template = "home/blocks/articles.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("articles")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        index, topic = self.index_page(value), value.get("topic")
        articles = index.recent_articles(value["count"], topic) if index else []
        return {**context, "index": index, "topic": topic, "articles": articles, "is_empty": not articles}


class InviteBlock(SectionBlock):
    """The closing band that invites to a talk."""

    text = blocks.TextBlock(label=_("Text"), max_length=300, rows=2)
    button = blocks.CharBlock(label=_("Text on the button"), max_length=40)
    note = blocks.CharBlock(
        label=_("Note beside the button"),
        max_length=160,
        required=False,
        help_text=_("For example how long it takes, or the phone number."),
    )
    drawing = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=list(INVITATIONS.items()),
        default="chair",
    )

    class Meta:
        label = _("Invitation")
        icon = "mail"
        group = OFFERING
        description = _("The coloured band that leads to the request form.")
        template = "home/blocks/invite.html"
        ground = "coral"
        preview_value = example("invite")
