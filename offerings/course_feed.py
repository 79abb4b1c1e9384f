"""The whole catalogue for other programs: every course with its dates, as one schema.org document.

`docs/catalogue-feed.md` says how others read it.
"""

import json
from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from home.addresses import absolute
from home.caching import cacheable
from home.everybody import for_everybody
from home.linked_data import CONTEXT, LANGUAGE, Publisher, Thing, moment, organisation, thing
from home.models import BrandSettings
from home.sites import settings_of
from offerings.linked_data import course
from offerings.models import AdviserPage, CourseDate, CoursePage, CourseTrainer

CONTENT_TYPE = "application/ld+json; charset=utf-8"


@cacheable
@conditional_page
@require_safe
def course_feed(request: HttpRequest) -> HttpResponse:
    """`/opleidingen/feed.json`. Anybody may read it, from any site."""
    brand = settings_of(request, BrandSettings)
    document = as_document(published_courses(), Publisher(brand, request), absolute(request.path))
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(written, content_type=CONTENT_TYPE, headers={"Access-Control-Allow-Origin": "*"})


def published_courses() -> list[CoursePage]:
    """The courses that everybody may read, in the order of the tree, with all that a thing says of them.

    As many queries for a thousand courses as for one.
    """
    shown = for_everybody(AdviserPage.objects.all())
    trainers = (
        CourseTrainer.objects.filter(adviser__in=shown).select_related("adviser").order_by("sort_order")
    )
    fetched = (
        Prefetch("dates", CourseDate.objects.to_come().prefetch_related("days"), to_attr="dates_to_come"),
        Prefetch("trainers", trainers, to_attr="fetched_trainers"),
        "audiences",
        "registers",
    )
    pages = for_everybody(CoursePage.objects.all()).order_by("path").defer_streamfields()
    courses = list(pages.prefetch_related(*fetched))
    for page in courses:
        page.people = [trainer.adviser for trainer in page.fetched_trainers]
    return courses


def as_document(courses: list[CoursePage], publisher: Publisher, address: str) -> Thing:
    """One `DataFeed` with every course in it; https://schema.org/DataFeed."""
    feed = thing(
        "DataFeed",
        id_=address,
        name=_("Courses of %(name)s") % {"name": publisher.brand.name},
        url=address,
        inLanguage=LANGUAGE,
        isAccessibleForFree=True,
        publisher=organisation(publisher),
        dateModified=moment(_changed(courses)),
    )
    elements = [course(page, publisher) for page in courses]
    return {"@context": CONTEXT, **feed, "dataFeedElement": elements}


def _changed(courses: list[CoursePage]) -> datetime | None:
    """When a course or one of its dates was changed last."""
    pages = [page.last_published_at for page in courses]
    dates = [date.changed_at for page in courses for date in page.dates_to_come]
    return max(filter(None, [*pages, *dates]), default=None)
