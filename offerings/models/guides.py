"""Guides: a few questions, and an advice that says why."""

from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.art import ring
from home.cards import Card
from home.everybody import for_everybody
from home.models import BasePage
from offerings import answering
from offerings.answering import Walk
from offerings.guide_blocks import GuideQuestionBlock, read_questions
from offerings.guiding import Advice, Question, Reason, Standing, advise, chances

from .courses import CoursePage
from .dates import CourseDate
from .services import ServicePage

QUESTIONS = [("question", GuideQuestionBlock())]
#: Before the number of a page, in the name of a preview.
ADVICE = "advies-"


@dataclass(frozen=True)
class Advised:
    """A service or course with why it is advised."""

    page: Page
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Share:
    """For editors: how often a page comes first, in percent of all ways to answer; 0 is never."""

    page: Page
    percent: float
    is_offered: bool = True


class GuidePage(BasePage):
    """Four to six questions, and then one advice with its reasons. Nothing about the visitor is kept."""

    invitation = models.CharField(
        _("question above the link"),
        max_length=80,
        default="Weet u niet waar u moet beginnen?",
        help_text=_("Stands beside the journey and on the pages of the services."),
    )
    invitation_link = models.CharField(
        _("text of the link"),
        max_length=60,
        default="Doe de wegwijzer",
        help_text=_("For example: Doe de wegwijzer, vijf korte vragen"),
    )
    questions = StreamField(
        QUESTIONS,
        verbose_name=_("questions"),
        min_num=4,
        max_num=6,
        collapsed=True,
        help_text=_("Four to six. Who answers them must be done within a minute."),
    )
    fallback = models.ForeignKey(
        "offerings.ServicePage",
        verbose_name=_("advice when nothing fits"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("When what the answers speak for is not offered now. Empty: the first service."),
    )
    fallback_reason = models.CharField(
        _("what that advice says"),
        max_length=200,
        default="Uw antwoorden wijzen niet één kant op. Dan helpt een gesprek het meest.",
    )

    page_description = _("Four to six questions that lead to an advice.")
    helps_who_is_lost = 3
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("questions"),
        HelpPanel(heading=_("What comes out"), template="offerings/admin/guide_shares.html"),
        MultiFieldPanel(
            [FieldPanel("fallback"), FieldPanel("fallback_reason")], heading=_("When nothing fits")
        ),
        MultiFieldPanel(
            [FieldPanel("invitation"), FieldPanel("invitation_link")],
            heading=_("On other pages"),
            help_text=_("What leads to this guide from the journey and the services."),
        ),
        *BasePage.closing_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("invitation")]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def share_card(self) -> Card:
        count = len(self.questions)
        line = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
        return Card(self.h1, line, "lilac", ring(count, count), figure=str(count))

    @cached_property
    def asks(self) -> tuple[Question, ...]:
        """The questions, to be weighed."""
        return read_questions(self.questions)

    @cached_property
    def weighed(self) -> set[int]:
        """The keys of all pages that an answer speaks for."""
        return {weight.page for ask in self.asks for answer in ask.answers for weight in answer.weights}

    @cached_property
    def offer(self) -> dict[int, Page]:
        """What can be advised now of all that an answer speaks for, in the order of the tree, by its key.

        That is a published page open to everybody; of courses, one with a date to come or given on location.
        """
        services = ServicePage.objects.filter(pk__in=(self.weighed | {self.fallback_id}) - {None})
        dates = models.Prefetch("dates", CourseDate.objects.to_come(), to_attr="dates_to_come")
        courses = CoursePage.objects.filter(pk__in=self.weighed).prefetch_related(dates)
        found = [
            *for_everybody(services),
            *(course for course in for_everybody(courses) if course.dates_to_come or course.on_location),
        ]
        return {page.pk: page for page in sorted(found, key=lambda page: page.path)}

    def read(self, query) -> Walk:
        """What an address says: see `offerings.answering`."""
        return answering.read(self.asks, query)

    def advise(self, walk: Walk) -> Advice:
        """What the answers come down to: see `offerings.guiding`."""
        return advise(walk.answers.values(), list(self.offer), self.fallback_id)

    def advised(self, standing: Standing) -> Advised:
        """A page of the advice, ready to be shown."""
        return Advised(self.offer[standing.page], standing.reasons)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A question, or the advice. Who has just answered goes on to the short address of those answers."""
        walk = self._walk(request)
        if walk.was_sent:
            return redirect(self.get_url(request) + walk.query.removeprefix("."))
        return super().serve(request, *args, **kwargs)

    def get_template(self, request, *args, **kwargs):
        return f"offerings/guide_{'question' if self._walk(request).asked else 'advice'}.html"

    def get_context(self, request, *args, **kwargs):
        walk = self._walk(request)
        context = super().get_context(request, *args, **kwargs) | {"walk": walk}
        if walk.asked is None:
            advice = self.advise(walk)
            context["first"] = self.advised(advice.first) if advice.first else None
            context["others"] = [self.advised(standing) for standing in advice.others]
        return context

    def _walk(self, request: HttpRequest) -> Walk:
        """Where a visitor is; in a preview, where its mode says."""
        if getattr(request, "is_preview", False):
            return self.example(request.preview_mode)
        return self.read(request.GET)

    # -------------------------------------------------------------- for editors
    @cached_property
    def shares(self) -> list[Share]:
        """How often each page comes first, and which ones cannot."""
        found, ways = chances(self.asks, list(self.offer), self.fallback_id)
        shares = [
            Share(page, 100 * found[pk].count / ways if pk in found else 0.0)
            for pk, page in self.offer.items()
        ]
        return shares + [Share(page, 0.0, is_offered=False) for page in self._not_offered]

    @property
    def services_left_out(self) -> list[ServicePage]:
        """Published services of which no answer speaks."""
        return list(ServicePage.objects.live().exclude(pk__in=self.weighed).order_by("path"))

    @property
    def _not_offered(self) -> list[Page]:
        """What an answer speaks for, but cannot be advised now."""
        return list(Page.objects.filter(pk__in=self.weighed - self.offer.keys()).order_by("path"))

    @property
    def preview_modes(self):
        """The first question, and each advice that can come out."""
        found, _ways = chances(self.asks, list(self.offer), self.fallback_id)
        advices = [(f"{ADVICE}{pk}", _("Advice: %s") % self.offer[pk].title) for pk in found]
        return [("", _("The first question")), *advices]

    def example(self, mode_name: str | None) -> Walk:
        """What a preview shows: the start, or answers that lead to an advice (`preview_modes`)."""
        found, _ways = chances(self.asks, list(self.offer), self.fallback_id)
        wanted = [pk for pk in found if mode_name == f"{ADVICE}{pk}"]
        if not wanted:
            return self.read({})
        return Walk(self.asks, found[wanted[0]].answers)
