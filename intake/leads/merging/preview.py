"""What a merge would do: it is done, looked at, and taken back, so that a preview never tells a story."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from intake.leads.errors import LeadError
from intake.models import Merge

from .ledger import CHANGED, MOVED


@dataclass(frozen=True)
class Preview:
    """How many rows of each table go along, what the one that stays gets from the other, by column, and why
    it cannot be ("" when it can)."""

    moved: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, object] = field(default_factory=dict)
    refusal: str = ""


class _Back(Exception):  # noqa: N818  (no fault: it only turns round)
    pass


def preview(merge: Callable[[], Merge]) -> Preview:
    """Do it, look, and take it back. Nobody notices but who waits for the lock on requests."""
    try:
        with transaction.atomic():
            seen = _look(merge())
            raise _Back
    except _Back:
        return seen
    except LeadError as error:
        return Preview(refusal=error.message)


def _look(merge: Merge) -> Preview:
    moved, taken = {}, {}
    for step in merge.steps:
        if step["step"] == MOVED:
            moved[step["table"]] = moved.get(step["table"], 0) + len(step["keys"])
        elif step["step"] == CHANGED and step["key"] == merge.kept:
            after = step["after"].items()
            taken |= {name: value for name, value in after if value != step["before"][name]}
    return Preview(moved, taken)
