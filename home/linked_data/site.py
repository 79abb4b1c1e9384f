"""The consultancy and its site: what every page says."""

from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.urls import reverse

from home.addresses import absolute

from .things import LANGUAGE, Publisher, Thing, thing

if TYPE_CHECKING:
    from home.models import BrandSettings


def organisation(publisher: Publisher) -> Thing:
    """The consultancy, with what editors said of it under Brand."""
    brand = publisher.brand
    return thing(
        "Organization",
        id_=publisher.organisation_id,
        name=brand.name,
        url=absolute("/"),
        slogan=brand.tagline,
        logo=thing("ImageObject", url=absolute(static("icons/touch-icon.png")), caption=brand.name),
        telephone=brand.phone.as_e164 if brand.phone else "",
        email=brand.email,
        address=_address(brand),
        identifier=_chamber_number(brand),
    )


def website(publisher: Publisher) -> Thing:
    """The site as a whole, and how to search it."""
    found = absolute(reverse("search")) + "?q={search_term_string}"
    return thing(
        "WebSite",
        id_=publisher.website_id,
        name=publisher.brand.name,
        url=absolute("/"),
        inLanguage=LANGUAGE,
        publisher=publisher.reference,
        potentialAction={
            "@type": "SearchAction",
            "target": thing("EntryPoint", urlTemplate=found),
            "query-input": "required name=search_term_string",
        },
    )


def _address(brand: "BrandSettings") -> Thing | None:
    if not (brand.street or brand.city):
        return None
    return thing(
        "PostalAddress",
        streetAddress=brand.street,
        postalCode=brand.postcode,
        addressLocality=brand.city,
        addressCountry="NL",
    )


def _chamber_number(brand: "BrandSettings") -> Thing | None:
    """The number in the Dutch trade register."""
    if not brand.chamber_number:
        return None
    return thing("PropertyValue", propertyID="KvK", value=brand.chamber_number)
