"""Courses. Google's rules for them: https://developers.google.com/search/docs/appearance/structured-data/course-info"""

from collections.abc import Iterator

from home.dutch import decimal_comma
from home.linked_data import LANGUAGE, Publisher, Thing, number, thing
from home.sharing.pictures import picture_of
from home.summaries import plain

from .dates import course_instance, instance_on_location, money
from .people import reviews

#: Marks are out of ten.
BEST = 10


def course(page, publisher: Publisher, told=()) -> Thing:
    """A course with its dates to come. `told` are testimonials about it that may be shown."""
    address = publisher.address(page)
    dates = [course_instance(date, page, publisher) for date in page.dates_to_come]
    if page.on_location:
        dates.append(instance_on_location(page, publisher))
    return thing(
        "Course",
        id_=publisher.thing_id(page),
        name=page.title,
        description=page.description,
        url=address,
        image=picture_of(page, publisher.brand).address,
        inLanguage=LANGUAGE,
        provider=publisher.reference,
        audience=[thing("Audience", audienceType=name) for name in page.audience_names],
        timeRequired=f"PT{page.study_hours}H" if page.study_hours else "",
        numberOfCredits=_credits(page),
        educationalCredentialAwarded=list(_recognition(page)),
        aggregateRating=_rating(page),
        review=list(reviews(told)),
        offers=money(page.price, url=address),
        hasCourseInstance=dates,
    )


def _credits(page) -> Thing | None:
    if not page.credits:
        return None
    return thing("QuantitativeValue", value=number(page.credits), unitText="EC")


def _recognition(page) -> Iterator[Thing]:
    """What a participant may count it for, by each register that recognises the course."""
    for register in page.recognised_by:
        yield thing(
            "EducationalOccupationalCredential",
            name=", ".join(filter(None, [register, plain(page.recognition)])),
            recognizedBy=thing("Organization", name=register),
        )


def _rating(page) -> Thing | None:
    """The rating, as long as it says how many gave it, where and when: that stands in its explanation."""
    if not page.has_rating:
        return None
    source = f"{page.rating_source}, {page.rating_date.isoformat()}"
    return thing(
        "AggregateRating",
        ratingValue=number(page.rating),
        bestRating=BEST,
        ratingCount=page.rating_count,
        ratingExplanation=f"{decimal_comma(page.rating)} / {BEST} ({source})",
    )
