"""Where a long Dutch word may be broken: a soft hyphen at the joints of a compound.

Browsers hyphenate Dutch on few systems, and a heading is the one place where a word is wider than a phone.
The joints are those of the words this field uses; a word without a known joint is left as it is.
"""

import re

SOFT_HYPHEN = "\u00ad"
#: Words of more letters than this get joints, unless a narrow place asks for fewer.
LONG = 14
#: No shorter piece than this is left at the end of a line or the start of the next.
PIECE = 4

#: First parts of compounds, each with the letter that joins them ("school" + "leiders" + "register").
FIRST_PARTS = (
    "aanvraag", "basis", "begeleiders", "begeleidings", "bestuurs", "bijeenkomst", "expertise",
    "gedrags", "groeps", "hoofd", "informatie", "jeugd", "kennis", "kinder", "klassen", "kwaliteits",
    "leer", "leerlingen", "leiderschaps", "leraren", "lerende", "literatuur", "mede", "mensen",
    "netwerk", "onderwijs", "onderzoeks", "ontwikkel", "ontwikkelings", "opleidings", "organisatie",
    "ouder", "praktijk", "privacy", "proces", "professionaliserings", "programma", "register", "samen",
    "samenwerkings", "school", "schoolleider", "schoolleiders", "start", "studie", "team", "trainings",
    "verander", "verbeter", "vergader", "verzuim", "voorbereidings", "voorschool", "werk",
)  # fmt: skip
#: Last parts, and endings that may stand on a line of their own.
LAST_PARTS = (
    "aanbod", "aanpak", "aanvraag", "begeleider", "begeleiders", "begeleiding", "belasting", "bestuur",
    "bijeenkomst", "bijeenkomsten", "cultuur", "gemeenschap", "gemeenschappen", "gesprek", "gesprekken",
    "groepen", "heden", "heid", "isering", "lijkheid", "medewerker", "medewerkers", "onderwijs",
    "onderzoek", "ontwikkeling", "opleiding", "opvang", "overleg", "plannen", "register", "registratie",
    "structuur", "traject", "trajecten", "vaardigheden", "verband", "verbanden", "verbetering",
    "vergadering", "verklaring", "vermogen", "werkers", "zorg",
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")
_STARTS = re.compile("|".join(sorted(FIRST_PARTS, key=len, reverse=True)), re.IGNORECASE)
_ENDS = re.compile(rf"(?:{'|'.join(sorted(LAST_PARTS, key=len, reverse=True))})$", re.IGNORECASE)


def soft_hyphens(text: str, longer_than: int = LONG) -> str:
    """The text with soft hyphens in its words of more letters than this."""
    return _WORD.sub(lambda match: _break(match[0]) if len(match[0]) > longer_than else match[0], text)


def _break(word: str) -> str:
    joints = {joint for joint in _joints(word) if PIECE <= joint <= len(word) - PIECE}
    return "".join(SOFT_HYPHEN * (place in joints) + letter for place, letter in enumerate(word))


def _joints(word: str) -> set[int]:
    joints = set()
    place = 0
    while match := _STARTS.match(word, place):
        place = match.end()
        joints.add(place)
    if match := _ENDS.search(word, place or 1):
        joints.add(match.start())
    return joints
