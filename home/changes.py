"""Which changes a visitor can see: each of them renews the content version (`home.freshness`).

An app passes its models to `watch` when it is ready. What is saved, deleted or linked then counts, except
drafts and what is part of one. A model that no public page shows says `shown_to_visitors = False`.
"""

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move, unpublished

from home.freshness import content_changed

#: What Wagtail keeps about a page and nobody sees. A save of these alone is how it stores a draft.
BOOKKEEPING = frozenset(
    {
        *("latest_revision", "latest_revision_created_at", "live_revision", "draft_title"),
        *("has_unpublished_changes", "locked", "locked_at", "locked_by"),
    }
)


def watch(models: Iterable[type[Model]]) -> None:
    """Let every visible change of these models count."""
    for model in models:
        if model._meta.auto_created:  # the table of a many-to-many field
            m2m_changed.connect(_linked, sender=model)
        elif getattr(model, "shown_to_visitors", True):
            post_save.connect(_saved, sender=model)
            post_delete.connect(_deleted, sender=model)


def watch_wagtail() -> None:
    """The same for what Wagtail itself keeps: sites, settings, documents, and the tree of pages."""
    watch([Page, PageViewRestriction, Site, Redirect, get_document_model(), *registry])
    # These change pages behind the back of their models; publishing and deleting do not.
    for signal in (unpublished, post_page_move, page_slug_changed):
        signal.connect(_moved)


def _saved(sender, instance: Model, update_fields: frozenset | None = None, **kwargs) -> None:
    is_draft = bool(update_fields) and update_fields <= BOOKKEEPING
    if not is_draft and _is_public(instance):
        content_changed()


def _deleted(sender, instance: Model, **kwargs) -> None:
    if _is_public(instance):
        content_changed()


def _linked(sender, instance: Model, action: str, **kwargs) -> None:
    if action.startswith("post_") and _is_public(instance):
        content_changed()


def _moved(sender, **kwargs) -> None:
    content_changed()


def _is_public(instance: Model) -> bool:
    """Whether it, and what it is part of, is published. What has no draft always is."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            try:
                return _is_public(getattr(instance, field.name))
            except ObjectDoesNotExist:  # it is being deleted together with what it was part of
                return True
    return getattr(instance, "live", True)
