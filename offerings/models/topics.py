"""What articles are about."""

from django.db import models
from django.db.models import Count, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from home.art import topic_choices


class TopicQuerySet(models.QuerySet):
    """Topics, as visitors choose among them."""

    def with_articles_below(self, index_page) -> "TopicQuerySet":
        """Those with articles below this page that everybody may read, with how many: `article_count`."""
        below = Q(articles__in=index_page.articles.order_by())
        return self.annotate(article_count=Count("articles", filter=below)).filter(article_count__gt=0)


class Topic(index.Indexed, models.Model):
    """A subject that articles have in common. Its address is that of the list with `?thema=` and the slug."""

    name = models.CharField(
        _("name"), max_length=40, unique=True, help_text=_("One or two words. For example: Samen kijken")
    )
    slug = models.SlugField(
        _("in the address"),
        max_length=40,
        unique=True,
        blank=True,
        help_text=_(
            "Empty: made from the name. For example: samen-kijken, as in /kennis/?thema=samen-kijken"
        ),
    )
    drawing = models.CharField(
        _("drawing beside the articles"), max_length=20, choices=topic_choices, default="circle"
    )

    objects = TopicQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldPanel("drawing"), FieldPanel("slug")]
    search_fields = [index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.slug = self.slug or slugify(self.name)[:40]
