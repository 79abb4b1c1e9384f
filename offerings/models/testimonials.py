"""What people tell about working with the consultancy, and whether we may show it."""

from datetime import date

from django import forms
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home import dutch
from home.art import within_scene
from home.blocks import SECTIONS
from home.cards import Card
from home.everybody import for_everybody
from home.models import BasePage, PictureMixin, PictureQuerySet
from home.paging import ListPage, ListPaginator
from home.pictures import fetch_renditions
from home.remembering import remember
from offerings import linked_data

from .courses import CoursePage
from .people import AdviserPage
from .services import ServicePage

#: So many testimonials stand on one page of the list.
PAGE_SIZE = 20


class TestimonialQuerySet(PictureQuerySet):
    """Testimonials, as the law sees them."""

    def consented(self, today: date | None = None) -> "TestimonialQuerySet":
        """Those with consent that holds today: given, and not ended. Art. 7 GDPR."""
        today = today or timezone.localdate()
        return self.filter(Q(consent_until__isnull=True) | Q(consent_until__gte=today), consent_on__lte=today)

    def shown(self, today: date | None = None) -> "TestimonialQuerySet":
        """Those that may be shown, featured ones first, with their pictures."""
        return self.consented(today).order_by("-featured", "pk").with_pictures()


class Testimonial(PictureMixin, index.Indexed, ClusterableModel):
    """A quote by somebody of an organisation, with their consent to show it."""

    image_fields = ("photo", "logo")

    quote = models.TextField(_("quote"), max_length=400)
    person = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=100)
    logo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("logo of the organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    services = ParentalManyToManyField(
        "offerings.ServicePage",
        verbose_name=_("about these services"),
        blank=True,
        related_name="testimonials",
    )
    courses = ParentalManyToManyField(
        "offerings.CoursePage", verbose_name=_("about these courses"), blank=True, related_name="testimonials"
    )
    advisers = ParentalManyToManyField(
        "offerings.AdviserPage",
        verbose_name=_("about the work of"),
        blank=True,
        related_name="testimonials",
    )
    featured = models.BooleanField(_("show first"), default=False)
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("Without this day the testimonial is shown nowhere."),
    )
    consent_until = models.DateField(
        _("consent until"), null=True, blank=True, help_text=_("The last day on which it may be shown.")
    )

    objects = TestimonialQuerySet.as_manager()

    panels = [
        FieldPanel("quote"),
        FieldRowPanel([FieldPanel("person"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("logo")]),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("drawing")], heading=_("Picture")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_until")])], heading=_("Consent")
        ),
        MultiFieldPanel(
            [
                FieldPanel("services", widget=forms.CheckboxSelectMultiple),
                FieldPanel("courses", widget=forms.CheckboxSelectMultiple),
                FieldPanel("advisers", widget=forms.CheckboxSelectMultiple),
                FieldPanel("featured"),
            ],
            heading=_("Where it is shown"),
        ),
    ]
    search_fields = [
        index.SearchField("quote"),
        index.AutocompleteField("person"),
        index.AutocompleteField("organisation"),
    ]

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        constraints = [
            models.CheckConstraint(
                name="offerings_testimonial_consent_in_order",
                condition=Q(consent_until__isnull=True)
                | Q(consent_on__isnull=False, consent_until__gte=F("consent_on")),
                violation_error_message=_("Consent cannot end before it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"

    @property
    def is_shown(self) -> bool:
        """Whether consent holds today."""
        today = timezone.localdate()
        return bool(
            self.consent_on
            and self.consent_on <= today
            and (self.consent_until is None or self.consent_until >= today)
        )

    @property
    def consent_in_words(self) -> str:
        """For editors: until when it may be shown."""
        if not self.consent_on:
            return _("No consent")
        return dutch.day(self.consent_until) if self.consent_until else _("Until withdrawn")

    @property
    def subjects(self) -> list:
        """The services, courses and people it is about."""
        return [*self.services.all(), *self.courses.all(), *self.advisers.all()]


class TestimonialIndexPage(BasePage):
    """All testimonials that may be shown."""

    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

    result_kind = _("page to read")
    page_description = _("All testimonials with consent. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]

    class Meta:
        verbose_name = _("page with testimonials")
        verbose_name_plural = _("pages with testimonials")

    def share_card(self) -> Card:
        return Card(self.h1, self.title if self.heading else "", "linen", within_scene())

    web_page_type = "CollectionPage"

    def linked_data(self, publisher, listed=()) -> list:
        """What everybody tells, each about the first thing it is about, else about the consultancy."""
        things = []
        for testimonial in listed:
            about = [publisher.refer(page) for page in testimonial.subjects]
            things += linked_data.reviews([testimonial], next(iter(about), publisher.reference))
        return things

    def part(self, number: str | None) -> ListPage:
        """A page of the list: featured ones first, with their pictures and the pages they are about."""
        about = (
            models.Prefetch(name, for_everybody(model.objects).defer_streamfields().order_by("path"))
            for name, model in (("services", ServicePage), ("courses", CoursePage), ("advisers", AdviserPage))
        )
        shown = Testimonial.objects.shown().prefetch_related(*about)
        part = ListPaginator(shown, PAGE_SIZE).get_page(number)
        part.object_list = list(part.object_list)
        fetch_renditions(part.object_list)
        return part

    def get_context(self, request, *args, **kwargs):
        found = remember(request, self, "list", lambda: self.part(request.GET.get("p")))
        return {**super().get_context(request, *args, **kwargs), "found": found}
