"""Numbers, prices and days as one writes them in Dutch running text. Pure functions.

Words come through gettext; the order of things, the comma and the euro sign are the same in all of them.
"""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from itertools import groupby

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from phonenumber_field.phonenumber import PhoneNumber

NO_BREAK = "\u00a0"
NETHERLANDS = 31
WORDS = (
    _("zero"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
)
WEEKDAYS = (
    ngettext_lazy("a Monday", "%(count)s Mondays", "number"),
    ngettext_lazy("a Tuesday", "%(count)s Tuesdays", "number"),
    ngettext_lazy("a Wednesday", "%(count)s Wednesdays", "number"),
    ngettext_lazy("a Thursday", "%(count)s Thursdays", "number"),
    ngettext_lazy("a Friday", "%(count)s Fridays", "number"),
    ngettext_lazy("a Saturday", "%(count)s Saturdays", "number"),
    ngettext_lazy("a Sunday", "%(count)s Sundays", "number"),
)
SOME_DAYS = ngettext_lazy("one day", "%(count)s days", "number")


def euro(amount: Decimal) -> str:
    """ "€ 2.350,-" for a whole amount, "€ 89,50" for another."""
    whole, cents = divmod(round(amount * 100), 100)
    return f"€{NO_BREAK}{whole:,}".replace(",", ".") + (f",{cents:02}" if cents else ",-")


def decimal_comma(number: Decimal) -> str:
    """ "8,6", and "5" for 5.0."""
    return f"{Decimal(number).normalize():f}".replace(".", ",")


def in_words(count: int) -> str:
    """ "vier"; from thirteen on in digits."""
    return str(WORDS[count]) if 0 <= count < len(WORDS) else str(count)


def day(moment: date) -> str:
    """ "14 januari 2027"."""
    return date_format(moment, "j F Y").replace(" ", NO_BREAK)


def month(moment: date) -> str:
    """ "januari"."""
    return date_format(moment, "F")


def day_list(days: Iterable[date]) -> str:
    """ "14 januari, 11 februari en 15 april". Only a later year than the first one's is named."""
    days = sorted(days)
    years = groupby(days, key=lambda moment: moment.year)
    first_year = days[0].year if days else 0
    written = []
    for year, members in years:
        names = [date_format(moment, "j F").replace(" ", NO_BREAK) for moment in members]
        if year != first_year:
            names[-1] += f"{NO_BREAK}{year}"
        written += names
    return join_words(written)


def weekdays(days: Iterable[date]) -> str:
    """ "vier donderdagen" when they all fall on one, else "vier dagen"."""
    days = list(days)
    names = {moment.weekday() for moment in days}
    words = WEEKDAYS[names.pop()] if len(names) == 1 else SOME_DAYS
    return str(words % {"number": len(days), "count": in_words(len(days))})


def hours(start: time | None, end: time | None) -> str:
    """ "van 9.30 tot 16.30 uur", "vanaf 9.30 uur", or nothing when no hour is known."""
    if not start:
        return ""
    words = _("from %(start)s to %(end)s") if end else _("from %(start)s on")
    return str(words) % {"start": time_format(start, "G.i"), "end": time_format(end, "G.i") if end else ""}


def join_words(words: list[str]) -> str:
    """ "een, twee en drie"."""
    if len(words) < 2:
        return "".join(words)
    together = _("and")
    return f"{', '.join(words[:-1])} {together} {words[-1]}"


def upper_first(text: str) -> str:
    """ "Zeven" for "zeven", to begin a sentence; a capital drops the first accent of "één": "Eén"."""
    return ("E" if text.startswith("één") else text[:1].upper()) + text[1:]


def lower_first(text: str) -> str:
    """ "begeleiders" for "Begeleiders", to stand within a sentence; a word in capitals stays: "PLG"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def phone_number(number: PhoneNumber) -> str:
    """ "030 123 45 67" and "06 12 34 56 78", as one reads it aloud; abroad with the country code in front.

    The area code is the library's; the digits after it stand in pairs, an odd one first.
    """
    if number.country_code != NETHERLANDS:
        return number.as_international
    area, _space, rest = number.as_national.partition(" ")
    digits = rest.replace(" ", "")
    if not digits.isdigit():
        return number.as_national
    first = 3 if len(digits) % 2 else 2
    pairs = [digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))]
    return " ".join([area, *pairs])
