"""Articles, and the page above them."""

import math
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.art import topic_scene
from home.blocks import PROSE, SECTIONS
from home.cards import Card
from home.everybody import for_everybody
from home.models import BasePage
from home.paging import ListPage, ListPaginator
from home.pictures import fetch_renditions
from home.remembering import remember
from offerings import linked_data
from offerings.blocks import BookBlock

from .people import AdviserPage
from .topics import Topic

#: Articles on one page of the list.
PAGE_SIZE = 10
#: Articles named at the end of another one.
MORE_TO_READ = 3
#: Words that an adult reads in a minute of Dutch non-fiction, a little under the 238 that Brysbaert counted
#: for English ("How many words do we read per minute?", Journal of Memory and Language 109, 2019).
WORDS_PER_MINUTE = 220


class ArticlePageQuerySet(PageQuerySet):
    """Articles."""

    def shown(self) -> "ArticlePageQuerySet":
        """Those that everybody may read, newest first."""
        return for_everybody(self).order_by("-published_on", "-pk")

    def listed(self) -> "ArticlePageQuerySet":
        """The same without their text."""
        return self.shown().defer_streamfields()

    def with_author_and_topics(self) -> "ArticlePageQuerySet":
        """With their topics, and with their authors as far as everybody may read who they are."""
        authors = for_everybody(AdviserPage.objects.all()).defer_streamfields()
        return self.prefetch_related(Prefetch("author", authors), "topics")


