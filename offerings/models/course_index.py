"""The list of courses."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.art import invite_scene
from home.blocks import SECTIONS
from home.cards import Card
from home.everybody import for_everybody
from home.models import BasePage
from home.paging import ListPage, ListPaginator
from home.remembering import remember
from offerings.choosing import Choice, choose

from .courses import CoursePage, first_with_seat
from .dates import CourseDate
from .shelf import fits, kept_shelf

#: So many courses stand on one page of the list.
PAGE_SIZE = 20
#: Fields of a course that the list does not show: reading them costs more than all others together.
LONG = ("parts", "closing", "lead")


class CourseIndexPage(BasePage):
    """All courses, and the first dates to come."""

    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

    result_kind = _("page to read")
    page_description = _("All courses, to choose from. There is one.")
    helps_who_is_lost = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["offerings.CoursePage"]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]

    class Meta:
        verbose_name = _("page above the courses")
        verbose_name_plural = _("pages above the courses")

    web_page_type = "CollectionPage"

    def share_card(self) -> Card:
        return Card(self.h1, self.title if self.heading else "", "coral", invite_scene("ring"))

    @property
    def courses(self) -> PageQuerySet:
        """The courses that everybody may read, in the order of the tree."""
        return for_everybody(CoursePage.objects.child_of(self)).order_by("path")

    def upcoming_dates(self, count: int) -> list[CourseDate]:
        """The first `count` dates to come of all published courses under this page that take enrolments."""
        dates = CourseDate.objects.open_for_enrolment().filter(course__in=self.courses.order_by())
        return list(dates.select_related("course").prefetch_related("days")[:count])

    def choose(self, query) -> Choice:
        """The courses that fit what somebody chose, and what else can be chosen: see `offerings.choosing`."""
        return choose(kept_shelf(self), query)

    def part(self, choice: Choice, number: str | None) -> ListPage:
        """A page of the list: its courses, each with the first date that is what somebody asked for."""
        part = ListPaginator(choice.courses, PAGE_SIZE).get_page(number)
        dates = Prefetch("dates", CourseDate.objects.to_come(), to_attr="dates_to_come")
        courses = CoursePage.objects.defer(*LONG).prefetch_related(dates).in_bulk(list(part.object_list))
        part.object_list = [courses[pk] for pk in part.object_list]
        for course in part.object_list:
            dates = [date for date in course.dates_to_come if fits(date, choice.chosen)]
            course.shown_date = first_with_seat(dates)
        return part

    def get_context(self, request, *args, **kwargs):
        shown = remember(request, self, "list", lambda: self._read_list(request.GET))
        return {**super().get_context(request, *args, **kwargs), **shown}

    def _read_list(self, query) -> dict:
        choice = self.choose(query)
        return {"choice": choice, "found": self.part(choice, query.get("p"))}
