"""Courses and seats in words: `{% load offerings %}`."""

from urllib.parse import urlsplit, urlunsplit

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import dutch
from home.addresses import absolute
from home.dutch import in_words, upper_first
from home.paging import ListPage
from offerings.choosing import AUDIENCE, FORM, PERIOD, PLACE, RECOGNITION, Choice, Question
from offerings.models import CourseDate, CoursePage

register = template.Library()


@register.simple_tag
def question_in_words(question: Question) -> str:
    """ "Voor wie", "Vorm", "Start": what a visitor can choose by."""
    words = {
        AUDIENCE: _("For whom"),
        FORM: _("Form of the course"),
        PERIOD: _("Start"),
        PLACE: _("Where"),
        RECOGNITION: _("Recognition"),
    }
    return words[question.name]


@register.simple_tag
def calendar_feed() -> dict[str, str]:
    """The address of the feed of all dates, for a browser and for a calendar to follow."""
    address = absolute(reverse("offerings:all_dates_calendar"))
    return {"address": address, "webcal": urlunsplit(urlsplit(address)._replace(scheme="webcal"))}


@register.simple_tag
def courses_in_words(choice: Choice, part: ListPage) -> str:
    """ "Zeven opleidingen", "3 van de 7 opleidingen"; with the page of the list, from the second one on."""
    count, total = len(choice.courses), choice.total
    if choice.is_made:
        words = _("%(count)s of the %(total)s courses")
    else:
        words = ngettext("%(words)s course", "%(words)s courses", count)
    said = words % {"count": count, "total": total, "words": upper_first(in_words(count))}
    if part.number == 1:
        return said
    return _("%(courses)s, page %(number)s of %(all)s") % {
        "courses": said,
        "number": part.number,
        "all": part.paginator.num_pages,
    }


@register.filter
def seats_in_words(date: CourseDate) -> str:
    """ "Nog 4 plaatsen", "De laatste 2 plaatsen", "Vol", "Aanmelden kan niet meer"."""
    left = {"count": date.seats_left}
    match date.state:
        case CourseDate.State.CLOSED:
            return _("Enrolment is closed")
        case CourseDate.State.FULL:
            return _("Full")
        case CourseDate.State.LAST:
            return ngettext("The last seat", "The last %(count)s seats", date.seats_left) % left
    return ngettext("%(count)s seat left", "%(count)s seats left", date.seats_left) % left


@register.filter
def place_in_words(date: CourseDate) -> str:
    """ "Utrecht", "Online"."""
    return _("Online") if date.online else date.place


@register.filter
def hours_in_words(date: CourseDate) -> list[str]:
    """ "14 januari en 11 februari", "van 9.30 tot 16.30 uur"; a line for each day when their hours differ."""
    if date.hours:
        return [dutch.day_list(date.all_days), dutch.hours(date.hours.starts_at, date.hours.ends_at)]
    days = date.days.all()
    if any(day.starts_at for day in days):
        return [f"{dutch.day(day.day)} {dutch.hours(day.starts_at, day.ends_at)}".strip() for day in days]
    return [dutch.day_list(date.all_days)]


@register.filter
def waiting_in_words(date: CourseDate) -> str:
    """ "Zes mensen wachten", or that there is a waiting list."""
    if not date.people_waiting:
        return _("There is a waiting list")
    words = ngettext("%(count)s person is waiting", "%(count)s people are waiting", date.people_waiting)
    return upper_first(words % {"count": in_words(date.people_waiting)})


@register.filter
def meetings_in_words(course: CoursePage) -> str:
    """ "vier bijeenkomsten"."""
    return course.meetings_in_words
