"""What every merge shares: the row that keeps it, and the rows that point at something."""

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from intake.leads.finding import keep_findable
from intake.models import Lead, Merge, MergeKind

from .ledger import CHANGED, Ledger


def keep_merge(
    kind: MergeKind, kept: models.Model, gone_key: int, names: tuple[str, str], ledger: Ledger, user,
    now: datetime | None = None,
) -> Merge:  # fmt: skip
    """Keep what was done, and let its leads be found by what they say now."""
    find_again(ledger.steps)
    return Merge.objects.create(
        kind=kind, kept=kept.pk, gone=gone_key, kept_name=names[0][:160], gone_name=names[1][:160],
        at=now or timezone.now(), by=user, steps=ledger.steps,
    )  # fmt: skip


def find_again(steps: list[dict]) -> None:
    """Let the leads that went along be found by what they say now, and those of what changed."""
    changed = {"intake.organisation": [], "intake.contact": []}
    for step in steps:
        if step["step"] == CHANGED and step["table"] in changed:
            changed[step["table"]].append(step["key"])
    theirs = Q(organisation__in=changed["intake.organisation"]) | Q(contact__in=changed["intake.contact"])
    keep_findable(Lead.objects.filter(Q(pk__in=leads_in(steps)) | theirs).only("pk"))


def leads_in(steps: list[dict]) -> set[int]:
    """The keys of the leads that went along."""
    keys = (step["keys"] for step in steps if step["table"] == "intake.lead" and "keys" in step)
    return {key for some in keys for key in some}


def point(ledger: Ledger, old: models.Model, to: int, *, apart_from: Collection[type] = ()) -> None:
    """Let everything that points at `old` point at another, also what the intake gets later."""
    for relation in old._meta.get_fields(include_hidden=True):
        is_key = relation.one_to_many or relation.one_to_one
        if relation.auto_created and is_key and relation.related_model not in apart_from:
            field = relation.field
            ledger.move(field.model._base_manager.filter(**{field.name: old}), field.name, to)