class ArticleIndexPage(BasePage):
    """All articles, newest first; a visitor may choose a topic."""

    body = StreamField(
        SECTIONS,
        verbose_name=_("sections"),
        blank=True,
        help_text=_("Stand below the list. Most pages need none."),
    )

    result_kind = _("page to read")
    page_description = _("All articles, by topic. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["offerings.ArticlePage"]
    max_count = 1
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        FieldPanel("body"),
        *BasePage.closing_panels,
    ]

    class Meta:
        verbose_name = _("page above the articles")
        verbose_name_plural = _("pages above the articles")

    web_page_type = "CollectionPage"

    @property
    def articles(self) -> ArticlePageQuerySet:
        """What everybody may read below this page, newest first."""
        return ArticlePage.objects.child_of(self).listed()

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics with articles below this page, each with how many."""
        return list(Topic.objects.with_articles_below(self))

    def recent_articles(self, count: int, topic: Topic | None = None) -> list["ArticlePage"]:
        """The `count` newest articles, about one topic or about all."""
        articles = self.articles.filter(topics=topic) if topic else self.articles
        return list(articles[:count])

    def chosen_topic(self, slug: str | None) -> Topic | None:
        """The topic with this slug, when there is something to read about it."""
        return next((topic for topic in self.topics if topic.slug == slug), None)

    def page_of_articles(self, topic: Topic | None, number: str | None) -> ListPage:
        """One page of the list; a number that is none gives the first, one too high the last."""
        articles = self.articles.filter(topics=topic) if topic else self.articles
        return ListPaginator(articles.with_author_and_topics(), PAGE_SIZE).get_page(number)

    def get_context(self, request, *args, **kwargs):
        shown = remember(request, self, "list", lambda: self._read_list(request.GET))
        return {**super().get_context(request, *args, **kwargs), **shown}

    def _read_list(self, query) -> dict:
        topic = self.chosen_topic(query.get("thema"))
        found = self.page_of_articles(topic, query.get("p"))
        found.object_list = list(found.object_list)
        total = self.articles.count() if topic else found.paginator.count
        return {"topic": topic, "found": found, "total": total}


class ArticlePage(BasePage):
    """Something worth knowing: a text that explains, with an author and where it comes from."""

    published_on = models.DateField(_("date above the article"), default=timezone.localdate)
    updated_on = models.DateField(
        _("brought up to date on"),
        null=True,
        blank=True,
        help_text=_("Only when the content changed. For a mended typing error this stays empty."),
    )
    author = models.ForeignKey(
        AdviserPage,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text=_("Empty: the article is by all of us."),
    )
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="articles",
        help_text=_("One or two. The first one also gives the article its drawing."),
    )
    body = StreamField(PROSE, verbose_name=_("text"), blank=True)
    sources = StreamField([("source", BookBlock())], verbose_name=_("sources and reading"), blank=True)
    services = ParentalManyToManyField(
        "offerings.ServicePage",
        verbose_name=_("goes with these services"),
        blank=True,
        related_name="articles",
    )
    courses = ParentalManyToManyField(
        "offerings.CoursePage", verbose_name=_("goes with these courses"), blank=True, related_name="articles"
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(ArticlePageQuerySet)()

    result_weight = 1.1
    page_description = _("An article about one subject, with its sources and a way on.")
    parent_page_types = ["offerings.ArticleIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        *BasePage.opening_panels,
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("author"),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("updated_on")]),
            ],
            heading=_("Above the text"),
        ),
        FieldPanel("body"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldPanel("services", widget=forms.CheckboxSelectMultiple),
                FieldPanel("courses", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Where the reader can go from here"),
            help_text=_(
                "One or two. They stand below the article; the article stands on their page as well."
            ),
        ),
        *BasePage.closing_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("sources")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if self.updated_on and self.updated_on < self.published_on:
            raise ValidationError({"updated_on": _("This day lies before the date above the article.")})
        self.word_count = self._count_words()

    @property
    def minutes(self) -> int:
        """How many minutes it takes to read, rounded up."""
        return max(1, math.ceil(self.word_count / WORDS_PER_MINUTE))

    @cached_property
    def all_topics(self) -> list[Topic]:
        """What it is about, by name."""
        return sorted(self.topics.all(), key=lambda topic: topic.name)

    @property
    def drawing(self) -> str:
        """The drawing of the first topic."""
        return self.all_topics[0].drawing if self.all_topics else ""

    @cached_property
    def shown_author(self) -> AdviserPage | None:
        """The author with picture, as long as that page is published."""
        return AdviserPage.objects.shown().filter(pk=self.author_id).first() if self.author_id else None

    @property
    def books(self) -> list:
        """The sources, each with author, title and year."""
        return [source.value for source in self.sources]

    @cached_property
    def next_steps(self) -> list[Page]:
        """The published services and courses it goes with."""
        return [*for_everybody(self.services), *for_everybody(self.courses)]

    @cached_property
    def more_to_read(self) -> list["ArticlePage"]:
        """Other articles with most topics in common, newest first among equals."""
        others = ArticlePage.objects.listed().exclude(pk=self.pk).filter(topics__in=self.all_topics)
        shared = others.annotate(shared=Count("topics")).order_by("-shared", "-published_on", "-pk")
        return list(shared[:MORE_TO_READ])

    about = ("Article", "artikel")
    share_kind = "article"

    def linked_data(self, publisher, listed=()) -> list:
        return [linked_data.article(self, publisher)]

    def share_card(self) -> Card:
        return Card(
            self.h1, ", ".join(topic.name for topic in self.all_topics), "paper", topic_scene(self.drawing)
        )

    @property
    def share_dates(self) -> dict[str, str]:
        dates = {"article:published_time": self.published_on, "article:modified_time": self.updated_on}
        return {name: day.isoformat() for name, day in dates.items() if day}

    def get_context(self, request, *args, **kwargs):
        (self.shown_author,) = remember(request, self, "people", self._read_people)
        return super().get_context(request, *args, **kwargs)

    def _read_people(self) -> tuple:
        fetch_renditions([self.shown_author])
        return (self.shown_author,)

    def _count_words(self) -> int:
        texts = [self.lead, *self.body.stream_block.get_searchable_content(self.body)]
        return sum(len(re.findall(r"\w[\w’'-]*", str(text))) for text in texts)
