"""The words of a name and of a question, so that a school is found as people write it. Pure functions.

Both sides lose accents, capitals and signs, and get their abbreviations written out. What only says what kind
of school it is need not be asked for: "obs De Wegwijzer", "Openbare Basisschool De Wegwijzer" and "wegwijzer"
are one question.
"""

import re
import unicodedata

from .numbers import BRIN, squeeze
from .places import ALSO

#: A longer question is cut off: nobody types it, and it costs the database work.
LONGEST, MOST_WORDS = 80, 6
#: A shorter question is refused: it would find half the country.
SHORTEST = 3

WRITTEN_OUT = {
    "st": "sint", "dr": "doctor", "dokter": "doctor", "ds": "dominee", "mr": "meester", "prof": "professor",
    "burg": "burgemeester", "past": "pastoor", "mgr": "monseigneur", "kon": "koningin", "pr": "prins",
    "gebr": "gebroeders", "jhr": "jonkheer", "kdv": "kinderdagverblijf", "bso": "buitenschoolse",
}  # fmt: skip
KINDS = frozenset(
    (
        "basisschool", "basissch", "bs", "obs", "cbs", "kbs", "rkbs", "rk", "pc", "pcb", "pcbo", "pcbs",
        "gbs", "ikc", "kc", "kindcentrum", "school", "scholengemeenschap", "sg", "sbo", "so", "vso", "pro",
        "openbare", "openbaar", "christelijke", "christelijk", "katholieke", "rooms", "protestants",
        "protestantse", "basisonderwijs", "onderwijs", "kinderopvang", "kinderdagverblijf",
        "buitenschoolse", "opvang", "stichting", "stg", "vereniging", "voor", "van", "de", "het", "den",
        "der", "een", "en", "t", "s", "in", "te", "op",
    )
)  # fmt: skip
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b")
_SUFFIX = re.compile(r"^(.{4,}?)s?(?:school|college|schule)$")


def plain_words(text: str) -> list[str]:
    """ "O.B.S. St. Wrâldwizer" -> ["obs", "sint", "wraldwizer"]."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    plain = _ABBREVIATION.sub(lambda match: match[0].replace(".", "") + " ", plain)
    return [WRITTEN_OUT.get(word, word) for word in _WORD.findall(plain)]


def search_name(name: str) -> str:
    """The words of a name that tell it from others; those of a name of only such words stay. 200 at most."""
    words = plain_words(name)
    return " ".join([word for word in words if word not in KINDS] or words)[:200]


def search_text(*, name: str, places: tuple[str, ...], codes: tuple[str, ...]) -> str:
    """Everything an entry is found by: " wraldwizer goutum 01ab00 ", every word with a space before it."""
    by_place = [" ".join(plain_words(place)) for place in places]
    also = [ALSO[place] for place in by_place if place in ALSO]
    text = " ".join([*plain_words(name), *by_place, *also, *codes]).lower()
    return f" {' '.join(dict.fromkeys(text.split()))}"[:500]


def words_of(question: str) -> list[str]:
    """The beginnings of words that an entry must have, at most six; none for a question that is too short."""
    question = question[:LONGEST].casefold()
    if BRIN.fullmatch(squeeze(question)):
        return [squeeze(question).lower()]
    # "3512lk" is stored as two words.
    typed = plain_words(_POSTCODE.sub(r"\1 \2", question))
    if sum(map(len, typed)) < SHORTEST:
        return []
    telling = [word for word in typed if word not in KINDS] or typed
    words = dict.fromkeys(_SUFFIX.sub(r"\1", word) for word in telling)
    return list(words)[:MOST_WORDS]
