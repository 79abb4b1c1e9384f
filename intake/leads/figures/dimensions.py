"""What figures can be broken down by. Each lead is in one row of each: the rows add up to the whole."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from django.db.models import CharField, Expression, F, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from intake.models import Province, Sector, Way

#: More services and courses than this at once are not named one by one.
NAMED_TOGETHER = 2
SEVERAL = "several"
#: In place of a page of origin, which a request by phone has not; no title is equal to it.
CALLED = (Way.HAND,)


@dataclass(frozen=True)
class Dimension:
    """`stored` is what the database has of a lead, `key` what of it makes a row, `names` what rows are
    called: from the keys, each with one of the values that were stored; None for advisers, whose keys they
    are.

    `filter` is the filter of the list of leads that shows the leads of a row, or "".
    """

    name: str
    label: str | Promise
    stored: Expression
    key: Callable[[object], Hashable]
    names: Callable[[Mapping[Hashable, object]], Mapping[Hashable, str]] | None
    filter: str = ""


def _same(value):
    return value


def _labels(choices) -> Callable[[Mapping], Mapping[Hashable, str]]:
    known = dict(choices)
    return lambda keys: {key: str(known.get(key, "")) or _("Unknown") for key in keys}


def _subject_key(stored: str) -> Hashable:
    """The services and courses of a request, by their pages."""
    pages = sorted({subject["id"] for subject in json.loads(stored)})
    return tuple(pages) if len(pages) <= NAMED_TOGETHER else SEVERAL


def _subject_names(keys: Mapping[Hashable, object]) -> dict[Hashable, str]:
    """Called as they were called when they were asked for: a page may be gone."""
    titles = {}
    for stored in keys.values():
        titles |= {subject["id"]: subject["title"] for subject in json.loads(stored)}
    return {
        key: _("Three or more together")
        if key == SEVERAL
        else " + ".join(sorted(titles[page] for page in key)) or _("Nothing chosen yet")
        for key in keys
    }


def _origin_key(stored: str) -> Hashable:
    """The page by its number, or by its title when it is gone; what came by phone has none."""
    way, page, title = stored.split(":", 2)
    return int(page) or title or (CALLED if way == Way.HAND else "")


def _origin_names(keys: Mapping[Hashable, object]) -> dict[Hashable, str]:
    """As pages are called now. One query."""
    pages = [key for key in keys if isinstance(key, int)]
    titles = dict(Page.objects.filter(pk__in=pages).values_list("pk", "title")) if pages else {}
    titles[CALLED] = _("Entered after a phone call")
    return {key: titles.get(key) or (key if isinstance(key, str) else "") or _("Unknown") for key in keys}


_PAGE = Cast(Coalesce("request__origin_page", 0), CharField())
DIMENSIONS = {
    one.name: one
    for one in (
        Dimension(
            "service",
            gettext_lazy("Service or course"),
            Cast("request__subjects", TextField()),
            _subject_key,
            _subject_names,
        ),
        Dimension("sector", gettext_lazy("Sector"), F("sector"), _same, _labels(Sector.choices), "sector"),
        Dimension(
            "province", gettext_lazy("Province"), F("province"), _same, _labels(Province.choices), "province"
        ),
        Dimension("adviser", gettext_lazy("Adviser"), F("owner_id"), _same, None, "owner"),
        Dimension(
            "origin",
            gettext_lazy("Page of origin"),
            Concat(
                "request__way",
                Value(":"),
                _PAGE,
                Value(":"),
                "request__origin_title",
                output_field=CharField(),
            ),
            _origin_key,
            _origin_names,
        ),
    )
}
