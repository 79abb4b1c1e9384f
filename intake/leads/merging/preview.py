"""What a merge would do, counted from what stands there now: nothing is written, and nobody has to wait."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import models

from intake.leads.errors import LeadError

from .ledger import Ledger, plain

#: Further than this rows are not counted.
MOST = 1000


@dataclass(frozen=True)
class Preview:
    """How many rows of each table go along, what the one that stays gets from the other, by column, and why
    it cannot be ("" when it can)."""

    moved: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, object] = field(default_factory=dict)
    refusal: str = ""


class Glance(Ledger):
    """A ledger that only looks: the steps of a merge are given to it, and none is done."""

    def __init__(self, keep: models.Model):
        super().__init__()
        self.keep = keep
        self.moved: Counter[str] = Counter()
        self.taken: dict[str, object] = {}

    def move(self, rows: models.QuerySet, field: str, to: int) -> None:
        if count := rows.order_by()[: MOST + 1].count():
            self.moved[rows.model._meta.label_lower] += count

    def change(self, row: models.Model, **values) -> None:
        if type(row) is not type(self.keep) or row.pk != self.keep.pk:
            return
        for name, value in values.items():
            column = row._meta.get_field(name)
            after = plain(column, value)
            if after != plain(column, getattr(row, column.attname)):
                self.taken[column.attname] = after

    def make(self, row: models.Model) -> None:
        pass

    def delete(self, row: models.Model) -> None:
        pass


def preview(look: Callable[..., None], keep: models.Model, gone: models.Model) -> Preview:
    """What `look` (`look_at_leads` and the like) sees of joining these two."""
    glance = Glance(keep)
    try:
        look(glance, keep, gone)
    except LeadError as error:
        return Preview(refusal=error.message)
    return Preview(dict(glance.moved), glance.taken)
