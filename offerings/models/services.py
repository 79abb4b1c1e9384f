"""What the consultancy offers as steps of one journey."""

from collections.abc import Iterator

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from home import rich_text
from home.art import ring_step
from home.blocks import SECTIONS, NamedTextBlock
from home.cards import Card
from home.everybody import for_everybody
from home.models import BasePage
from home.pictures import fetch_renditions
from home.remembering import remember
from offerings import linked_data

from .people import AdviserPage

#: Articles named on the page of a service.
ARTICLES = 3


class ServiceIndexPage(BasePage):
    """The offer: all services as one journey."""

    body = StreamField(SECTIONS, verbose_name=_("sections"), blank=True)

    result_kind = _("page to read")
    page_description = _("All services as one journey. There is one.")
    helps_who_is_lost = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["offerings.ServicePage"]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]

    class Meta:
        verbose_name = _("page above the services")
        verbose_name_plural = _("pages above the services")

    web_page_type = "CollectionPage"

    @cached_property
    def services(self) -> list["ServicePage"]:
        """The published services, in the order of the page tree: the order of the journey."""
        return list(for_everybody(ServicePage.objects.child_of(self)).order_by("path"))

    def share_card(self) -> Card:
        return Card(self.h1, self.title if self.heading else "", "night", ring_step(4, 4))

    @property
    def listed(self) -> list["ServicePage"]:
        return self.services

    @property
    def has_journey_section(self) -> bool:
        """Whether the editor chose where the journey stands; else it stands at the top."""
        return any(block.block_type == "journey" for block in self.body)


class ServicePage(BasePage):
    """A step of the journey: what it is, for whom, what you get, how it goes, and what comes next."""

    teaser = models.CharField(
        _("in one sentence"), max_length=200, help_text=_("Stands in the journey on the home page.")
    )
    duration_note = models.CharField(
        _("how long, in short"),
        max_length=60,
        help_text=_("For example: Een gesprek van een uur, zonder kosten"),
    )
    what_heading = models.CharField(_("heading"), max_length=80)
    what_lead = models.TextField(_("first paragraph"), max_length=500)
    what_text = RichTextField(_("more text"), features=rich_text.TEXT, blank=True)
    gets_heading = models.CharField(_("heading"), max_length=80)
    gets_intro = models.TextField(_("introduction"), max_length=300, blank=True)
    gets = StreamField(
        [("item", blocks.CharBlock(label=_("Point"), max_length=120))], verbose_name=_("points"), blank=True
    )
    process_heading = models.CharField(_("heading"), max_length=80)
    steps = StreamField([("step", NamedTextBlock(label=_("Step")))], verbose_name=_("steps"), blank=True)
    duration = models.CharField(_("duration"), max_length=120, blank=True)
    lead_time = models.CharField(_("lead time"), max_length=120, blank=True)
    location = models.CharField(_("where"), max_length=120, blank=True)
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    free_of_charge = models.BooleanField(
        _("costs the school nothing"),
        default=False,
        help_text=_("Stands among the facts, and search engines hear it too."),
    )
    asks_day = models.BooleanField(
        _("takes place on a day that the school wishes"),
        default=False,
        help_text=_("Then the request form asks for that day."),
    )
    may_skip = models.CharField(
        _("when one may skip this step"),
        max_length=160,
        blank=True,
        help_text=_("For example: Als u al een plan hebt. Empty: everybody takes this step."),
    )
    adviser = models.ForeignKey(
        "offerings.AdviserPage",
        verbose_name=_("for example with"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="services",
    )
    body = StreamField(SECTIONS, verbose_name=_("more sections"), blank=True)

    result_weight = 1.4
    page_description = _("A step of the journey: what it is, what you get and how it goes.")
    parent_page_types = ["offerings.ServiceIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        MultiFieldPanel(
            [FieldPanel("teaser"), FieldPanel("duration_note"), FieldPanel("may_skip")],
            heading=_("In the journey"),
            help_text=_("What comes before and after follows from the order of the pages."),
        ),
        MultiFieldPanel(
            [FieldPanel("what_heading"), FieldPanel("what_lead"), FieldPanel("what_text")],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [FieldPanel("gets_heading"), FieldPanel("gets_intro"), FieldPanel("gets")],
            heading=_("What you get"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("process_heading"),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("lead_time")]),
                FieldRowPanel([FieldPanel("location"), FieldPanel("audience")]),
                FieldPanel("free_of_charge"),
                FieldPanel("asks_day"),
                FieldPanel("steps"),
            ],
            heading=_("How it goes"),
        ),
        FieldPanel("adviser"),
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("teaser"),
        index.SearchField("what_lead"),
        index.SearchField("what_text"),
        index.SearchField("gets"),
        index.SearchField("steps"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def opening_texts(self) -> Iterator[str]:
        yield from (self.lead, self.teaser, self.what_lead)

    @cached_property
    def journey(self) -> list["ServicePage"]:
        """All published steps in order, this one included."""
        steps = ServicePage.objects.sibling_of(self, inclusive=True)
        return list(for_everybody(steps).order_by("path"))

    @property
    def number(self) -> int:
        """Which step this is, counted from 1; 0 for a page that is not published."""
        ids = [page.pk for page in self.journey]
        return ids.index(self.pk) + 1 if self.pk in ids else 0

    @property
    def step_before(self) -> "ServicePage | None":
        return self.journey[self.number - 2] if self.number > 1 else None

    @property
    def step_after(self) -> "ServicePage | None":
        return self.journey[self.number] if 0 < self.number < len(self.journey) else None

    about = ("Service", "dienst")

    def linked_data(self, publisher, listed=()) -> list:
        return [linked_data.service(self, publisher)]

    def share_card(self) -> Card:
        step, of = self.number or 1, len(self.journey)
        line = _("Step %(number)s of %(total)s") % {"number": step, "total": of} if self.number else ""
        return Card(self.h1, line, "night", ring_step(step, of))

    @cached_property
    def testimonial(self):
        """A testimonial about this service with valid consent, or None."""
        return self.testimonials.shown().first() if self.pk else None

    @cached_property
    def articles_to_read(self) -> list:
        """The newest articles that go with this service."""
        return list(self.articles.listed()[:ARTICLES]) if self.pk else []

    @cached_property
    def contact_person(self) -> AdviserPage | None:
        """The adviser to speak with and the picture, as long as that page is published. One query."""
        return AdviserPage.objects.shown().filter(pk=self.adviser_id).first() if self.adviser_id else None

    def get_context(self, request, *args, **kwargs):
        self.testimonial, self.contact_person = remember(request, self, "people", self._read_people)
        return super().get_context(request, *args, **kwargs)

    def _read_people(self) -> tuple:
        people = self.testimonial, self.contact_person
        fetch_renditions(people)
        return people

    @property
    def step_values(self) -> list:
        """How it goes, each step with its heading and text."""
        return [step.value for step in self.steps]

    @property
    def facts(self) -> list[dict[str, str]]:
        """The facts that are filled in, each with its term and description."""
        names = ("duration", "lead_time", "location", "audience")
        costs = {"term": _("Costs"), "description": _("None at all")}
        return [
            {
                "term": capfirst(self._meta.get_field(name).verbose_name),
                "description": getattr(self, name),
            }
            for name in names
            if getattr(self, name)
        ] + [costs] * self.free_of_charge
