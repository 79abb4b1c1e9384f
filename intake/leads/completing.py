"""What an import of a register adds to organisations that we know already, by their number.

As with a request (`organisations`) nothing that is known is overwritten, and a board is taken once.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from django.db.models import Q

from intake.models import Organisation, Register, RegisterEntry, Sector
from intake.registers.lookup import entries_by_code
from intake.registers.numbers import brin_variants

from .boards import join_board

#: So many at once: requests wait for as long as one batch takes.
BATCH = 100
#: What an entry may add where we have nothing, once the postcode is the same.
ADDRESS = ("street", "city", "province", "holiday_region")
#: More of one board than this say no more about it.
MOST_OF_A_BOARD = 300


def complete_known(register: Register, alone: Callable[[], AbstractContextManager]) -> int:
    """Complete what we know of who is in this register; gives how many organisations got something.

    A second time it changes nothing. `alone` is the lock and transaction in which organisations are matched:
    each batch is done in one of its own.
    """
    done, after = 0, 0
    while True:
        with alone():
            batch = list(_incomplete(register).filter(pk__gt=after).order_by("pk")[:BATCH])
            done += sum(_complete(known, entry) for known, entry in _with_entries(batch, register))
        if len(batch) < BATCH:
            return done
        after = batch[-1].pk


def _incomplete(register: Register):
    is_ours = {
        Register.CHILDCARE: ~Q(lrk=""),
        Register.BOARD: Q(sector=Sector.BOARD, board=None) & ~Q(board_number=""),
    }.get(register, ~Q(brin=""))
    misses = Q(postcode="") | Q(street="") | Q(province="") | Q(holiday_region="") | Q(city="")
    return Organisation.objects.filter(is_ours & misses)


def _with_entries(
    batch: list[Organisation], register: Register
) -> Iterator[tuple[Organisation, RegisterEntry]]:
    codes = {known.pk: _codes(known, register) for known in batch}
    entries = entries_by_code(register, {code for some in codes.values() for code in some})
    for known in batch:
        if entry := next((entries[code] for code in codes[known.pk] if code in entries), None):
            yield known, entry


def _codes(known: Organisation, register: Register) -> tuple[str, ...]:
    """Under which codes it may stand in this register."""
    if register == Register.CHILDCARE:
        return (known.lrk,)
    return (known.board_number,) if register == Register.BOARD else tuple(sorted(brin_variants(known.brin)))


def _complete(known: Organisation, entry: RegisterEntry) -> bool:
    offered = {"postcode": entry.postcode}
    if known.postcode in ("", entry.postcode):  # elsewhere it may have moved meanwhile
        offered |= {name: getattr(entry, name) for name in ADDRESS}
    changed = [name for name, value in offered.items() if value and not getattr(known, name)]
    for name in changed:
        setattr(known, name, offered[name])
    # Once, when its address comes: who took the board off at the desk took the number off too.
    if "street" in changed and entry.register != Register.BOARD and _may_join(known):
        join_board(known, entry, _family(entry.board_number))
        changed += ["board", "board_number"]
    if changed:
        known.save(update_fields=changed)
    return bool(changed)


def _may_join(known: Organisation) -> bool:
    return not known.board_number and not known.board_id and not known.members.exists()


def _family(number: str) -> list[Organisation]:
    return list(Organisation.objects.filter(board_number=number)[:MOST_OF_A_BOARD]) if number else []
