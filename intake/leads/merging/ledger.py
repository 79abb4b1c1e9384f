"""The steps of a merge: each is done and written down, so that all can be taken back, the last first.

Taking back looks at every row first: what was changed by somebody else since is never overwritten.
"""

from collections import Counter
from datetime import UTC, date, datetime
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from intake.leads.errors import LeadError

MOVED, CHANGED, MADE, DELETED = "moved", "changed", "made", "deleted"
#: Of these rows go by themselves: old mails are cleared away, other moments take the place of earlier ones.
PASSING = frozenset({"intake.leadmail", "intake.callproposal"})


class Ledger:
    """What a merge does, as plain data in `steps`."""

    def __init__(self):
        self.steps: list[dict] = []

    def move(self, rows: models.QuerySet, field: str, to: int) -> None:
        """Let these rows, which all point at one thing by this key, point at another."""
        column = rows.model._meta.get_field(field).attname
        found = list(rows.order_by("pk").values_list("pk", column))
        if not found:
            return
        keys = [key for key, _before in found]
        _rows(rows.model).filter(pk__in=keys).update(**{column: to})
        self._note(MOVED, rows.model, field=column, keys=keys, before=found[0][1], after=to)

    def change(self, row: models.Model, **values) -> None:
        """Give a row other values."""
        fields = {name: row._meta.get_field(name) for name in values}
        before = {field.attname: plain(field, getattr(row, field.attname)) for field in fields.values()}
        for name, value in values.items():
            setattr(row, name, value)
        after = {field.attname: plain(field, getattr(row, field.attname)) for field in fields.values()}
        if before == after:
            return
        row.save(update_fields=list(values))
        self._note(CHANGED, type(row), key=row.pk, before=before, after=after)

    def make(self, row: models.Model) -> None:
        """Store a new row."""
        row.save(force_insert=True)
        self._note(MADE, type(row), key=row.pk)

    def delete(self, row: models.Model) -> None:
        """Take a row away that nothing points at any more."""
        fields = row._meta.concrete_fields
        values = {one.attname: plain(one, getattr(row, one.attname)) for one in fields if not one.generated}
        _rows(type(row)).filter(pk=row.pk).delete()
        self._note(DELETED, type(row), key=row.pk, row=values)

    def counts(self) -> Counter[str]:
        """By table, how many rows went along."""
        counts = Counter()
        for step in self.steps:
            if step["step"] == MOVED:
                counts[step["table"]] += len(step["keys"])
        return counts

    def _note(self, step: str, model: type[models.Model], **what) -> None:
        self.steps.append({"step": step, "table": model._meta.label_lower, **what})


def take_back(steps: list[dict]) -> None:
    """Undo the steps, the last first. In the caller's transaction.

    Raises LeadError when something of it was changed since, IntegrityError when something took its place.
    """
    for step in reversed(steps):
        _BACK[step["step"]](apps.get_model(step["table"]), step)


def plain(field: models.Field, value):
    """A value as JSON has it, the same on both databases."""
    value = field.get_prep_value(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _move_back(model: type[models.Model], step: dict) -> None:
    rows = _rows(model).filter(pk__in=step["keys"])
    now = list(rows.select_for_update().values_list(step["field"], flat=True))
    are_gone = len(now) < len(step["keys"]) and step["table"] not in PASSING
    if are_gone or any(value != step["after"] for value in now):
        _refuse(model)
    rows.update(**{step["field"]: step["before"]})


def _change_back(model: type[models.Model], step: dict) -> None:
    row = _rows(model).select_for_update().filter(pk=step["key"]).first()
    fields = {one.attname: one for one in model._meta.concrete_fields}
    if row is None or any(
        plain(fields[name], getattr(row, name)) != value for name, value in step["after"].items()
    ):
        _refuse(model)
    values = {name: fields[name].to_python(value) for name, value in step["before"].items()}
    _rows(model).filter(pk=row.pk).update(**values)


def _take_away(model: type[models.Model], step: dict) -> None:
    _rows(model).filter(pk=step["key"]).delete()


def _bring_back(model: type[models.Model], step: dict) -> None:
    fields = {one.attname: one for one in model._meta.concrete_fields}
    row = model(**{name: fields[name].to_python(value) for name, value in step["row"].items()})
    # As it was: no date of today, and no signal that takes it for new.
    row.save_base(raw=True, force_insert=True)


_BACK = {MOVED: _move_back, CHANGED: _change_back, MADE: _take_away, DELETED: _bring_back}


def _refuse(model: type[models.Model]) -> None:
    name = str(model._meta.verbose_name)
    raise LeadError(_("This was changed since: %(what)s. So it cannot be undone any more.") % {"what": name})


def _rows(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.all()
