"""An entry of a register as a file says it, checked and made complete."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from intake.models import RegisterEntry

from .numbers import normalise_postcode
from .places import place_name
from .postcodes import province_of
from .regions import holiday_region_of
from .searching import search_name, search_text
from .tables import BadRowError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is stored of an entry, apart from its register and whether it is closed."""

    code: str
    name: str
    sector: str
    kind: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    municipality: str = ""
    province: str = ""
    board_number: str = ""
    board_name: str = ""
    holiday_region: str = ""
    search_name: str = ""
    search_text: str = ""

    as_fields = asdict


def complete(*, postcode: str, city: str, municipality: str, **facts) -> Entry:
    """An Entry with what follows from the rest: province and school holidays, and the words to find it by.

    Raises BadRowError without a name, and for a postcode that is none.
    """
    code, name = facts["code"], _fit(facts.pop("name"), "name")
    if not name:
        raise BadRowError(_("there is no name"), code)
    postcode = _postcode(postcode, code)
    city_name = _fit(place_name(city), "city")
    municipality_name = _fit(place_name(municipality), "municipality")
    facts["province"] = facts.get("province") or province_of(postcode)
    facts["holiday_region"] = facts.get("holiday_region") or holiday_region_of(postcode)
    facts["board_name"] = _fit(facts.get("board_name", ""), "board_name")
    facts["street"] = _fit(facts.get("street", ""), "street")
    return Entry(
        **facts,
        name=name,
        postcode=postcode,
        city=city_name,
        municipality=municipality_name,
        search_name=search_name(name),
        search_text=search_text(name=name, places=(city_name, municipality_name), codes=(postcode, code)),
    )


def _fit(text: str, field: str) -> str:
    """As much of it as is kept."""
    return text[: RegisterEntry._meta.get_field(field).max_length].rstrip()


def _postcode(text: str, code: str) -> str:
    if not text:
        return ""
    try:
        return normalise_postcode(text)
    except ValidationError as error:
        raise BadRowError(_("“%(text)s” is no postcode") % {"text": text[:20]}, code) from error
