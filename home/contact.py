"""How to reach the consultancy, for a page that may not ask the database: as it was last read.

A page that says that something went wrong cannot go and ask the database that went wrong.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from phonenumber_field.phonenumber import PhoneNumber

from home.dutch import phone_number

if TYPE_CHECKING:
    from home.models import BrandSettings


@dataclass(frozen=True)
class Contact:
    """A name, a phone number (to read and to follow) and an e-mail address; what is not known is empty."""

    name: str = ""
    phone: str = ""
    phone_link: str = ""
    email: str = ""


_last_read = Contact()


def contact_of(brand: "BrandSettings") -> Contact:
    if not brand.phone:
        return Contact(name=brand.name, email=brand.email)
    return Contact(brand.name, phone_number(brand.phone), brand.phone.as_rfc3966, brand.email)


def remember(brand: "BrandSettings") -> None:
    """Keep how to reach this brand, in this process."""
    global _last_read  # noqa: PLW0603  (one value a process, replaced whole)
    _last_read = contact_of(brand)


def last_read() -> Contact:
    """As it was last read; by a process that never could, the phone number of the settings."""
    if _last_read != Contact() or not settings.CONTACT_PHONE:
        return _last_read
    number = PhoneNumber.from_string(settings.CONTACT_PHONE)
    return Contact(phone=phone_number(number), phone_link=number.as_rfc3966)
