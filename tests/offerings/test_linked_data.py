"""What the offering says about itself to machines."""

from datetime import date, time

import pytest

from offerings.linked_data.dates import _frequency
from offerings.models import CourseDay
from tests import schema_org
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AudienceFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    RegisterFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    days_ahead,
)
from tests.home.test_linked_data import HOST, read, the_one

pytestmark = pytest.mark.django_db
SCHEMA = "https://schema.org/"


def said_of(client, page, kind="Course") -> dict:
    return the_one(read(client, page.url), kind)


def said_of_date(client, **fields) -> dict:
    date = CourseDateFactory(**fields)
    [instance] = said_of(client, date.course)["hasCourseInstance"]
    return instance


def test_a_course_says_its_facts(client):
    course = CoursePageFactory(
        title="Leren leiden", price="2350.50", study_hours=144, credits="5.0", recognition="telt mee"
    )
    course.registers.add(RegisterFactory(name="Schoolleidersregister PO"))
    course.audiences.add(AudienceFactory(name="Schoolleiders"))
    course.save()

    said = said_of(client, course)

    assert said["@id"] == f"{HOST}{course.url}#opleiding"
    assert said["provider"]["@id"] == f"{HOST}/#organisatie"
    assert said["offers"] | {"url": ""} == {
        "@type": "Offer",
        "category": "Paid",
        "price": "2350.50",
        "priceCurrency": "EUR",
        "url": "",
    }
    assert said["timeRequired"] == "PT144H"
    assert said["numberOfCredits"] == {"@type": "QuantitativeValue", "value": 5, "unitText": "EC"}
    assert said["audience"] == [{"@type": "Audience", "audienceType": "Schoolleiders"}]
    [award] = said["educationalCredentialAwarded"]
    assert award["name"] == "Schoolleidersregister PO, telt mee"
    assert award["recognizedBy"]["name"] == "Schoolleidersregister PO"


def test_a_price_by_agreement_is_no_price(client):
    assert said_of(client, CoursePageFactory(price=None))["offers"].keys() == {"@type", "category", "url"}


def test_a_date_says_when_where_and_for_how_much(client):
    date = CourseDateFactory(
        course=CoursePageFactory(price=690),
        place="Zwolle",
        venue="De Stadsweide",
        days=days_ahead(20, 27, 34),
        seats_taken=4,
    )
    CourseDay.objects.update(starts_at=time(9, 30), ends_at=time(16, 0))
    first, *_between, last = days_ahead(20, 27, 34)

    [said] = said_of(client, date.course)["hasCourseInstance"]

    assert said["@id"] == f"{HOST}{date.course.url}#{date.anchor}"
    assert said["startDate"].startswith(f"{first}T09:30:00+0")
    assert said["endDate"].startswith(f"{last}T16:00:00+0")
    assert said["courseMode"] == "Onsite"
    assert said["location"]["name"] == "De Stadsweide"
    assert said["location"]["address"]["addressLocality"] == "Zwolle"
    assert said["courseWorkload"] == "PT19H30M"  # three days of six and a half hours
    assert said["courseSchedule"]["repeatFrequency"] == "Weekly"
    assert said["courseSchedule"]["repeatCount"] == 3
    assert [day["startDate"] for day in said["eventSchedule"]] == [str(day) for day in days_ahead(20, 27, 34)]
    assert (said["maximumAttendeeCapacity"], said["remainingAttendeeCapacity"]) == (14, 10)
    assert said["offers"]["price"] == "690.00"
    assert said["offers"]["availability"] == f"{SCHEMA}InStock"
    assert said["offers"]["validThrough"] == str(first)


@pytest.mark.parametrize(
    ("fields", "availability"),
    [
        ({}, "InStock"),
        ({"seats_taken": 12}, "LimitedAvailability"),
        ({"full": True}, "SoldOut"),
        ({"closed": True}, "OutOfStock"),
    ],
)
def test_a_date_says_whether_there_is_a_seat(client, fields, availability):
    assert said_of_date(client, **fields)["offers"]["availability"] == SCHEMA + availability


def test_an_online_date_is_nowhere(client):
    said = said_of_date(client, online=True, place="online", price=590)

    assert said["courseMode"] == "Online"
    assert said["location"]["@type"] == "VirtualLocation"
    assert said["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
    assert said["offers"]["price"] == "590.00"


def test_what_is_over_or_cancelled_is_not_said(client):
    course = CoursePageFactory()
    CourseDateFactory(course=course, past=True)
    CourseDateFactory(course=course, status="cancelled")

    assert "hasCourseInstance" not in said_of(client, course)


def test_a_course_on_location_needs_no_date(client):
    [said] = said_of(client, CoursePageFactory(on_location=True, meetings=4))["hasCourseInstance"]

    assert said["courseMode"] == "Onsite"
    assert said["courseWorkload"] == "vier bijeenkomsten"


@pytest.mark.parametrize(
    ("days", "word"),
    [
        ([date(2027, 1, 4), date(2027, 1, 5)], "Daily"),
        ([date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18)], "Weekly"),
        ([date(2027, 11, 4), date(2027, 12, 9), date(2028, 1, 6)], "Monthly"),
        ([date(2027, 1, 4), date(2027, 1, 25), date(2027, 2, 15)], ""),
        ([date(2027, 1, 4)], ""),
    ],
)
def test_a_rhythm_is_named_only_when_there_is_one(days, word):
    assert _frequency(days) == word


