"""What every page of the site has."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import InviteBlock


class BasePage(Page):
    """A page with an introduction and, if wanted, a closing invitation."""

    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The large heading on the page. Empty: the title, which menus and links show as well."),
    )
    lead = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("Two or three sentences under the heading: what does the reader find here?"),
    )
    closing = StreamField(
        [("invite", InviteBlock())],
        verbose_name=_("closing invitation"),
        blank=True,
        max_num=1,
        help_text=_("The coloured band at the end of the page."),
    )

    search_fields = [*Page.search_fields, index.SearchField("heading"), index.SearchField("lead")]
    opening_panels = [FieldPanel("heading"), FieldPanel("lead")]
    closing_panels = [FieldPanel("closing")]

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Find a page below this one in one step, however deep; Wagtail itself asks twice for each level.

        Raises Http404 when there is none. An address is made of slugs alone: no page type adds its own.
        """
        if not path_components:
            return super().route(request, path_components)
        depth = self.depth + len(path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        pages = self.get_descendants().filter(depth=depth, slug=path_components[-1], url_path=address)
        if page := pages.first():
            return page.specific.route(request, [])
        raise Http404

    @property
    def h1(self) -> str:
        """The heading on the page."""
        return self.heading or self.title

    @property
    def description(self) -> str:
        """What a search engine shows: the editor's own words, else the introduction."""
        return self.search_description or self.lead
