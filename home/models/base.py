"""What every page of the site has."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from home.art import empty_chair
from home.blocks import CLOSING
from home.caching import mark_cacheable
from home.cards import Card
from home.linked_data import Publisher, Thing
from home.memory import recall
from home.page_forms import BasePageForm
from home.summaries import summary

from .copies import own_copy


class BasePage(Page):
    """A page with an introduction and, if wanted, a closing invitation."""

    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_(
            "The large heading, if it should say more than the title. Empty: the title. "
            "For example: Wij begeleiden teams die van elkaar leren"
        ),
    )
    lead = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_(
            "Two or three sentences under the heading: what is it, and for whom? "
            "For example: Een uur praten over uw team. Daarna weet u of een PLG past, en waar u begint."
        ),
    )
    closing = StreamField(
        CLOSING,
        verbose_name=_("closing invitation"),
        blank=True,
        max_num=1,
        help_text=_("The coloured band at the end of the page, with a button. At most one."),
    )

    #: Places in the page that a link can lead to, beside those an editor gave a name.
    fixed_places = ("inhoud", "uitnodiging")

    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("heading")]
    opening_panels = [FieldPanel("heading"), FieldPanel("lead")]
    closing_panels = [FieldPanel("closing")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_(
                        "The last part of the address. It follows the title until the page is published. "
                        "If you change it later, the old address leads to the new one."
                    ),
                ),
                FieldPanel(
                    "seo_title",
                    help_text=_("What a search engine and a browser's tab show. Empty: the title."),
                ),
                FieldPanel(
                    "search_description",
                    help_text=_(
                        "The two lines under the title in a search engine: what does the reader find, "
                        "and for whom? Empty: the introduction."
                    ),
                ),
            ],
            heading=_("Address and search engines"),
        )
    ]
    base_form_class = BasePageForm

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Find a page below this one in one step, however deep; Wagtail itself asks twice for each level.

        Raises Http404 when there is none. An address is made of slugs alone: no page type adds its own.
        """
        if not path_components:
            self.is_open = recall(request, "open", lambda: not PageViewRestriction.objects.exists())
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        found = recall(request, ("page", address), lambda: self._below(address, path_components))
        if found is None:
            raise Http404
        return own_copy(found).route(request, [])

    def _below(self, address: str, path_components: list[str]) -> Page | None:
        depth = self.depth + len(path_components)
        pages = self.get_descendants().filter(depth=depth, slug=path_components[-1], url_path=address)
        return page.specific if (page := pages.first()) else None

    #: No page of the whole site is closed to anybody, as far as the request knows that asked for this page.
    is_open = False

    def get_view_restrictions(self):
        """Who may not see it; without a question when nobody is kept from anything."""
        return PageViewRestriction.objects.none() if self.is_open else super().get_view_restrictions()

    def serve(self, request, *args, **kwargs):
        """Show it to a visitor. Whoever may see it without a session sees what everybody sees."""
        if not getattr(request, "is_preview", False):
            mark_cacheable(request)
        return super().serve(request, *args, **kwargs)

    @property
    def h1(self) -> str:
        """The heading on the page."""
        return self.heading or self.title

    #: What a visitor who searches reads above a page of this type (empty: its own name), and how much sooner
    #: it is found than another page that fits as well.
    result_kind = ""
    result_weight = 1.0
    #: More than 0: who searches and finds nothing is led to a page of this type, to that with most first.
    helps_who_is_lost = 0

    #: What the page is about, for schema.org: its type, and its part of the address. None: the page itself.
    about: tuple[str, str] | None = None
    #: What a page of this type is to schema.org, and to whoever shows a link to it (https://ogp.me/#types).
    web_page_type = "WebPage"
    share_kind = "website"

    def browser_title(self, brand) -> str:
        """The title in the browser's tab and in search engines, without the brand behind it."""
        return self.seo_title or self.title

    @property
    def description(self) -> str:
        """What a search engine shows: the editor's own words, else what the page itself begins with."""
        return self.search_description or summary(self.opening_texts())

    def opening_texts(self) -> Iterator[str]:
        """What the page begins with, as text or HTML; a later one is read when the first ones are short."""
        yield self.lead

    def linked_data(self, publisher: Publisher, listed: Iterable = ()) -> list[Thing]:
        """What the page is about, in the words of schema.org; `listed` is what its list shows, if any."""
        return []

    def share_card(self) -> Card:
        """What stands on the picture of a shared link: what does not go stale."""
        return Card(self.h1, drawing=empty_chair())

    @property
    def listed(self) -> Iterable:
        """What the list on the page shows, when it is not in parts."""
        return ()

    @property
    def share_dates(self) -> dict[str, str]:
        """Moments that whoever shows a link wants to know, by the name of their property."""
        return {}
