"""Which formatting an editor gets where, and how links to pages are written."""

from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.typed_addresses import page_meant_by

# One h1 a page: the editor never sees it.

#: A single paragraph or a few, without headings.
LINE = ["bold", "link"]
#: A definition: the words that matter can be marked.
MARKED = ["mark"]
#: Running text with lists.
TEXT = ["bold", "ul", "ol", "link", "document-link"]
#: A whole text page, with sub-headings below the page's own heading.
LONG = ["h2", "h3", *TEXT]


def store_link(props: dict):
    """A link as it is stored: one to our own page, typed or pasted as an address, names the page."""
    if props.get("id") is None and (page := page_meant_by(props.get("url") or "")):
        props = {**props, "id": page.pk}
    return link_entity(props)


class LivePageLinkHandler(PageLinkHandler):
    """A link to a page, as long as that page is published; after that its text stays, without a link.

    One query for all links of a text.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        keys = [attrs.get("id") for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.live().filter(pk__in=keys)}
        return [pages.get(str(key)) for key in keys]
