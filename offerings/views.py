"""Views that are no page: start dates for a calendar."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.caching import cacheable
from home.everybody import for_everybody
from home.models import BrandSettings
from home.sites import settings_of
from offerings.calendars import calendar_of, feed_of
from offerings.models import CourseDate, CoursePage


@require_safe
@cacheable
def date_calendar(request: HttpRequest, number: int) -> HttpResponse:
    """One start date as a calendar file.

    Also one that has begun: there are days to come. Also a cancelled one: then the file says so. Not found
    when there is no such date, or its course is not published.
    """
    date = get_object_or_404(_published_dates(), pk=number)
    response = _calendar(calendar_of(date, settings_of(request, BrandSettings)))
    response["Content-Disposition"] = f'attachment; filename="{date.course.slug}-{date.first_day}.ics"'
    return response


@require_safe
@cacheable
def all_dates_calendar(request: HttpRequest) -> HttpResponse:
    """All start dates with a day to come, for a calendar that follows them; the cancelled ones say so."""
    dates = _published_dates().filter(last_day__gte=timezone.localdate())
    return _calendar(feed_of(dates, settings_of(request, BrandSettings)))


def _published_dates() -> QuerySet[CourseDate]:
    """The dates of courses that everybody may see, each with its course and days, first one first."""
    courses = for_everybody(CoursePage.objects.all())
    dates = CourseDate.objects.filter(course__in=courses).select_related("course").prefetch_related("days")
    long = [f"course__{name}" for name in CoursePage.get_streamfield_names()]
    return dates.defer(*long).order_by("first_day", "pk")


def _calendar(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
