"""A page, its breadcrumbs, its questions and its list."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wagtail.fields import StreamField
from wagtail.models import Page

from home.summaries import plain

from .things import LANGUAGE, Publisher, Thing, moment, thing

if TYPE_CHECKING:
    from home.heads import Head
    from home.models import BasePage


def of_page(
    page: "BasePage", head: "Head", publisher: Publisher, above: Iterable[Page], listed: Iterable = ()
) -> Iterator[Thing]:
    """The page itself, its breadcrumbs, what it is about, and what stands in its list."""
    about = page.linked_data(publisher, listed)
    questions = list(questions_on(page))
    kinds = [page.web_page_type, *(["FAQPage"] if questions else [])]
    main = {"@id": publisher.thing_id(page)} if page.about else _list(page, publisher, listed)
    way = breadcrumbs(page, publisher, above)
    yield thing(
        kinds[0] if len(kinds) == 1 else kinds,
        id_=head.canonical,
        url=head.canonical,
        name=head.title,
        description=head.description,
        inLanguage=LANGUAGE,
        isPartOf={"@id": publisher.website_id},
        publisher=publisher.reference,
        datePublished=moment(page.first_published_at),
        dateModified=moment(page.last_published_at),
        mainEntity=questions or main,
        about=main if questions else None,
        primaryImageOfPage=_picture(head),
        breadcrumb={"@id": way["@id"]} if way else None,
    )
    yield from [way] if way else []
    yield from about


def breadcrumbs(page: Page, publisher: Publisher, above: Iterable[Page]) -> Thing | None:
    """The way from the home page to this one, as it stands on the page; None on the home page."""
    way = [(publisher.brand.name if at == 0 else step.title, step) for at, step in enumerate(above)]
    if not way:
        return None
    items = [
        thing("ListItem", position=place, name=name, item=thing("WebPage", id_=publisher.address(step)))
        for place, (name, step) in enumerate([*way, (page.title, page)], start=1)
    ]
    return thing("BreadcrumbList", id_=publisher.name(page, "kruimelpad"), itemListElement=items)


def questions_on(page: Page) -> Iterator[Thing]:
    """The questions with answers that an editor put on the page, wherever they stand."""
    names = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    blocks = (block for name in names for block in getattr(page, name) if block.block_type == "faq")
    for block in blocks:
        for item in block.value["questions"]:
            answer = thing("Answer", text=plain(item["answer"].source))
            yield thing("Question", name=item["question"], acceptedAnswer=answer)


def _list(page: "BasePage", publisher: Publisher, listed: Iterable) -> Thing | None:
    """The pages in the list on this page, by name."""
    names = [publisher.refer(item) for item in listed if isinstance(item, Page)]
    if not names:
        return None
    items = [thing("ListItem", position=place, item=item) for place, item in enumerate(names, start=1)]
    return thing("ItemList", name=page.title, numberOfItems=len(items), itemListElement=items)


def _picture(head: "Head") -> Thing | None:
    if not head.picture:
        return None
    return thing("ImageObject", url=head.picture.address, caption=head.picture.alt)
