"""What people tell, and whether we may show it."""

import pytest
from django.db import IntegrityError, transaction

from offerings.models import Testimonial as Quote
from tests.factories.pages import (
    AdviserPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialFactory,
    TestimonialIndexPageFactory,
    days_ahead,
    fill_home_page,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "until", "shown"),
    [
        (None, None, False),
        (-1, None, True),
        (0, None, True),
        (1, None, False),
        (-30, -1, False),
        (-30, 0, True),
        (-30, 30, True),
    ],
)
def test_consent_holds_from_the_day_it_was_given_to_the_last_day(given, until, shown):
    days = [None if count is None else days_ahead(count)[0] for count in (given, until)]
    quote = TestimonialFactory(consent_on=days[0], consent_until=days[1])

    assert (quote in Quote.objects.shown()) is shown
    assert quote.is_shown is shown


@pytest.mark.parametrize(
    "fields", [{"consent_on": None}, {"consent_until": "2020-01-01"}], ids=["never given", "before"]
)
def test_consent_cannot_end_before_it_was_given(fields):
    quote = TestimonialFactory(consent_until=days_ahead(10)[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(**fields)


def test_the_page_shows_all_that_may_be_shown_featured_ones_first(client):
    TestimonialFactory(quote="Gewoon")
    TestimonialFactory(quote="Vooraan", featured=True)
    TestimonialFactory(quote="Verlopen", consent_ended=True, featured=True)

    html = client.get(TestimonialIndexPageFactory().url).content.decode()

    assert html.index("Vooraan") < html.index("Gewoon")
    assert "Verlopen" not in html


def test_each_says_what_it_is_about_as_far_as_that_is_published(client):
    service, course = ServicePageFactory(title="Training"), CoursePageFactory(title="Leren leiden")
    draft = CoursePageFactory(title="Klad", draft=True)
    TestimonialFactory(about=[service, course, draft])

    html = client.get(TestimonialIndexPageFactory().url).content.decode()

    assert f'<a href="{service.url}">Training</a> en <a href="{course.url}">Leren leiden</a>' in html
    assert "Klad" not in html


def test_a_face_a_name_a_role_an_organisation_and_its_logo(client):
    quote = TestimonialFactory(logo=SiteImageFactory())

    html = client.get(TestimonialIndexPageFactory().url).content.decode()

    assert f"<b>{quote.person}</b> directeur, IKC De Waterlijn" in html
    assert 'class="portrait"' in html
    assert 'class="logo"' in html


def test_a_long_list_comes_in_pages(client):
    url = TestimonialIndexPageFactory().url
    for number in range(21):
        TestimonialFactory(quote=f"Nummer {number:02}.")

    first, second = (client.get(url, {"p": number}).content.decode() for number in (1, 2))

    assert (first.count("<blockquote>"), second.count("<blockquote>")) == (20, 1)
    assert 'rel="next"' in first
    assert "Nummer 20." in second


def test_a_page_without_testimonials_breaks_nothing(client):
    assert client.get(TestimonialIndexPageFactory().url).status_code == 200


def test_an_adviser_s_page_names_the_published_courses(client):
    adviser = AdviserPageFactory(title="Joost van Dalen", bio="<p>Onderwijskundige.</p>")
    course = CourseTrainerFactory(adviser=adviser).course
    draft = CourseTrainerFactory(adviser=adviser, course=CoursePageFactory(title="Klad", draft=True)).course

    html = client.get(adviser.url).content.decode()

    assert course.url in html
    assert draft.title not in html
    assert "Onderwijskundige." in html
    assert 'href="mailto:adviseur@leerkring.example"' in html
    assert 'href="tel:+31-30-123-4568"' in html


def test_an_adviser_without_courses_has_a_page_too(client):
    html = client.get(AdviserPageFactory(phone="", email="", bio="", drawing="").url).content.decode()

    assert "opleidingen-kop" not in html
    assert "mailto:" not in html


def test_an_adviser_s_page_tells_what_they_know_where_to_meet_them_and_what_others_tell(client):
    adviser = AdviserPageFactory(
        title="Joost van Dalen", expertise=[("theme", "leiding geven aan teamleren")]
    )
    step = ServicePageFactory(adviser=adviser)
    draft = ServicePageFactory(adviser=adviser, draft=True)
    TestimonialFactory(about=[adviser], quote="Hij vroeg door.")
    TestimonialFactory(about=[adviser], quote="Ingetrokken.", consent_ended=True, featured=True)
    TestimonialFactory(quote="Over iets anders.")

    html = client.get(adviser.url).content.decode()

    for words in ("leiding geven aan teamleren", step.url, "Hij vroeg door.", "Zij werkten met Joost"):
        assert words in html
    for words in (draft.title, "Ingetrokken.", "Over iets anders."):
        assert words not in html


@pytest.mark.parametrize("trait", ["consent_ended", "without_consent", "consent_to_come"])
def test_without_consent_a_quote_is_nowhere_for_visitors(client, trait):
    """Not on a page about it, in a block that names it, in the search, or in what is fed to others."""
    service, course, adviser = ServicePageFactory(), CoursePageFactory(), AdviserPageFactory()
    quote = TestimonialFactory(
        quote="Zandtekeningen.",
        person="Zuster Klivia",
        featured=True,
        about=[service, course, adviser],
        **{trait: True},
    )
    block = {"heading": "Zij vertellen", "testimonials": [quote, TestimonialFactory()]}
    home = fill_home_page(body=[("voices", block)])
    pages = [home, service, course, adviser, TestimonialIndexPageFactory()]
    for page in pages:
        page.save_revision().publish()
    addresses = [page.url for page in pages]
    addresses += ["/zoeken/?q=zandtekeningen", "/zoeken/?q=klivia", "/sitemap.xml", "/opleidingen/agenda.ics"]

    for address in addresses:
        response = client.get(address)
        text = response.content.decode().replace("“zandtekeningen”", "").replace('value="zandtekeningen"', "")
        assert response.status_code == 200
        assert "Zandtekeningen." not in text
        assert "Klivia" not in text
