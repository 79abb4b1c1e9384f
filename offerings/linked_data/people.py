"""People: advisers and trainers, and those who tell how it was."""

from collections.abc import Iterable, Iterator

from home.linked_data import LANGUAGE, Publisher, Thing, thing


def person(page, publisher: Publisher) -> Thing:
    """An adviser or trainer."""
    return thing(
        "Person",
        id_=publisher.thing_id(page),
        name=page.title,
        url=publisher.address(page),
        jobTitle=page.role,
        description=page.description,
        worksFor=publisher.reference,
        knowsAbout=page.themes,
        telephone=page.phone.as_e164 if page.phone else "",
        email=page.email,
    )


def instructors(people: Iterable, publisher: Publisher) -> list[Thing]:
    """Who gives a course, by name."""
    return [publisher.refer(page) for page in people]


def reviews(testimonials: Iterable, about: Thing | None = None) -> Iterator[Thing]:
    """What people tell, who gave consent to show it. They gave no mark, so there is none here.

    `about` is what they speak of; it is left out where that follows from the place.
    """
    for testimonial in testimonials:
        if testimonial and testimonial.is_shown:
            yield thing("Review", author=_teller(testimonial), itemReviewed=about, **_words(testimonial))


def _words(testimonial) -> dict[str, str]:
    return {"reviewBody": testimonial.quote, "inLanguage": LANGUAGE}


def _teller(testimonial) -> Thing:
    return thing(
        "Person",
        name=testimonial.person,
        jobTitle=testimonial.role,
        affiliation=thing("Organization", name=testimonial.organisation),
    )
