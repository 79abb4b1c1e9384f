"""The newest articles for feed readers, as Atom (RFC 4287)."""

from dataclasses import dataclass
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from home.addresses import page_address
from home.everybody import for_everybody
from home.models import BrandSettings
from home.sites import settings_of
from offerings.models import ArticleIndexPage, ArticlePage

#: Articles in the feed.
ENTRIES = 20


@dataclass(frozen=True)
class Source:
    """The page the feed is of, and who writes it."""

    index: ArticleIndexPage
    brand: BrandSettings


class ArticleFeed(Feed):
    """The newest articles; not found as long as the page above them is not published.

    An entry keeps its id when the article is moved or renamed.
    """

    feed_type = Atom1Feed
    language = "nl"

    def get_object(self, request: HttpRequest) -> Source:
        index = for_everybody(ArticleIndexPage.objects.all()).get()
        return Source(index, settings_of(request, BrandSettings))

    def title(self, source: Source) -> str:
        return _("Articles by %(name)s") % {"name": source.brand.name}

    def subtitle(self, source: Source) -> str | None:
        return source.index.description or None

    def link(self, source: Source) -> str:
        return page_address(source.index)

    def feed_guid(self, source: Source) -> str:
        return source.index.translation_key.urn

    def author_name(self, source: Source) -> str:
        return source.brand.name

    def items(self, source: Source) -> list[ArticlePage]:
        return list(source.index.articles.with_author_and_topics()[:ENTRIES])

    def item_title(self, article: ArticlePage) -> str:
        return article.title

    def item_description(self, article: ArticlePage) -> str:
        return escape(article.description)

    def item_link(self, article: ArticlePage) -> str:
        return page_address(article)

    def item_guid(self, article: ArticlePage) -> str:
        return article.translation_key.urn

    def item_pubdate(self, article: ArticlePage) -> datetime:
        return timezone.make_aware(datetime.combine(article.published_on, time.min))

    def item_updateddate(self, article: ArticlePage) -> datetime:
        """The moment of the last publication; readers refuse one that lies before the first."""
        return max(article.last_published_at or self.item_pubdate(article), self.item_pubdate(article))

    def item_author_name(self, article: ArticlePage) -> str | None:
        return article.author.title if article.author else None

    def item_categories(self, article: ArticlePage) -> list[str]:
        return [topic.name for topic in article.all_topics]
