"""How editors work with what stands beside the pages: lists with what matters, and filters."""

import django_filters
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from offerings.models import Audience, CourseDate, CoursePage, Register, ServicePage, Testimonial, Topic
from offerings.models.dates import SEATS_ENOUGH


class TestimonialFilterSet(WagtailFilterSet):
    """Shown or not, and about which service."""

    shown = django_filters.ChoiceFilter(
        label=_("Shown"),
        choices=[("yes", _("Shown on the site")), ("no", _("Not shown: no consent now"))],
        empty_label=_("Everything"),
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
        choices=[("past", _("Begun or over")), ("all", _("Everything"))],
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
                return dates.filter(first_day__lt=today)
        return dates.filter(Q(first_day__gte=today) | Q(first_day__isnull=True))


class CourseDateEditView(EditView):
    """Says it in words when a school took the seats that an editor takes away, at the same moment."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError as error:
            if SEATS_ENOUGH not in str(error):
                raise
        form.add_error("seats", _("More seats are taken than there are."))
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class CourseDateViewSet(SnippetViewSet):
    model = CourseDate
    edit_view_class = CourseDateEditView
    icon = "date"
    list_display = [
        "course",
        Column("place", label=_("Place"), sort_key="place"),
        Column("first_day", label=_("First day"), accessor="starts_in_words", sort_key="first_day"),
        Column("seats_left", label=_("Seats left"), accessor="seats_in_words"),
        Column("state", label=_("State"), accessor="state_in_words"),
    ]
    filterset_class = CourseDateFilterSet
    search_fields = ["course__title", "place"]
    copy_view_enabled = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return CourseDate.objects.select_related("course").order_by("first_day")


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    list_display = ["name"]
    copy_view_enabled = False


class RegisterViewSet(SnippetViewSet):
    model = Register
    icon = "tick-inverse"
    list_display = ["name"]
    copy_view_enabled = False


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = [
        "name",
        Column("article_count", label=_("Articles"), sort_key="article_count"),
        Column("slug", label=_("In the address")),
    ]
    ordering = ["name"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Topic.objects.annotate(article_count=Count("articles"))


class OfferingViewSetGroup(SnippetViewSetGroup):
    """All of them, together in the menu."""

    items = (CourseDateViewSet, TestimonialViewSet, TopicViewSet, AudienceViewSet, RegisterViewSet)
    menu_label = _("Offering")
    menu_icon = "date"
    menu_name = "offering"
    menu_order = 200
    add_to_admin_menu = True
