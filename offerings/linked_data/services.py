"""Services: the steps of the journey."""

from decimal import Decimal

from home.linked_data import Publisher, Thing, thing

from .dates import money
from .people import reviews

COUNTRY = "Nederland"


def service(page, publisher: Publisher) -> Thing:
    """A step of the journey. Only what costs nothing has a price: the others are by agreement."""
    return thing(
        "Service",
        id_=publisher.thing_id(page),
        name=page.title,
        description=page.description,
        url=publisher.address(page),
        serviceType=page.title,
        provider=publisher.reference,
        areaServed=thing("Country", name=COUNTRY),
        audience=thing("Audience", audienceType=page.audience) if page.audience else None,
        offers=money(Decimal(0), url=publisher.address(page)) if page.free_of_charge else None,
        review=list(reviews([page.testimonial])),
    )
