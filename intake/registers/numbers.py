"""Numbers and codes as people type them, made into the one way we store them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: A school: two digits and two characters; a branch of it: two digits more. DUO, "Open onderwijsdata".
BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?", re.ASCII)
#: A childcare location: nine to twelve digits. Landelijk Register Kinderopvang.
LRK = re.compile(r"\d{9,12}", re.ASCII)
#: Four digits, not starting with 0, and two letters; SA, SD and SS are never given out. NEN 5825.
POSTCODE = re.compile(r"([1-9]\d{3})([A-Z]{2})", re.ASCII)
NEVER_GIVEN = frozenset({"SA", "SD", "SS"})


def squeeze(text: str) -> str:
    """The text in capitals, without the spaces, dots and dashes people put in between."""
    return re.sub(r"[\s.\-_]", "", text).upper()


def normalise_brin(text: str) -> str:
    """ "03 wu-00" -> "03WU00". Raises ValidationError."""
    code = squeeze(text)
    if not BRIN.fullmatch(code):
        raise ValidationError(
            _("A BRIN code has two digits and two letters, and sometimes two digits more: 03WU or 03WU00."),
            code="brin",
        )
    return code


def brin_variants(code: str) -> tuple[str, ...]:
    """The ways to write the code of one place: a school is its own first branch, "03WU" is "03WU00"."""
    if len(code) == len("03WU"):
        return code, f"{code}00"
    return (code, code[:4]) if code.endswith("00") else (code,)


def normalise_lrk(text: str) -> str:
    """ "LRK 123 456 789" -> "123456789". Raises ValidationError."""
    number = squeeze(text).removeprefix("LRK")
    if not LRK.fullmatch(number):
        raise ValidationError(_("An LRK number has nine to twelve digits."), code="lrk")
    return number


def normalise_postcode(text: str) -> str:
    """ "3512lk" -> "3512 LK". Raises ValidationError."""
    match = POSTCODE.fullmatch(squeeze(text))
    if not match or match[2] in NEVER_GIVEN:
        raise ValidationError(
            _("A postcode has four digits and two letters, such as 3512 LK."), code="postcode"
        )
    return f"{match[1]} {match[2]}"