def test_a_rating_says_of_how_many_and_where_it_comes_from(client):
    rating = said_of(client, CoursePageFactory(rated=True))["aggregateRating"]

    assert (rating["ratingValue"], rating["bestRating"], rating["ratingCount"]) == (8.6, 10, 37)
    assert "eigen vragenlijst, 2026-07-01" in rating["ratingExplanation"]


def test_without_a_rating_none_is_said(client):
    assert "aggregateRating" not in said_of(client, CoursePageFactory())


@pytest.mark.parametrize("state", ["without_consent", "consent_ended", "consent_to_come"])
@pytest.mark.parametrize("factory", [CoursePageFactory, ServicePageFactory], ids=["course", "service"])
def test_who_gave_no_valid_consent_is_not_quoted(client, factory, state):
    page = factory()
    TestimonialFactory(about=[page], **{state: True})

    assert not schema_org.of_type(read(client, page.url), "Review")


@pytest.mark.parametrize("factory", [CoursePageFactory, ServicePageFactory], ids=["course", "service"])
def test_who_gave_consent_is_quoted_with_name_and_organisation(client, factory):
    page = factory()
    TestimonialFactory(about=[page], quote="Het werkt.", person="Ruth Codrington")

    [review] = schema_org.of_type(read(client, page.url), "Review")

    assert review["reviewBody"] == "Het werkt."
    assert review["author"]["name"] == "Ruth Codrington"
    assert review["author"]["affiliation"]["name"] == "IKC De Waterlijn"
    assert "reviewRating" not in review


def test_the_list_of_testimonials_says_what_each_is_about(client):
    page, course = TestimonialIndexPageFactory(), CoursePageFactory(title="Leren leiden")
    TestimonialFactory(about=[course], featured=True)
    TestimonialFactory()
    TestimonialFactory(consent_ended=True)

    about = [
        review["itemReviewed"]["name"] for review in schema_org.of_type(read(client, page.url), "Review")
    ]

    assert about == ["Leren leiden", "Leerkring"]


def test_a_service_says_who_gives_it_and_to_whom(client):
    service = ServicePageFactory(audience="Schoolleiders")

    said = said_of(client, service, "Service")

    assert said["provider"]["name"] == "Leerkring"
    assert said["areaServed"] == {"@type": "Country", "name": "Nederland"}
    assert said["audience"]["audienceType"] == "Schoolleiders"


def test_a_service_that_costs_nothing_says_so_on_the_page_and_to_machines(client):
    free, paid = ServicePageFactory(free_of_charge=True), ServicePageFactory()

    offer = said_of(client, free, "Service")["offers"]

    assert (offer["category"], offer["price"]) == ("Free", "0.00")
    assert "<dt>Kosten</dt><dd>Geen</dd>" in client.get(free.url).content.decode()
    assert "offers" not in said_of(client, paid, "Service")


def test_an_adviser_is_a_person_with_a_profile(client):
    page = AdviserPageFactory(title="Mirjam Oosterhof", expertise=[("theme", "een eerste PLG")])

    document = read(client, page.url)

    assert the_one(document, "ProfilePage")["mainEntity"] == {"@id": f"{HOST}{page.url}#persoon"}
    person = the_one(document, "Person")
    assert (person["name"], person["knowsAbout"]) == ("Mirjam Oosterhof", ["een eerste PLG"])
    assert person["worksFor"]["@id"] == f"{HOST}/#organisatie"


def test_what_is_told_of_an_adviser_is_about_that_person(client):
    page = AdviserPageFactory(title="Mirjam Oosterhof")
    TestimonialFactory(about=[page])

    [review] = schema_org.of_type(read(client, page.url), "Review")

    assert review["itemReviewed"]["name"] == "Mirjam Oosterhof"


def test_the_trainers_of_a_date_are_named(client):
    date = CourseDateFactory()
    trainer = CourseTrainerFactory(course=date.course).adviser

    [said] = said_of(client, date.course)["hasCourseInstance"]

    assert [person["@id"] for person in said["instructor"]] == [f"{HOST}{trainer.url}#persoon"]


def test_an_article_says_who_wrote_it_and_when(client):
    author = AdviserPageFactory(title="Mirjam Oosterhof")
    page = ArticlePageFactory(
        title="Samen kijken", author=author, published_on=date(2026, 3, 1), updated_on=date(2026, 9, 1)
    )

    said = said_of(client, page, "Article")

    assert (said["headline"], said["author"]["name"]) == ("Samen kijken", "Mirjam Oosterhof")
    assert (said["datePublished"], said["dateModified"]) == ("2026-03-01", "2026-09-01")
    head = client.get(page.url).content.decode()
    assert '<meta property="article:published_time" content="2026-03-01">' in head


LISTS = [
    (CourseIndexPageFactory, CoursePageFactory),
    (ServiceIndexPageFactory, ServicePageFactory),
    (ArticleIndexPageFactory, ArticlePageFactory),
]


@pytest.mark.parametrize(("list_of", "factory"), LISTS, ids=["courses", "services", "articles"])
def test_a_list_names_what_stands_in_it(client, list_of, factory):
    pages = {factory().title, factory().title}

    said = the_one(read(client, list_of.the_one().url), "CollectionPage")["mainEntity"]

    assert {item["item"]["name"] for item in said["itemListElement"]} == pages
