"""The export of the Landelijk Register Kinderopvang: childcare locations and their holders.

Childminders (VGO) are left out: the address is somebody's home, and no team learns together there.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from intake.models import Sector

from .entries import Entry, complete
from .numbers import normalise_lrk, squeeze
from .tables import BadRowError

ALIASES: dict[str, tuple[str, ...]] = {
    "code": ("lrk id", "lrk nummer", "lrknummer", "registratienummer", "lrk"),
    "kind": ("type oko", "type opvang", "soort opvang"),
    "name": ("actuele naam oko", "naam oko", "naam voorziening", "naam"),
    "status": ("status",),
    "street": ("opvanglocatie adres", "adres"),
    "postcode": ("opvanglocatie postcode", "postcode"),
    "city": ("opvanglocatie woonplaats", "woonplaats", "plaats"),
    "municipality": ("verantwoordelijke gemeente", "gemeente"),
    "board_number": ("kvk nummer houder", "kvknummer houder", "kvk nummer"),
    "board_name": ("naam houder", "houder"),
}
#: Without these columns a file is not the register's export.
NEEDED = frozenset({"code", "name"})
CHILDMINDER = "VGO"
REGISTERED = "ingeschreven"
_CHAMBER_NUMBER = re.compile(r"\d{8}", re.ASCII)


def is_childminder(cells: dict[str, str]) -> bool:
    return cells.get("kind", "").upper() == CHILDMINDER


def is_closed(cells: dict[str, str]) -> bool:
    """Whether the register says that it is no longer registered."""
    return cells.get("status", "").casefold() not in {"", REGISTERED}


def entry_of(cells: dict[str, str]) -> Entry:
    """What a row says. Raises BadRowError."""
    try:
        code = normalise_lrk(cells["code"])
    except ValidationError as error:
        raise BadRowError(_("“%(code)s” is no LRK number") % {"code": cells["code"][:20]}) from error
    chamber = squeeze(cells.get("board_number", "")).zfill(8)
    return complete(
        code=code,
        kind=cells.get("kind", "").upper()[:12],
        name=cells["name"],
        sector=Sector.CHILDCARE.value,
        street=cells.get("street", ""),
        postcode=cells.get("postcode", ""),
        city=cells.get("city", ""),
        municipality=cells.get("municipality", ""),
        board_number=chamber if _CHAMBER_NUMBER.fullmatch(chamber) and chamber.strip("0") else "",
        board_name=cells.get("board_name", ""),
    )
