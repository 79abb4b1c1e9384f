"""What people tell about working with the consultancy, and whether we may show it."""

from datetime import date

from django import forms
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home import dutch
from home.blocks import SECTIONS
from home.models import BasePage, PictureMixin, PictureQuerySet
from home.pictures import fetch_renditions

from .courses import CoursePage
from .services import ServicePage


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
        """The services and courses it is about."""
        return [*self.services.all(), *self.courses.all()]


class TestimonialIndexPage(BasePage):
    """All testimonials that may be shown."""

    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

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

    @cached_property
    def testimonials(self) -> list[Testimonial]:
        """Featured ones first, each with its picture and the published pages it is about."""
        about = (
            models.Prefetch("services", ServicePage.objects.live().order_by("path")),
            models.Prefetch("courses", CoursePage.objects.live().order_by("path")),
        )
        testimonials = list(Testimonial.objects.shown().prefetch_related(*about))
        fetch_renditions(testimonials)
        return testimonials
