"""Days as one says them."""

from datetime import date

from django.utils.formats import date_format


def spoken_day(day: date) -> str:
    """ "dinsdag 24 november": as one says it to somebody, in the active language."""
    return date_format(day, "l j F")
