"""Where something is used, in words for who is about to take it away."""

from typing import NamedTuple

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.models import ReferenceIndex

from home.models import MenuSettings

#: What links to pages and is no page or snippet: Wagtail does not index these by itself.
ALSO_INDEXED = (MenuSettings,)
#: So many are named; the rest is counted, and all stand on Wagtail's own page of usages.
NAMED = 10


class Use(NamedTuple):
    """Something that speaks of it: its name, its kind, and where to change it ("" for who may not)."""

    title: str
    kind: str
    address: str


def uses(thing, user) -> list[Use]:
    """The first things that speak of `thing`: pages that link to it, menus, start dates."""
    finder = AdminURLFinder(user)
    found = ReferenceIndex.get_references_to(thing).group_by_source_object()
    return [
        Use(get_latest_str(source), source._meta.verbose_name, finder.get_edit_url(source) or "")
        for source, _ in list(found)[:NAMED]
    ]


def index_menus() -> None:
    """Let the index of usages know what the menus link to, also those saved before it did."""
    for model in ALSO_INDEXED:
        for settings in model.objects.all():
            ReferenceIndex.create_or_update_for_object(settings)
