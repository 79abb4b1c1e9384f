"""Takes a file of a register in: new, changed and closed entries, all of the file or nothing of it.

Rows are read and compared some hundreds at a time, so that memory does not grow with the file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import Register, RegisterEntry

from . import duo, lrk
from .entries import Entry
from .tables import BadRowError, RegisterFileError, Row, Table, open_table

BATCH = 500
FIELDS = tuple(Entry.__dataclass_fields__)
#: When more of what is open would close, the file is probably cut off. Never for a handful.
CLOSES_AT_MOST, CLOSES_FREELY = 0.1, 20
#: When more of the rows cannot be used, it is another file than it seems. Never for a handful.
BAD_AT_MOST = 0.25


class Problem(NamedTuple):
    """A row that was left out: where it ends in the file, and why."""

    line: int
    reason: str


@dataclass
class Summary:
    """What an import did: how many entries of each kind, and which rows were left out.

    `completed` is how many organisations that we know got something of it (`intake.leads.completing`).
    """

    register: Register
    new: int = 0
    changed: int = 0
    same: int = 0
    closed: int = 0
    reopened: int = 0
    left_out: int = 0
    completed: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same + self.reopened + self.left_out + len(self.problems)


def _nothing(count: int) -> None:
    """For who does not want to hear how far it is."""


def import_duo(
    path: Path,
    *,
    register: Register | None = None,
    close_many: bool = False,
    on_read: Callable[[int], None] = _nothing,
    today: date | None = None,
) -> Summary:
    """Take in a file of DUO; `register` says which when the file does not.

    What the register had and the file has not is closed today; other registers stay as they are. `close_many`
    allows that for a large share. `on_read` hears how many bytes were read. Raises RegisterFileError, and
    then nothing has changed.
    """
    with open_table(path, duo.ALIASES, on_read) as table:
        kind = register or duo.register_of(path, table)
        return _Import(kind, today, close_many=close_many).run(_duo_rows(table, kind))


def import_lrk(
    path: Path,
    *,
    close_many: bool = False,
    on_read: Callable[[int], None] = _nothing,
    today: date | None = None,
) -> Summary:
    """Take in the export of the childcare register; otherwise as `import_duo`."""
    with open_table(path, lrk.ALIASES, on_read) as table:
        if not table.columns >= lrk.NEEDED:
            raise RegisterFileError(_("No columns have the number and the name (lrk_id, actuele_naam_oko)."))
        return _Import(Register.CHILDCARE, today, close_many=close_many).run(_lrk_rows(table))


#: An entry of the file; None for a row that was left out on purpose, a Problem for one that cannot be used.
#: With a Problem goes the code it was about, if that was legible: what is known under it stays.
Read = tuple[int, Entry | Problem | None, str]


def _duo_rows(table: Table, register: Register) -> Iterator[Read]:
    for row in table.rows:
        yield _read(row, lambda row: duo.entry_of(row.cells, register))


def _lrk_rows(table: Table) -> Iterator[Read]:
    for row in table.rows:
        if lrk.is_childminder(row.cells) or lrk.is_closed(row.cells):
            yield row.line, None, ""
        else:
            yield _read(row, lambda row: lrk.entry_of(row.cells))


def _read(row: Row, entry_of: Callable[[Row], Entry]) -> Read:
    try:
        entry = entry_of(row)
        if row.is_short:
            raise BadRowError(_("columns are missing"), entry.code)
    except BadRowError as error:
        return row.line, Problem(row.line, error.reason), error.code
    return row.line, entry, entry.code


class _Import:
    """One file into one register."""

    def __init__(self, register: Register, today: date | None, *, close_many: bool):
        self.today = today or timezone.localdate()
        self.close_many = close_many
        self.summary = Summary(register)
        self.entries = RegisterEntry.objects.filter(register=register)
        #: What the file has, with what it says of it (a hash), to know doubles by.
        self.seen: dict[str, int] = {}

    @transaction.atomic
    def run(self, rows: Iterable[Read]) -> Summary:
        open_before = set(self.entries.filter(closed_on=None).values_list("code", flat=True))
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            self._take(batch)
        if not self.summary.rows:
            raise RegisterFileError(_("There are no rows in this file."))
        self._refuse_other_file()
        self._close(open_before.difference(self.seen), len(open_before))
        return self.summary

    def _take(self, batch: list[Read]) -> None:
        entries = {entry.code: entry for entry in self._usable(batch)}
        known = {
            code: (tuple(values), closed_on)
            for code, closed_on, *values in self.entries.filter(code__in=entries).values_list(
                "code", "closed_on", *FIELDS
            )
        }
        stale = [entry for entry in entries.values() if self._count(entry, known.get(entry.code))]
        RegisterEntry.objects.bulk_create(
            [RegisterEntry(register=self.summary.register, **entry.as_fields()) for entry in stale],
            update_conflicts=True,
            unique_fields=["register", "code"],
            update_fields=[name for name in FIELDS if name != "code"] + ["closed_on"],
        )

    def _usable(self, batch: list[Read]) -> Iterator[Entry]:
        """The entries of a batch, without those that stood there before."""
        for line, read, code in batch:
            if read is None:
                self.summary.left_out += 1
            elif isinstance(read, Problem):
                self.summary.problems.append(read)
                self.seen.setdefault(code, 0)
            elif code not in self.seen or self.seen[code] == 0:
                self.seen[code] = hash(read)
                yield read
            elif self.seen[code] == hash(read):
                self.summary.left_out += 1
            else:
                reason = _("%(code)s stands in it twice, with other facts") % {"code": code}
                self.summary.problems.append(Problem(line, reason))

    def _count(self, entry: Entry, known: tuple[tuple, date | None] | None) -> bool:
        """Count what an entry is, and whether it has to be stored."""
        if known is None:
            self.summary.new += 1
            return True
        values, closed_on = known
        if closed_on:
            self.summary.reopened += 1
            return True
        if values == tuple(getattr(entry, name) for name in FIELDS):
            self.summary.same += 1
            return False
        self.summary.changed += 1
        return True

    def _refuse_other_file(self) -> None:
        bad = len(self.summary.problems)
        if bad > CLOSES_FREELY and bad > BAD_AT_MOST * self.summary.rows:
            first = self.summary.problems[0]
            raise RegisterFileError(
                _("%(bad)d of %(rows)d rows cannot be used. The first: line %(line)d, %(reason)s.")
                % {"bad": bad, "rows": self.summary.rows, "line": first.line, "reason": first.reason}
            )

    def _close(self, gone: set[str], open_before: int) -> None:
        if not self.close_many and len(gone) > max(CLOSES_FREELY, CLOSES_AT_MOST * open_before):
            raise RegisterFileError(
                _(
                    "%(gone)d of %(known)d known entries are not in this file. Is it whole? "
                    "If so, import it with --close-many."
                )
                % {"gone": len(gone), "known": open_before}
            )
        codes = iter(sorted(gone))
        while some := list(islice(codes, BATCH)):
            self.summary.closed += self.entries.filter(code__in=some).update(closed_on=self.today)
