"""Seats in words: `{% load offerings %}`."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.dutch import in_words
from offerings.models import CourseDate, CoursePage

register = template.Library()


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
def waiting_in_words(date: CourseDate) -> str:
    """ "Zes mensen wachten", or that there is a waiting list."""
    if not date.waiting:
        return _("There is a waiting list")
    words = ngettext("%(count)s person is waiting", "%(count)s people are waiting", date.waiting)
    return capfirst(words % {"count": in_words(date.waiting)})


@register.filter
def meetings_in_words(course: CoursePage) -> str:
    """ "vier bijeenkomsten"."""
    words = ngettext("%(count)s meeting", "%(count)s meetings", course.meetings)
    return words % {"count": in_words(course.meetings)}
