"""Which formatting an editor gets where, and how links to pages are written."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

# One h1 a page: the editor never sees it.

#: A single paragraph or a few, without headings.
LINE = ["bold", "link"]
#: A definition: the words that matter can be marked.
MARKED = ["mark"]
#: Running text with lists.
TEXT = ["bold", "ul", "ol", "link", "document-link"]
#: A whole text page, with sub-headings below the page's own heading.
LONG = ["h2", "h3", *TEXT]


class LivePageLinkHandler(PageLinkHandler):
    """A link to a page, as long as that page is published; after that its text stays, without a link.

    One query for all links of a text.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        keys = [attrs.get("id") for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.live().filter(pk__in=keys)}
        return [pages.get(str(key)) for key in keys]
