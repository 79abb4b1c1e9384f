"""The open data files of DUO: branches of schools, and school boards. One file replaces one register.

DUO changed the names of its columns more than once, and they differ between primary, secondary and special
education. Source: onderwijsdata.duo.nl, and the files that stand there.
"""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from intake.models import HolidayRegion, Province, Register, Sector

from .entries import Entry, complete
from .numbers import BRIN, normalise_brin, squeeze
from .tables import BadRowError, RegisterFileError, Table, plain_heading

ALIASES: dict[str, tuple[str, ...]] = {
    "brin": ("instellingscode", "brin nummer", "brinnummer", "brin", "brin code"),
    "branch": ("vestigingscode", "vestigingsnummer", "brin vestigingsnummer", "vestigings code", "vestiging"),
    "name": (
        "vestigingsnaam",
        "naam vestiging",
        "instellingsnaam vestiging",
        "instellingsnaam",
        "naam instelling",
    ),
    "street": ("straatnaam", "straatnaam vestiging", "straat", "adres"),
    "house": ("huisnummer toevoeging", "huisnummer toevoeging vestiging", "huisnummer", "huisnr"),
    "postcode": ("postcode", "postcode vestiging"),
    "city": ("plaatsnaam", "plaatsnaam vestiging", "plaats", "woonplaats"),
    "municipality": ("gemeentenaam", "gemeentenaam vestiging", "gemeente"),
    "province": ("provincie", "provincienaam", "provincie vestiging"),
    "board_number": ("bevoegd gezag nummer", "bevoegd gezagnummer", "bevoegd gezag", "bestuursnummer"),
    "board_name": ("bevoegd gezag naam", "naam bevoegd gezag", "bestuursnaam"),
    "holiday_region": ("vakantieregio", "vakantie regio"),
}
SECTORS = {
    Register.PRIMARY: Sector.PRIMARY,
    Register.SECONDARY: Sector.SECONDARY,
    Register.SPECIAL: Sector.SPECIAL,
    Register.VOCATIONAL: Sector.VOCATIONAL,
    Register.BOARD: Sector.BOARD,
}
#: By what the files are called; the first that fits.
FILE_NAMES = (
    (Register.BOARD, re.compile(r"bevoegde gezag|besturen")),
    (Register.SPECIAL, re.compile(r"\bv?so\b|\(v\)so|speciaal onderwijs|special onderwijs")),
    (Register.SECONDARY, re.compile(r"\bvo\b|voortgezet")),
    (Register.VOCATIONAL, re.compile(r"\bmbo\b|beroeps")),
    (Register.PRIMARY, re.compile(r"basisonderwijs|basisscholen|\bbo\b|\bpo\b")),
)
PROVINCES = {plain_heading(str(label)): value for value, label in Province.choices} | {
    "friesland": Province.FRYSLAN.value
}
REGIONS = {"noord": HolidayRegion.NORTH, "midden": HolidayRegion.MIDDLE, "zuid": HolidayRegion.SOUTH}
_BOARD_NUMBER = re.compile(r"\d{3,8}", re.ASCII)


def register_of(path: Path, table: Table) -> Register:
    """Which register a file is of, by its columns and its name. RegisterFileError when neither says it."""
    if not {"brin", "branch"} & table.columns:
        if {"board_number", "board_name"} <= table.columns:
            return Register.BOARD
        raise RegisterFileError(_("No column has the code of a school (INSTELLINGSCODE or VESTIGINGSCODE)."))
    if "name" not in table.columns:
        raise RegisterFileError(_("No column has the name of a school (VESTIGINGSNAAM)."))
    name = plain_heading(path.stem)
    # Only secondary schools have a structure (vmbo, havo, vwo), whatever the file is called.
    if "onderwijsstructuur" in table.headings:
        return Register.SECONDARY
    for register, pattern in FILE_NAMES:
        if register != Register.BOARD and pattern.search(name):
            return register
    raise RegisterFileError(
        _("The name of the file does not say which schools these are. Say it with --register.")
    )


def entry_of(cells: dict[str, str], register: Register) -> Entry:
    """What a row says. Raises BadRowError."""
    is_board = register == Register.BOARD
    code = _board_number(cells, is_needed=True) if is_board else _branch(cells)
    return complete(
        code=code,
        name=cells["board_name"] if is_board else cells["name"],
        sector=SECTORS[register].value,
        street=f"{cells.get('street', '')} {cells.get('house', '')}".strip(),
        postcode=cells.get("postcode", ""),
        city=cells.get("city", ""),
        municipality=cells.get("municipality", ""),
        province=PROVINCES.get(plain_heading(cells.get("province", "")), ""),
        board_number="" if is_board else _board_number(cells),
        board_name="" if is_board else cells.get("board_name", ""),
        holiday_region=str(REGIONS.get(cells.get("holiday_region", "").casefold(), "")),
    )


def _branch(cells: dict[str, str]) -> str:
    """The code of a branch: whole, or only its two digits beside the school's own; without one, the first."""
    school, branch = squeeze(cells.get("brin", "")), squeeze(cells.get("branch", ""))
    code = branch if BRIN.fullmatch(branch) else school + branch
    code = code if len(code) != len("03WU") else f"{code}00"
    try:
        return normalise_brin(code)
    except ValidationError as error:
        raise BadRowError(_("“%(code)s” is no BRIN code") % {"code": code[:20]}) from error


def _board_number(cells: dict[str, str], *, is_needed: bool = False) -> str:
    number = cells.get("board_number", "")
    if _BOARD_NUMBER.fullmatch(number):
        return number
    if is_needed:
        raise BadRowError(_("“%(code)s” is no number of a board") % {"code": number[:20]})
    return ""
