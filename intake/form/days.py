"""A day as people type it."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari feb febr", "maart mrt mar", "april apr", "mei", "juni jun"),
            *("juli jul", "augustus aug", "september sept sep", "oktober okt oct", "november nov"),
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY = re.compile(r"^(maan|dins|woens|donder|vrij|zater|zon)dag|^(ma|di|wo|do|vr|za|zo)\b")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{2}|\d{4}))?", re.ASCII)
WORDS = re.compile(r"(\d{1,2})(?:e|ste|de)?[-/. ]*([a-z]+)[-/., ]*(\d{2}|\d{4})?", re.ASCII)


def parse_day(text: str, today: date) -> date | None:
    """ "12 maart 2027", "12-3-27", "do 12 mrt", "2027-03-12": that day; None when it is no day.

    Without a year it is the first such day from today on.
    """
    text = WEEKDAY.sub("", text.strip().lower()).strip(" .,")
    if match := ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := NUMBERS.fullmatch(text):
        day, month, year = match.groups()
    elif (match := WORDS.fullmatch(text)) and match[2] in MONTHS:
        day, month, year = match[1], MONTHS[match[2]], match[3]
    else:
        return None
    return _day(year, int(month), int(day), today)


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # 29 February may be years away.
    days = (_date(today.year + later, month, day) for later in range(9))
    return next((found for found in days if found and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
