"""An adviser's own days away, and for coordinators who takes over what stays behind."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from intake.leads.absences import enter_absence, left_behind, remove_absence
from intake.leads.errors import LeadError
from intake.models import Absence, Adviser
from intake.routing.assign import hand_over
from intake.routing.redistribute import propose

from .modeladmin import DeskAdmin
from .pages import Crumb, DeskPage
from .rights import COORDINATE, ReadOnlyRights
from .rows import about_of
from .team import team

AWAY = reverse_lazy("intake_absence_modeladmin_index")


class OwnAbsenceRights(ReadOnlyRights):
    """For who is an adviser."""

    def user_can_list(self, user):
        return super().user_can_list(user) and hasattr(user, "adviser")


class AbsenceForm(forms.Form):
    """When, and who stands in."""

    use_required_attribute = False

    first_day = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    stand_in = forms.ModelChoiceField(
        label=gettext_lazy("Stand-in"),
        queryset=Adviser.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("Gets the requests that would have come to you."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Only colleagues see this."),
    )

    def __init__(self, data=None, *, adviser: Adviser):
        super().__init__(data, auto_id="away-%s")
        others = Adviser.objects.filter(active=True).exclude(pk=adviser.pk).select_related("user")
        self.fields["stand_in"].queryset = others

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past."))
        return day


class OwnAbsences(DeskPage):
    """One's own days away, with a form for more."""

    template_name = "intake/desk/absences.html"
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not OwnAbsenceRights(Absence).user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("My days away")

    def get_context_data(self, form: AbsenceForm | None = None, **kwargs):
        adviser = self.request.user.adviser
        coming = adviser.absences.filter(last_day__gte=timezone.localdate())
        return super().get_context_data(
            **kwargs,
            form=form or AbsenceForm(adviser=adviser),
            absences=Absence.objects.filter(pk__in=coming.values_list("pk", flat=True)).select_related(
                "stand_in__user"
            ),
        )

    def post(self, request, *args, **kwargs):
        adviser = request.user.adviser
        form = AbsenceForm(request.POST, adviser=adviser)
        if form.is_valid():
            try:
                enter_absence(adviser, user=request.user, **form.cleaned_data)
            except LeadError as error:
                form.add_error(error.field, error.message)
            else:
                messages.success(request, self.get_message(adviser))
                return HttpResponseRedirect(AWAY)
        return self.render_to_response(self.get_context_data(form=form))

    def get_message(self, adviser: Adviser) -> str:
        count = left_behind(timezone.localdate()).filter(owner=adviser).count()
        if not count:
            return _("It is noted.")
        return ngettext(
            "It is noted. %(count)s lead has no contact yet: the coordinator sees who can take it over.",
            "It is noted. %(count)s leads have no contact yet: the coordinator sees who can take them over.",
            count,
        ) % {"count": count}


class RemoveAbsence(OwnAbsences):
    """Takes one back. Following a link to it only shows the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(AWAY)

    def post(self, request, *args, **kwargs):
        remove_absence(request.desk_object, user=request.user)
        messages.success(request, _("You are there after all."))
        return HttpResponseRedirect(AWAY)


class AbsenceAdmin(DeskAdmin):
    """One's own days away."""

    model = Absence
    menu_label = gettext_lazy("My days away")
    menu_item_name = "my-absences"
    menu_icon = "date"
    permission_helper_class = OwnAbsenceRights

    def visible_to(self, user):
        return Absence.objects.filter(adviser__user=user)

    def get_views(self):
        return {"index": OwnAbsences.as_view(), "remove": RemoveAbsence.as_view()}


class Redistribution(DeskPage):
    """What an adviser who is away leaves behind, with a proposal for each."""

    template_name = "intake/desk/redistribution.html"
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE):
            raise PermissionDenied
        self.adviser = request.desk_object
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Leads of %(name)s") % {"name": self.adviser.name}

    def get_crumbs(self):
        return [Crumb(_("Advisers"), reverse("intake_adviser_modeladmin_index"))]

    def get_context_data(self, **kwargs):
        now = timezone.now()
        people = [person for person in team(now) if person.id != self.adviser.pk]
        rows = [
            {
                "lead": proposal.lead,
                "about": about_of(proposal.lead),
                "chosen": proposal.decision.adviser_id,
                "is_stand_in": proposal.decision.for_whom is not None,
            }
            for proposal in propose(self.adviser, now)
        ]
        return super().get_context_data(**kwargs, adviser=self.adviser, rows=rows, people=people)

    def post(self, request, *args, **kwargs):
        """Hand over each lead for which somebody is chosen; one that changed meanwhile is left and named."""
        people = {str(one.pk): one for one in Adviser.objects.select_related("user")}
        given = 0
        for lead in left_behind(timezone.localdate()).filter(owner=self.adviser).with_people():
            to = people.get(request.POST.get(f"lead-{lead.pk}", ""))
            if to is None:
                continue
            try:
                text = _("%(name)s is away.") % {"name": self.adviser.name}
                hand_over(lead, to=to, user=request.user, message=text)
            except LeadError as error:
                messages.error(request, f"{lead.organisation.name}: {error}")
            else:
                given += 1
        text = ngettext("%(count)s lead is handed over.", "%(count)s leads are handed over.", given)
        messages.success(request, text % {"count": given})
        return HttpResponseRedirect(request.path)
