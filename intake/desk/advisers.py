"""Advisers under wagtail-modeladmin: what coordinators set for routing."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.views import CreateView, EditView

from intake.models import Absence, Adviser, Province, Sector, Weekday
from intake.routing.gather import open_load
from offerings.models import AdviserPage, ServicePage

from .absences import Redistribution
from .modeladmin import DeskAdmin
from .pages import Crumb, DeskList, DeskPage
from .rights import VIEW, ManagedRights


def choose_some(label, **kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class AdviserForm(WagtailAdminModelForm):
    """Lists to tick, and people to choose from who may have leads and are no adviser yet."""

    user = forms.ModelChoiceField(label=gettext_lazy("Account"), queryset=get_user_model().objects.none())
    page = forms.ModelChoiceField(
        label=gettext_lazy("Page on the site"),
        queryset=AdviserPage.objects.order_by("title"),
        required=False,
        help_text=gettext_lazy("Its picture, phone number and text stand on the thank-you page."),
    )
    sectors = choose_some(
        gettext_lazy("Sectors"),
        choices=Sector.choices,
        help_text=gettext_lazy("Nothing ticked: every sector."),
    )
    workdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Working days"),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Requests that must be called on other days go to somebody else."),
    )
    provinces = choose_some(
        gettext_lazy("Provinces"),
        choices=Province.choices,
        help_text=gettext_lazy("Nothing ticked: the whole country."),
    )
    services = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Services"),
        queryset=ServicePage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing ticked: every service."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.with_perm(
            VIEW, include_superusers=False, backend="django.contrib.auth.backends.ModelBackend"
        )
        # Whoever is an adviser stays one to choose, also with a closed account or without the role.
        choices = get_user_model().objects.filter(
            Q(pk__in=people.filter(adviser=None).values("pk")) | Q(pk=self.instance.user_id)
        )
        self.fields["user"].queryset = choices.order_by("first_name", "last_name", "pk")
        self.fields["user"].label_from_instance = lambda user: user.get_full_name() or user.get_username()
        others = Adviser.objects.exclude(pk=self.instance.pk).select_related("user")
        for absence in self.formsets["absences"].forms:
            absence.fields["stand_in"].queryset = others
        # A service that was taken off the site stays ticked: without it the empty set would fit everything.
        kept = Q(pk__in=[service.pk for service in self.instance.services.all()] if self.instance.pk else [])
        self.fields["services"].queryset = ServicePage.objects.filter(Q(live=True) | kept).order_by("path")

    def clean(self):
        data = super().clean()
        user = data.get("user")
        # An adviser whose address was taken away can still be set to receive no leads.
        if user and not user.email and (data.get("active") or "user" in self.changed_data):
            self.add_error(
                "user", _("This account has no e-mail address. Leads are mailed there, so add one first.")
            )
        return data


class AdviserFormPage(DeskPage):
    """The form of an adviser, on Wagtail's own form page."""

    template_name = "intake/desk/adviser_form.html"
    header_icon = "group"

    def get_crumbs(self):
        return [Crumb(_("Advisers"), self.index_url)]

    def get_template_names(self):
        return [self.template_name]

    def get_success_message_buttons(self, instance):
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "panel": context["edit_handler"],
            "action_url": self.request.path,
            "submit_button_label": _("Save"),
            "submit_button_active_label": _("Saving…"),
        }


class AdviserCreate(AdviserFormPage, CreateView):
    """A new adviser."""

    def get_page_title(self):
        return _("New adviser")

    def get_page_subtitle(self):
        return ""

    def get_success_message(self, instance):
        return _("%(name)s is an adviser now.") % {"name": instance.name}


class AdviserEdit(AdviserFormPage, EditView):
    """What is known of an adviser."""

    def get_page_title(self):
        return self.instance.name

    def get_page_subtitle(self):
        return ""

    def get_success_message(self, instance):
        return _("%(name)s is saved.") % {"name": instance.name}


class AdviserList(DeskList):
    """The advisers with their load, and when they are away."""

    template_name = "intake/desk/adviser_list.html"

    def get_rows(self):
        coming = (
            Absence.objects.filter(last_day__gte=timezone.localdate())
            .select_related("stand_in__user")
            .order_by("first_day")
        )
        return (
            super()
            .get_rows()
            .select_related("user")
            .prefetch_related(Prefetch("absences", coming, to_attr="coming_absences"), "services")
            .order_by("-active", "user__first_name", "user__last_name", "pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        load = open_load()
        rows = [(adviser, load.get(adviser.pk, 0)) for adviser in context["object_list"]]
        return context | {"rows": rows, "create_url": reverse("intake_adviser_modeladmin_create")}


class AdviserAdmin(DeskAdmin):
    """Who receives leads, and which."""

    model = Adviser
    menu_label = gettext_lazy("Advisers")
    menu_item_name = "advisers"
    menu_icon = "group"
    permission_helper_class = ManagedRights
    index_view_class = AdviserList
    create_view_class = AdviserCreate
    edit_view_class = AdviserEdit
    object_action = "edit"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("user"), FieldPanel("page")], heading=gettext_lazy("Who")),
            FieldRowPanel(
                [FieldPanel("active"), FieldPanel("paused"), FieldPanel("capacity"), FieldPanel("workdays")],
                heading=gettext_lazy("Room"),
            ),
            InlinePanel("absences", heading=gettext_lazy("Away"), label=gettext_lazy("Absence"), panels=[
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldRowPanel([FieldPanel("stand_in"), FieldPanel("note")]),
            ]),
            MultiFieldPanel(
                [FieldPanel("sectors"), FieldPanel("provinces"), FieldPanel("services")],
                heading=gettext_lazy("Which leads"),
            ),
        ],
        base_form_class=AdviserForm,
    )  # fmt: skip

    def visible_to(self, user):
        advisers = Adviser.objects.all()
        return advisers if self.permission_helper.user_can_list(user) else advisers.none()

    def get_views(self):
        return {
            "index": self.index_view,
            "create": self.create_view,
            "edit": self.edit_view,
            "redistribute": Redistribution.as_view(),
        }
