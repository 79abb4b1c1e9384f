"""How editors work with testimonials and start dates: lists with what matters, and filters."""

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from offerings.models import CourseDate, CoursePage, ServicePage, Testimonial


class TestimonialFilterSet(WagtailFilterSet):
    """Shown or not, and about which service."""

    shown = django_filters.ChoiceFilter(
        label=_("Shown"),
        choices=[("yes", _("Shown on the site")), ("no", _("Not shown: no consent now"))],
        empty_label=_("All"),
        method="filter_shown",
    )
    services = django_filters.ModelChoiceFilter(
        label=_("Service"), queryset=ServicePage.objects.order_by("path")
    )

    class Meta:
        model = Testimonial
        fields = ["shown", "services"]

    def filter_shown(self, testimonials: QuerySet, name: str, value: str) -> QuerySet:
        shown = Testimonial.objects.consented().values("pk")
        return testimonials.filter(pk__in=shown) if value == "yes" else testimonials.exclude(pk__in=shown)


class TestimonialViewSet(SnippetViewSet):
    model = Testimonial
    icon = "openquote"
    list_display = [
        "person",
        "organisation",
        BooleanColumn("featured", label=_("Show first"), sort_key="featured"),
        BooleanColumn("is_shown", label=_("Shown on the site")),
        Column("consent_until", label=_("Consent until"), accessor="consent_in_words"),
    ]
    filterset_class = TestimonialFilterSet
    ordering = ["person"]
    copy_view_enabled = False


class CourseDateFilterSet(WagtailFilterSet):
    """Those to come, unless somebody asks for others."""

    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("past", _("Begun or over")), ("all", _("All"))],
        empty_label=_("To come"),
        method="leave_as_is",
    )
    course = django_filters.ModelChoiceFilter(label=_("Course"), queryset=CoursePage.objects.order_by("path"))

    class Meta:
        model = CourseDate
        fields = ["when", "course"]

    def leave_as_is(self, dates: QuerySet, name: str, value: str) -> QuerySet:
        return dates  # `filter_queryset` decides: there is a default when nothing was chosen

    def filter_queryset(self, dates: QuerySet) -> QuerySet:
        dates = super().filter_queryset(dates)
        today = timezone.localdate()
        match self.form.cleaned_data["when"]:
            case "all":
                return dates
            case "past":
                return dates.filter(starts_on__lt=today)
        return dates.filter(Q(starts_on__gte=today) | Q(starts_on__isnull=True))


class CourseDateViewSet(SnippetViewSet):
    model = CourseDate
    icon = "date"
    list_display = [
        "course",
        Column("place", label=_("Place"), sort_key="place"),
        Column("starts_on", label=_("First day"), accessor="starts_in_words", sort_key="starts_on"),
        Column("seats_left", label=_("Seats left"), accessor="seats_in_words"),
        Column("state", label=_("State"), accessor="state_in_words"),
    ]
    filterset_class = CourseDateFilterSet
    search_fields = ["course__title", "place"]
    copy_view_enabled = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        dates = CourseDate.objects.with_start().select_related("course").prefetch_related("days")
        return dates.order_by("starts_on")


class OfferingViewSetGroup(SnippetViewSetGroup):
    """Both, together in the menu."""

    items = (CourseDateViewSet, TestimonialViewSet)
    menu_label = _("Offering")
    menu_icon = "date"
    menu_name = "offering"
    menu_order = 200
    add_to_admin_menu = True
