"""A course: its page, its facts and its trainers."""

from collections.abc import Iterator

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home import dutch
from home.art import ring
from home.cards import Card
from home.models import BasePage
from home.pictures import fetch_renditions
from home.remembering import remember
from offerings import linked_data
from offerings.blocks import COURSE_PARTS

from .dates import CourseDate
from .lists import Audience, Register
from .people import AdviserPage

#: The place in its page where the dates of a course stand.
DATES_ANCHOR = "start"


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
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name=_("for whom"),
        blank=True,
        related_name="courses",
        help_text=_("Visitors choose by it. The list itself is under Offering, Target groups."),
    )
    form = models.CharField(_("form of the course"), max_length=10, choices=Form.choices, default=Form.COURSE)
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
        help_text=_("What a participant pays, with VAT if there is any. Empty: by agreement."),
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
    registers = ParentalManyToManyField(
        Register,
        verbose_name=_("recognised by"),
        blank=True,
        related_name="courses",
        help_text=_("Visitors choose by it. The list itself is under Offering, Registers."),
    )
    recognition = models.CharField(
        _("what the recognition is for"),
        max_length=140,
        blank=True,
        help_text=_("For example: telt mee voor herregistratie"),
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

    fixed_places = (*BasePage.fixed_places, DATES_ANCHOR)
    result_weight = 1.4
    page_description = _("A course with its facts, programme, trainers and dates.")
    parent_page_types = ["offerings.CourseIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        MultiFieldPanel(
            [
                FieldPanel("teaser"),
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                FieldPanel("label"),
            ],
            heading=_("In the list of courses"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("form"), FieldPanel("meetings")]),
                FieldRowPanel([FieldPanel("study_hours"), FieldPanel("credits")]),
                FieldRowPanel([FieldPanel("price"), FieldPanel("price_note")]),
                FieldRowPanel([FieldPanel("vat_exempt"), FieldPanel("on_location")]),
                FieldPanel("group_size"),
                FieldPanel("registers", widget=forms.CheckboxSelectMultiple),
                FieldPanel("recognition"),
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("rating"), FieldPanel("rating_count")]),
                FieldRowPanel([FieldPanel("rating_source"), FieldPanel("rating_date")]),
            ],
            heading=_("Rating"),
            classname="collapsed",
            help_text=_("Fill in all four, or none: a rating without its source is not shown."),
        ),
        FieldPanel("parts"),
        InlinePanel("trainers", heading=_("Trainers"), label=_("Trainer")),
        *BasePage.closing_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("teaser"),
        index.RelatedFields("audiences", [index.SearchField("name")]),
        index.RelatedFields("registers", [index.SearchField("name")]),
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

    def opening_texts(self) -> Iterator[str]:
        yield from (self.lead, self.teaser)

    @property
    def meetings_in_words(self) -> str:
        """ "vier bijeenkomsten"."""
        words = ngettext("%(count)s meeting", "%(count)s meetings", self.meetings)
        return words % {"count": dutch.in_words(self.meetings)}

    about = ("Course", "opleiding")

    def linked_data(self, publisher, listed=()) -> list:
        return [linked_data.course(self, publisher, [self.testimonial])]

    def share_card(self) -> Card:
        line = f"{self.get_form_display()}, {self.meetings_in_words}"
        return Card(self.h1, line, "linen", ring(self.meetings, self.meetings), figure=str(self.meetings))

    @cached_property
    def dates_to_come(self) -> list[CourseDate]:
        """The dates that are still to come, first one first, with their days."""
        dates = self.dates.to_come().with_days() if self.pk else []
        later = None
        for date in reversed(dates):
            date.course = self  # not the page as it was stored: a preview shows what is being written
            date.later = later
            later = date if date.can_enrol else later
        return dates

    @property
    def can_enrol(self) -> bool:
        """Whether one of the dates to come has a free seat."""
        return any(date.can_enrol for date in self.dates_to_come)

    @property
    def next_date(self) -> CourseDate | None:
        """The first date to come that has a seat, else the first one, else None."""
        return first_with_seat(self.dates_to_come)

    @cached_property
    def audience_names(self) -> list[str]:
        """Whom it is for, by name."""
        return [audience.name for audience in self.audiences.all()]

    @cached_property
    def audience(self) -> str:
        """ "Schoolleiders en begeleiders": for whom it is, in words."""
        names = self.audience_names
        return dutch.join_words(
            [name if at == 0 else dutch.lower_first(name) for at, name in enumerate(names)]
        )

    @cached_property
    def recognised_by(self) -> list[str]:
        """The registers and quality marks that recognise it, by name."""
        return [register.name for register in self.registers.all()]

    @property
    def has_rating(self) -> bool:
        """Whether there is a rating that says how many gave it, where and when: no other is shown."""
        return self.rating is not None and bool(self.rating_count and self.rating_source and self.rating_date)

    @cached_property
    def people(self) -> list[AdviserPage]:
        """The trainers with a published page, in the editor's order."""
        people = AdviserPage.objects.shown().in_bulk([trainer.adviser_id for trainer in self.trainers.all()])
        return [people[key.adviser_id] for key in self.trainers.all() if key.adviser_id in people]

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
        menu = [
            (anchor, part.value.get("menu_label") or part.value["heading"])
            for anchor, part in self.anchored_parts
            if "heading" in part.value
        ]
        return [*menu, (DATES_ANCHOR, _("Start dates"))] if menu and self.ends_with_dates else menu

    def get_context(self, request, *args, **kwargs):
        self.people, self.testimonial = remember(request, self, "people", self._read_people)
        return super().get_context(request, *args, **kwargs)

    def _read_people(self) -> tuple:
        fetch_renditions([*self.people, self.testimonial])
        return self.people, self.testimonial

    @property
    def ends_with_dates(self) -> bool:
        """Whether the dates stand at the end: the editor chose no place for them, and there are some."""
        is_placed = any(part.block_type == "dates" for part in self.parts)
        return not is_placed and bool(self.dates_to_come or not self.on_location)


def first_with_seat(dates: list[CourseDate]) -> CourseDate | None:
    """Of these dates the first one with a seat, else the first one, else None."""
    return next((date for date in dates if date.can_enrol), dates[0] if dates else None)


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
