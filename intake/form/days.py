"""Days as people type them: 3-12-2026, 3/12/26, 3 dec 2026, 2026-12-03."""

import re
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import override

DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
SPOKEN = re.compile(r"(?:[a-z]+\s+)?(\d{1,2})\.?\s+([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """The day that was meant, or None. Two digits for a year mean this century."""
    text = text.strip()
    try:
        if match := YEAR_FIRST.fullmatch(text):
            return date(*map(int, match.groups()))
        if match := DAY_FIRST.fullmatch(text):
            day, month, year = map(int, match.groups())
            return date(year + 2000 if year < 100 else year, month, day)
        if (match := SPOKEN.fullmatch(text)) and (month := _month(match[2])):
            return date(int(match[3]), month, int(match[1]))
    except ValueError:  # such as 31 February
        return None
    return None


def _month(word: str) -> int | None:
    """1 for "januari" and "jan"; in Dutch, the language of the site."""
    if len(word) < 3:
        return None
    with override("nl"):
        names = {number: str(name) for number, name in MONTHS.items()}
    if word.lower() in {"mrt", "maa"}:
        return 3
    return next((number for number, name in names.items() if name.startswith(word.lower())), None)
