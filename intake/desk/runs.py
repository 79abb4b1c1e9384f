"""Start dates under wagtail-modeladmin: who comes to each, and who waits in which order.

What editors see of a date are its numbers; who is behind them stands here, for who may see their leads.
"""

from django.db.models import Case, Exists, OuterRef, Value, When
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import Enrolment
from offerings.models import CourseDate

from .modeladmin import DeskAdmin
from .pages import Crumb, DeskList, DeskPage
from .rights import COORDINATE, ReadOnlyRights
from .sheets import Sheet, as_csv, sheet_of

INDEX, INSPECT, FILE = (f"intake_coursedate_modeladmin_{action}" for action in ("index", "inspect", "file"))


def runs_of(user):
    """The dates on which somebody is enrolled whom this user may see, those to come first."""
    seen = Enrolment.objects.visible_to(user).filter(course_date=OuterRef("pk"))
    past = When(first_day__lt=timezone.localdate(), then=Value(1))
    return (
        CourseDate.objects.filter(Exists(seen))
        .select_related("course")
        .annotate(is_past=Case(past, default=Value(0)))
        .order_by("is_past", "first_day", "pk")
    )


class RunList(DeskList):
    """Dates, and how full they are."""

    template_name = "intake/desk/run_list.html"


class RunPage(DeskPage):
    """Who comes to one date, and who waits."""

    template_name = "intake/desk/run.html"
    header_icon = "date"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.run = request.desk_object

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.run, self.request.user)

    def get_page_title(self):
        return self.run.label

    def get_crumbs(self):
        return [Crumb(_("Participants"), reverse(INDEX))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            sheet=self.sheet,
            run=self.run,
            only_own=not self.request.user.has_perm(COORDINATE),
        )


class RunFile(RunPage):
    """The same as a file for a spreadsheet program."""

    def get(self, request, *args, **kwargs):
        response = HttpResponse(as_csv(self.sheet), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{self.sheet.file_name}"'
        return response


class RunAdmin(DeskAdmin):
    """Who comes to which start date."""

    model = CourseDate
    base_url_path = "intake/coursedate"
    menu_label = gettext_lazy("Participants")
    menu_item_name = "participants"
    menu_icon = "date"
    permission_helper_class = ReadOnlyRights
    index_view_class = RunList

    def visible_to(self, user):
        if not self.permission_helper.user_can_list(user):
            return CourseDate.objects.none()
        return runs_of(user)

    def get_views(self):
        return {"index": self.index_view, "inspect": RunPage.as_view(), "file": RunFile.as_view()}
