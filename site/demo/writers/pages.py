"""Writes the page tree: one file is one page, and its place among the files is its address.

First all pages are planted with their plain fields, so that each has an address. Then they are filled with
what speaks of other pages, and published. A page that is already there is left as it is; only a home page
without content, as a new site has, is filled.
"""

from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from demo.files import Where, exists, numbered, read_mapping
from demo.known import Known
from demo.values import check, field_value
from home.models import HomePage
from home.permissions import root_page
from offerings.models import ArticlePage, CoursePage, CourseTrainer, Topic

HOME_SLUG = "home"
#: Fields of every page that a file may fill; the rest are those of the page's own type.
COMMON = ("title", "seo_title", "search_description")
#: What a file says of a page that is not a field of it.
NOT_FIELDS = {"type", "children", "trainers", "audiences", "registers", "topics", "services", "courses"}


class Source(NamedTuple):
    """What the file of a page says, and where that stands."""

    data: dict[str, Any]
    where: Where


class Planted(NamedTuple):
    """A page that still has to be filled, and from what."""

    page: Page
    source: Source


def plant(known: Known) -> list[Planted]:
    """Make the pages that are missing, not yet published, and learn all addresses."""
    source = _read("index")
    home = HomePage.objects.first() or HomePage(slug=HOME_SLUG, live=False)
    planted = [] if home.body else [_plant(home, root_page(), source, known)]
    known.pages["/"] = home
    return planted + _plant_below(home, "", source.data, known)


def fill(planted: list[Planted], known: Known) -> None:
    """Fill in what speaks of other pages, and publish."""
    for page, source in planted:
        for name, field in _fields(page).items():
            if name in source.data and not _is_plain(field):
                setattr(page, name, field_value(field, source.data[name], known, source.where / name))
        if isinstance(page, CoursePage):
            _add_trainers(page, source, known)
            _add_words(page, source, known)
        if isinstance(page, ArticlePage):
            _add_relations(page, source, known)
        check(page.full_clean, source.where)
        page.save_revision().publish()


def _plant_below(parent: Page, address: str, data: dict[str, Any], known: Known) -> list[Planted]:
    planted = []
    existing = {page.slug: page for page in parent.get_children()}
    for slug in data.get("children", []):
        path = f"{address}{slug}"
        source = _read(path)
        page = existing.get(slug)
        if page is None:
            page = _new(source, slug)
            planted.append(_plant(page, parent, source, known))
        known.pages[f"/{path}/"] = page
        planted += _plant_below(page, f"{path}/", source.data, known)
    return planted


def _read(path: str) -> Source:
    """The file of a page: `aanbod/training.yaml`, or `aanbod/index.yaml` for a page with pages below it."""
    leaf = f"pages/{path}.yaml"
    return Source(*read_mapping(leaf if exists(leaf) else f"pages/{path}/index.yaml"))


def _new(source: Source, slug: str) -> Page:
    try:
        model = apps.get_model(source.data["type"])
    except (KeyError, LookupError, ValueError) as error:
        raise (source.where / "type").error("names no type of page") from error
    return model(slug=slug, live=False)


def _plant(page: Page, parent: Page, source: Source, known: Known) -> Planted:
    """Give a page its plain fields, and a place below its parent when it has none yet."""
    fields = _fields(page)
    if unknown := sorted(source.data.keys() - fields.keys() - NOT_FIELDS):
        raise (source.where / unknown[0]).error(f"unknown key; there is {', '.join(fields)}")
    for name, field in fields.items():
        if name in source.data and _is_plain(field):
            setattr(page, name, field_value(field, source.data[name], known, source.where / name))
    if page.pk is None:
        check(partial(parent.add_child, instance=page), source.where)
    return Planted(page, source)


def _fields(page: Page) -> dict[str, models.Field]:
    """The fields of a page that its file may fill, by name."""
    own = [field for field in page._meta.concrete_fields if not hasattr(Page, field.name)]
    fields = {field.name: field for field in own if field.editable and not field.primary_key}
    return {name: page._meta.get_field(name) for name in COMMON} | fields


def _is_plain(field: models.Field) -> bool:
    """Whether its value can be had before all pages are there."""
    return not isinstance(field, StreamField | RichTextField | models.ForeignKey)


def _add_trainers(course: CoursePage, source: Source, known: Known) -> None:
    where = source.where / "trainers"
    course.trainers = [
        CourseTrainer(adviser=known.page(address, where / number), sort_order=number)
        for number, address in numbered(source.data.get("trainers", []), where)
    ]


def _add_words(course: CoursePage, source: Source, known: Known) -> None:
    for name in ("audiences", "registers"):
        where = source.where / name
        words = [
            known.word(word, where / number) for number, word in numbered(source.data.get(name, []), where)
        ]
        setattr(course, name, words)


def _add_relations(article: ArticlePage, source: Source, known: Known) -> None:
    topics = numbered(source.data.get("topics", []), source.where / "topics")
    keys = [known.topic(name, source.where / "topics" / number) for number, name in topics]
    article.topics = list(Topic.objects.filter(pk__in=keys))
    for kind in ("services", "courses"):
        where = source.where / kind
        addresses = numbered(source.data.get(kind, []), where)
        pages = [known.page(address, where / number).specific for number, address in addresses]
        setattr(article, kind, pages)
