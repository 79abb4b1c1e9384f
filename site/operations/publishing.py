"""Puts on the site what editors planned, and takes off what expired.

The same as Wagtail's command `publish_scheduled`, but one plan that cannot be carried out holds up no other:
it stays planned, where editors see that it is late, and is tried again.
"""

import logging
from collections.abc import Callable, Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> bool:
    """Take off everything that expired, then put on everything whose moment has come."""
    for thing in _expired():
        _carry_out(thing, thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in list(due):
        _carry_out(revision.content_object, revision.publish, log_action="wagtail.publish.scheduled")
    return False


def _expired() -> Iterator[models.Model]:
    others = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    for model in (Page, *(model for model in others if not issubclass(model, Page))):
        yield from list(model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"))


def _carry_out(thing: models.Model, action: Callable, **how) -> None:
    try:
        with transaction.atomic():
            action(**how)
    except (ValidationError, IntegrityError) as error:
        # Such as an address that another page has taken meanwhile.
        logger.warning("A plan for %s %s fails: %s", thing._meta.label, thing.pk, type(error).__name__)
