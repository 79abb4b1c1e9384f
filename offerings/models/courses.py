"""Courses: their page, their facts and their trainers."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.blocks import SECTIONS
from home.models import BasePage
from home.pictures import fetch_renditions
from offerings.blocks import COURSE_PARTS
from offerings.choosing import Choice, choose

from .dates import CourseDate
from .people import AdviserPage

#: The place in its page where the dates of a course stand.
DATES_ANCHOR = "start"


class CourseIndexPage(BasePage):
    """All courses, and the first dates to come."""

    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

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

    @cached_property
    def courses(self) -> list["CoursePage"]:
        """The published courses in the order of the tree, each with its dates to come fetched along."""
        dates = models.Prefetch("dates", CourseDate.objects.to_come(), to_attr="dates_to_come")
        return list(CoursePage.objects.child_of(self).live().order_by("path").prefetch_related(dates))

    def upcoming_dates(self, count: int) -> list[CourseDate]:
        """The first `count` dates to come of all published courses under this page."""
        dates = CourseDate.objects.to_come().filter(
            course__live=True, course__path__startswith=self.path, course__depth=self.depth + 1
        )
        return list(dates.select_related("course")[:count])

    def choose(self, query) -> Choice:
        """The courses that fit what somebody chose, and what else can be chosen: see `offerings.choosing`."""
        return choose(self.courses, query)

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "choice": self.choose(request.GET)}


class CoursePage(BasePage):
    """A course: its facts in fields, its story in parts."""

    class Form(models.TextChoices):
        TRACK = "track", _("Course of several meetings")
        COURSE = "course", _("Course")
        TRAINING = "training", _("Training")
        WORKSHOP = "workshop", _("Workshop")

    teaser = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("Stands in the list of courses.")
    )
    audience = models.CharField(
        _("for whom, in a word or two"),
        max_length=40,
        blank=True,
        help_text=_(
            "For example: Schoolleiders. Courses with the same word stand together when a visitor chooses."
        ),
    )
    form = models.CharField(_("type"), max_length=10, choices=Form.choices, default=Form.COURSE)
    meetings = models.PositiveSmallIntegerField(
        _("number of meetings"), default=1, validators=[MinValueValidator(1)]
    )
    study_hours = models.PositiveSmallIntegerField(
        _("study load in hours (SBU)"), null=True, blank=True, help_text=_("Including self-study.")
    )
    credits = models.DecimalField(
        _("study load in EC"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("One EC is 28 hours of study."),
    )
    group_size = models.CharField(
        _("group size"), max_length=60, blank=True, help_text=_("For example: 6 tot 14 deelnemers")
    )
    price = models.DecimalField(
        _("price per participant (euro)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: by agreement."),
    )
    price_note = models.CharField(
        _("what the price includes"),
        max_length=100,
        blank=True,
        help_text=_("For example: inclusief boek en lunch"),
    )
    vat_exempt = models.BooleanField(_("exempt from VAT (CRKBO)"), default=False)
    label = models.CharField(
        _("label in the list"), max_length=40, blank=True, help_text=_("For example: Voor begeleiders")
    )
    recognition = models.CharField(
        _("recognition"), max_length=140, blank=True, help_text=_("For example: Schoolleidersregister PO")
    )
    on_location = models.BooleanField(_("also on location"), default=False)
    rating = models.DecimalField(
        _("rating"), max_digits=3, decimal_places=1, null=True, blank=True, help_text=_("Out of ten.")
    )
    rating_count = models.PositiveIntegerField(_("number of ratings"), null=True, blank=True)
    rating_source = models.CharField(
        _("source of the rating"),
        max_length=120,
        blank=True,
        help_text=_("For example: eigen vragenlijst 2025-2026"),
    )
    rating_date = models.DateField(_("rating counted on"), null=True, blank=True)
    parts = StreamField(COURSE_PARTS, verbose_name=_("parts of the page"), blank=True)

    parent_page_types = ["offerings.CourseIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        MultiFieldPanel(
            [FieldPanel("teaser"), FieldRowPanel([FieldPanel("audience"), FieldPanel("label")])],
            heading=_("In the list of courses"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form"), FieldPanel("meetings")]),
                FieldRowPanel([FieldPanel("study_hours"), FieldPanel("credits")]),
                FieldRowPanel([FieldPanel("price"), FieldPanel("price_note")]),
                FieldRowPanel([FieldPanel("vat_exempt"), FieldPanel("on_location")]),
                FieldRowPanel([FieldPanel("group_size"), FieldPanel("recognition")]),
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("rating"), FieldPanel("rating_count")]),
                FieldRowPanel([FieldPanel("rating_source"), FieldPanel("rating_date")]),
            ],
            heading=_("Rating"),
            help_text=_("Fill in all four, or none: a rating without its source is not shown."),
        ),
        FieldPanel("parts"),
        InlinePanel("trainers", heading=_("Trainers"), label=_("Trainer")),
        *BasePage.closing_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("teaser"),
        index.SearchField("audience"),
        index.SearchField("recognition"),
        index.SearchField("parts"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(
                name="offerings_course_rating_whole",
                condition=Q(
                    rating__isnull=True, rating_count__isnull=True, rating_date__isnull=True, rating_source=""
                )
                | (
                    Q(
                        rating__isnull=False,
                        rating__gte=0,
                        rating__lte=10,
                        rating_count__isnull=False,
                        rating_count__gte=1,
                        rating_date__isnull=False,
                    )
                    & ~Q(rating_source="")
                ),
                violation_error_message=_(
                    "A rating needs all four: the mark, how many, the source and the day."
                ),
            ),
        ]

    @property
    def description(self) -> str:
        return super().description or self.teaser

    @cached_property
    def dates_to_come(self) -> list[CourseDate]:
        """The dates that are still to come, first one first."""
        return list(self.dates.to_come()) if self.pk else []

    @property
    def next_date(self) -> CourseDate | None:
        """The first date to come that has a seat, else the first one, else None."""
        with_seat = (date for date in self.dates_to_come if date.can_enrol)
        return next(with_seat, next(iter(self.dates_to_come), None))

    @cached_property
    def people(self) -> list[AdviserPage]:
        """The trainers with a published page, in the editor's order."""
        trainers = self.trainers.select_related("adviser__photo")
        return [trainer.adviser for trainer in trainers if trainer.adviser.is_shown]

    @cached_property
    def testimonial(self):
        """A testimonial about this course with valid consent, or None."""
        return self.testimonials.shown().first() if self.pk else None

    @cached_property
    def anchored_parts(self) -> list[tuple[str, StreamValue.StreamChild]]:
        """The parts of the page, each with its address within the page."""
        return [(part_anchor(part), part) for part in self.parts]

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The page's own menu: (anchor, label) of each part that has a heading."""
        return [
            (anchor, part.value.get("menu_label") or part.value["heading"])
            for anchor, part in self.anchored_parts
            if "heading" in part.value
        ]

    def get_context(self, request, *args, **kwargs):
        fetch_renditions([*self.people, self.testimonial])
        return super().get_context(request, *args, **kwargs)

    @property
    def has_dates_part(self) -> bool:
        """Whether the editor chose where the dates stand; else they stand at the end."""
        return any(part.block_type == "dates" for part in self.parts)


def part_anchor(part) -> str:
    """The address of a part within its page; stays the same when its heading changes."""
    return DATES_ANCHOR if part.block_type == "dates" else f"deel-{str(part.id)[:8]}"


class CourseTrainer(Orderable):
    """Who gives a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="trainers")
    adviser = models.ForeignKey(
        "offerings.AdviserPage",
        verbose_name=_("trainer"),
        on_delete=models.CASCADE,
        related_name="courses_given",
    )

    panels = [PageChooserPanel("adviser")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=("course", "adviser"), name="offerings_trainer_once_a_course")
        ]
