"""Names of organisations, made comparable."""

import re
import unicodedata

# What people write in two ways. Whole words only.
SAME_WORD = {
    "st": "sint",
    "stg": "",
    "obs": "",
    "cbs": "",
    "rkbs": "",
    "bs": "",
    "ikc": "",
    "basisschool": "",
    "school": "",
    "kindcentrum": "",
    "kinderopvang": "",
    "kdv": "",
    "stichting": "",
    "de": "",
    "het": "",
    "t": "",
}


def match_name(name: str) -> str:
    """A name as compared: no accents, capitals, signs, articles or kind of school; up to 120 characters.

    "OBS De Wrâldwizer" and "wraldwizer" are the same. A name of only such words stays whole.
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    kept = [SAME_WORD.get(word, word) for word in words]
    return " ".join(word for word in kept if word)[:120] or " ".join(words)[:120] or name.casefold()[:120]
