"""Start dates on which somebody counts: no editor takes one away, and who cancels one hears who must be told.

Editors see how many schools it is about, and never who they are.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from intake.models import Enrolment
from offerings.models import CourseDate

DATES = "wagtailsnippets_offerings_coursedate:list"


def keep_dates(request: HttpRequest, instances: Iterable) -> HttpResponse | None:
    """Before start dates are deleted: back to the list with a message when there are enrolments on them."""
    dates = [instance.pk for instance in instances if isinstance(instance, CourseDate)]
    return _refusal(request, Q(course_date__in=dates), reverse(DATES)) if dates else None


def keep_pages(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The same before a page goes, with the courses below it and their dates."""
    back = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return _refusal(request, Q(course_date__course__path__startswith=page.path), back)


def keep_many(
    request: HttpRequest, action_type: str, objects: Iterable, action: BulkAction
) -> HttpResponse | None:
    """The same before many are deleted at once; then none of them is."""
    if action_type != "delete":
        return None
    if action.model is Page:
        return next(filter(None, (keep_pages(request, page) for page in objects)), None)
    return keep_dates(request, objects) if action.model is CourseDate else None


def say_who_counts_on_it(request: HttpRequest, instance) -> None:
    """After a start date was saved as cancelled: how many schools must be told, and that advisers will."""
    if not isinstance(instance, CourseDate) or not instance.cancelled:
        return
    count = Enrolment.objects.alive().filter(course_date=instance).count()
    if count:
        messages.warning(
            request,
            ngettext(
                "%(count)d school counts on this date. Its adviser gets a mail and calls.",
                "%(count)d schools count on this date. Their advisers get a mail and call.",
                count,
            )
            % {"count": count},
        )


def _refusal(request: HttpRequest, which: Q, back: str) -> HttpResponse | None:
    schools = Enrolment.objects.filter(which).count()
    if not schools:
        return None
    messages.error(
        request,
        ngettext(
            "Not deleted: %(schools)d school enrolled. Set the date to “Does not take place” instead; "
            "then its adviser calls, and the date goes off the site.",
            "Not deleted: %(schools)d schools enrolled. Set the date to “Does not take place” instead; "
            "then their advisers call, and the date goes off the site.",
            schools,
        )
        % {"schools": schools},
    )
    return redirect(back)
