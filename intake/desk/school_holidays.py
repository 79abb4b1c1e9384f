"""School holidays under wagtail-modeladmin: a coordinator adds dates when the ministry publishes them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from intake.models import SchoolHoliday

from .modeladmin import DeskAdmin
from .pages import Crumb, DeskList, DeskPage
from .rights import COORDINATE, CoordinatorRights

HOLIDAYS = reverse_lazy("intake_schoolholiday_modeladmin_index")


class HolidayForm(forms.ModelForm):
    """One holiday in one region, or everywhere."""

    use_required_attribute = False

    class Meta:
        model = SchoolHoliday
        fields = ("name", "region", "first_day", "last_day")
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("first_day", "last_day")
        }


class HolidayList(DeskList):
    """All of them, the last to come first."""

    template_name = "intake/desk/holiday_list.html"

    def get_rows(self):
        return super().get_rows().order_by("-first_day", "region")


class HolidayPage(DeskPage):
    """The form of one."""

    template_name = "intake/desk/holiday_form.html"
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_holiday(self) -> SchoolHoliday:
        return get_object_or_404(SchoolHoliday, pk=self.kwargs["instance_pk"])

    def get_page_title(self):
        return str(self.get_holiday())

    def get_crumbs(self):
        return [Crumb(_("School holidays"), str(HOLIDAYS))]

    def get_context_data(self, form: HolidayForm | None = None, **kwargs):
        form = form or HolidayForm(instance=self.get_holiday())
        return super().get_context_data(**kwargs, form=form, holiday=form.instance)

    def post(self, request, *args, **kwargs):
        form = HolidayForm(request.POST, instance=self.get_holiday())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("The holiday is saved. New promises keep to it."))
        return HttpResponseRedirect(HOLIDAYS)


class HolidayCreate(HolidayPage):
    """A new one."""

    def get_holiday(self):
        return SchoolHoliday()

    def get_page_title(self):
        return _("New holiday")


class HolidayDelete(HolidayPage):
    """Takes one away. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(HOLIDAYS)

    def post(self, request, *args, **kwargs):
        self.get_holiday().delete()
        messages.success(request, _("The holiday is taken away."))
        return HttpResponseRedirect(HOLIDAYS)


class HolidayAdmin(DeskAdmin):
    """When schools are closed."""

    model = SchoolHoliday
    menu_label = gettext_lazy("School holidays")
    menu_item_name = "school-holidays"
    menu_icon = "date"
    permission_helper_class = CoordinatorRights
    index_view_class = HolidayList

    def visible_to(self, user):
        rows = SchoolHoliday.objects.all()
        return rows if self.permission_helper.user_can_list(user) else rows.none()

    def get_views(self):
        return {
            "index": self.index_view,
            "create": HolidayCreate.as_view(),
            "edit": HolidayPage.as_view(),
            "delete": HolidayDelete.as_view(),
        }
