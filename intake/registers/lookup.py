"""Finds an entry of the registers by what somebody types, or by its number. Only what is open is found."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex

from intake.models import Register, RegisterEntry

from .numbers import brin_variants
from .searching import search_name, words_of

#: So many are offered. Who sees more does not read them, but types on.
OFFERED = 8
#: What a number of each kind is looked up in; nobody asks as a board by its number.
SCHOOLS = (Register.PRIMARY, Register.SECONDARY, Register.SPECIAL, Register.VOCATIONAL)


@dataclass(frozen=True)
class Found:
    """The entries that fit best, and whether there are more. `is_short`: the question was too short."""

    entries: list[RegisterEntry]
    has_more: bool = False
    is_short: bool = False


def find_entries(question: str) -> Found:
    """What fits a name, a place, a postcode or a number as typed, the best first. At most one query.

    Each word of the question is the beginning of a word of the entry. A name that begins so comes first.
    """
    words = words_of(question)
    if not words:
        return Found([], is_short=True)
    rows = list(_ranked(words, question)[: OFFERED + 1])
    _name_boards(rows[:OFFERED])
    return Found(rows[:OFFERED], has_more=len(rows) > OFFERED)


def has_entries() -> bool:
    """Whether there is a register to look in."""
    return RegisterEntry.objects.exists()


def entry_by_key(key: str) -> RegisterEntry | None:
    """The entry of a choice in a form, `register:code`, or None for what is no open entry."""
    register, _colon, code = key.partition(":")
    if register not in Register.values or not 0 < len(code) <= 12 or "\0" in code:
        return None
    entry = _open().filter(register=register, code=code).first()
    _name_boards([entry] if entry else [])
    return entry


def key_of(entry: RegisterEntry) -> str:
    """What a form names an entry by."""
    return f"{entry.register}:{entry.code}"


def entry_by_number(*, brin: str = "", lrk: str = "") -> RegisterEntry | None:
    """The entry with this BRIN code or LRK number, or None. Two queries at most."""
    if brin:
        fits = Q(register__in=SCHOOLS, code__in=brin_variants(brin))
    elif lrk:
        fits = Q(register=Register.CHILDCARE, code=lrk)
    else:
        return None
    entry = _open().filter(fits).order_by("register", "code").first()
    _name_boards([entry] if entry else [])
    return entry


def entries_by_code(register: Register, codes: Collection[str]) -> dict[str, RegisterEntry]:
    """The open entries of this register with these codes, by code. Two queries at most."""
    entries = {entry.code: entry for entry in _open().filter(register=register, code__in=codes)}
    _name_boards(list(entries.values()))
    return entries


def _open() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(closed_on=None)


def _ranked(words: list[str], question: str) -> QuerySet[RegisterEntry]:
    # Looking through forty thousand short texts costs a database some milliseconds, and asks for no extension
    # and no index of words that has to follow every import. `make bench-registers` measures it.
    positions = {f"at_{n}": StrIndex("search_text", Value(f" {word}")) for n, word in enumerate(words)}
    has_all = reduce(and_, (Q(**{f"{name}__gt": 0}) for name in positions))
    wanted = search_name(question[:120])
    in_name = reduce(and_, (Q(search_name__contains=word) for word in words))
    rank = Case(
        When(search_text__endswith=f" {words[0]}", then=0),  # the code is the last word
        When(search_name=wanted, then=1),
        When(search_name__startswith=wanted, then=2),
        When(in_name, then=3),
        default=4,
        output_field=IntegerField(),
    )
    rows = _open().alias(**positions).filter(has_all).annotate(rank=rank)
    return rows.order_by("rank", "search_name", "city", "code")


def _name_boards(entries: list[RegisterEntry]) -> None:
    """Give the entries the name of their board, where its own file has it. One query, or none."""
    nameless = {entry.board_number for entry in entries if entry.board_number and not entry.board_name}
    if not nameless:
        return
    boards = RegisterEntry.objects.filter(register=Register.BOARD, code__in=nameless)
    names = dict(boards.values_list("code", "name"))
    for entry in entries:
        entry.board_name = entry.board_name or names.get(entry.board_number, "")
