"""The words of a question, and the other forms of a Dutch word that mean the same. Pure functions.

PostgreSQL's Dutch stemmer (Snowball) takes "leergemeenschappen" and "leergemeenschap", or "brief" and
"brieven", for different words, and SQLite has no Dutch stemmer at all. So both are asked for the beginnings
that the forms of a word share, as a light stemmer finds them, and the same are marked in what was found.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: A longer question is cut off: nobody types it, and it costs the database work.
LONGEST = 100
#: A beginning is at least so long: with less, it fits words that have nothing in common.
BEGINNING = 4

#: Words that are in every text. A question of nothing else is asked as it is.
COMMON = frozenset(
    (
        "aan", "al", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "doe", "door", "een", "en",
        "er", "het", "hoe", "ik", "in", "is", "je", "kan", "kun", "kunt", "maar", "me", "mee", "met",
        "mijn", "moet", "na", "naar", "niet", "nog", "nu", "of", "om", "ons", "onze", "ook", "op",
        "over", "te", "tot", "u", "uit", "uw", "van", "voor", "waar", "wat", "we", "wel", "wie", "wij",
        "wil", "wilt", "word", "worden", "wordt", "zijn", "zo", "zonder",
    )
)  # fmt: skip
#: Endings that are taken off, longest first, each with how many letters must stay.
ENDINGS = (
    ("heden", 4),
    ("ingen", 4),
    ("eren", 4),
    ("sters", 5),
    ("ing", 4),
    ("ers", 5),
    ("ster", 5),
    ("en", 3),
    ("er", 5),
    ("s", 4),
    ("e", 4),
)
_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)([^aeiou])$")
_SHORT_VOWEL = re.compile(r"(?<![aeiou])([aeou])([^aeiouwx])$")
_SHARP = {"v": "f", "z": "s"}


@dataclass(frozen=True)
class Word:
    """A word that was asked for: as it was typed, without accents, and the beginnings its forms share."""

    typed: str
    exact: frozenset[str]
    beginnings: frozenset[str]


def words_of(question: str) -> list[Word]:
    """What a question is about: its words, without those that are in every text and without doubles."""
    typed = [fold(word) for word in _WORD.findall(question[:LONGEST])]
    long = [word for word in dict.fromkeys(typed) if len(word) > 1]
    return [_word(word) for word in long if word not in COMMON] or [_word(word) for word in long]


def fold(text: str) -> str:
    """The text in small letters without accents; every character stays one, at its place."""
    return "".join(unicodedata.normalize("NFD", letter.lower())[0] for letter in text)


def pattern(words: Iterable[Word]) -> re.Pattern:
    """Finds the forms of these words in a folded text. Without words it finds nothing."""
    forms = {rf"{re.escape(start)}\w*" for word in words for start in word.beginnings}
    forms |= {re.escape(exact) + r"\b" for word in words for exact in word.exact}
    return (
        re.compile(rf"\b(?:{'|'.join(sorted(forms, key=len, reverse=True))})")
        if forms
        else re.compile(r"(?!)")
    )


def _word(typed: str) -> Word:
    stem = _stem(typed)
    beginnings = {one for one in {stem, *_variants(stem)} if len(one) >= BEGINNING}
    exact = {typed}
    if len(stem) < BEGINNING:  # les: its plural by name, for "les" begins too much
        exact |= {stem, f"{stem}{stem[-1]}en", f"{stem}en", f"{stem}s"}
    return Word(typed, frozenset(exact), frozenset(beginnings))


def _stem(word: str) -> str:
    """The word without its ending, as far as that is plain: leergemeenschappen -> leergemeenschap."""
    if len(word) < BEGINNING or any(letter.isdigit() for letter in word):
        return word
    for ending, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word.removesuffix(ending)
            word = f"{word}heid" if ending == "heden" else word
            break
    return _DOUBLED.sub(r"\1", word)


def _variants(stem: str) -> set[str]:
    """The other spellings of a stem: schol and school, briev and brief, lez and lees."""
    spellings = {stem}
    if stem[-1] in _SHARP:
        spellings.add(stem[:-1] + _SHARP[stem[-1]])
    elif stem[-1] in _SHARP.values() and len(stem) > BEGINNING:
        spellings.add(stem[:-1] + {"f": "v", "s": "z"}[stem[-1]])
    for one in tuple(spellings):
        spellings.add(_LONG_VOWEL.sub(lambda match: match[1][0] + match[2], one))
        spellings.add(_SHORT_VOWEL.sub(r"\1\1\2", one))
    return spellings - {stem}
