"""Names of places, as one writes them. The registers have them in capitals, and marked with which one."""

import re

#: Marks that tell two places of one name apart; the province and the postcode say it as well.
PROVINCE_MARKS = frozenset({"ca", "dr", "fl", "fr", "gld", "gn", "lb", "nb", "nh", "ov", "ut", "zh", "zld"})
SMALL_WORDS = frozenset(
    ("'s", "'t", "aan", "ad", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "te", "ten", "van")
)
#: How people call a place that is officially called otherwise, as words of a search.
ALSO = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}
_MUNICIPALITY_MARK = re.compile(r"\s+gem\.?\s+.*$", re.IGNORECASE)
_PARTS = re.compile(r"[\s-]+|[^\s-]+")


def place_name(text: str) -> str:
    """ "ALTEVEER GEM NOORDENVELD" -> "Alteveer", "'S-GRAVENHAGE" -> "'s-Gravenhage"; mixed case stays."""
    if text != text.upper():
        return text
    text = _MUNICIPALITY_MARK.sub("", text)
    first, _space, last = text.rpartition(" ")
    if first and last.lower() in PROVINCE_MARKS:
        text = first
    if text.startswith(("S GRAVEN", "S HERTOGEN")):  # municipalities come without their apostrophe
        text = "'S-" + text[2:]
    parts = _PARTS.findall(text.lower())
    # The last word carries a capital too when it is a name: "Nederhorst den Berg", "De Wilp".
    return "".join(_written(part, is_first=place == 0) for place, part in enumerate(parts))


def _written(part: str, *, is_first: bool) -> str:
    if part.startswith("'") or (part in SMALL_WORDS and not is_first):
        return part
    if part.startswith("ij"):
        return f"IJ{part[2:]}"
    return part[:1].upper() + part[1:]
