"""How often one connection did a thing today, such as sending a request, without keeping whose it is."""

from datetime import date

from django.db import connection
from django.utils.crypto import salted_hmac

from intake.models import AddressCount

ADD = """
    INSERT INTO intake_addresscount (digest, day, count) VALUES (%s, %s, %s)
    ON CONFLICT (digest, day) DO UPDATE SET count = intake_addresscount.count + excluded.count
    RETURNING count
"""


def digest_of(address: str, day: date) -> str:
    """A keyed hash that nobody without the SECRET_KEY can turn back, and another one every day."""
    return salted_hmac(f"{__name__} {day.isoformat()}", address, algorithm="sha256").hexdigest()


def count_one_more(address: str, day: date) -> int:
    """Count one more of this address, or of this thing and address; gives how many today. One query."""
    return count_more(address, day)


def count_more(address: str, day: date, amount: int = 1) -> int:
    """The same for more at once, such as the kilobytes of a file."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [digest_of(address, day), day, amount])
        (count,) = cursor.fetchone()
    return count


def forget_before(day: date) -> int:
    """Delete what was counted before this day; gives how many rows."""
    return AddressCount.objects.filter(day__lt=day).delete()[0]
