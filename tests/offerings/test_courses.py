"""A course: its facts, its parts, its dates and its people."""

import re
from datetime import time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home import dutch
from offerings.models import CourseDate, CourseDay, CoursePage
from tests.factories.pages import (
    AdviserPageFactory,
    AudienceFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    CourseTrainerFactory,
    RegisterFactory,
    TestimonialFactory,
    days_ahead,
)

pytestmark = pytest.mark.django_db


def html_of(client, page) -> str:
    """The page, with ordinary spaces and without soft hyphens."""
    html = client.get(page.url).content.decode()
    return html.replace("\u00a0", " ").replace("&nbsp;", " ").replace("\u00ad", "")


def facts(html: str) -> str:
    panel = re.search(r'<div class="facts">.*?</aside>', html, re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", panel))


def dates(html: str) -> list[str]:
    return re.findall(r'<li id="start-\d+">\s*<time.*?</li>', html, re.DOTALL)


def test_the_facts_stand_together(client):
    course = CoursePageFactory(
        form="track",
        meetings=4,
        study_hours=144,
        credits="5.0",
        price=2350,
        price_note="inclusief boek en lunch",
        vat_exempt=True,
        group_size="6 tot 14 deelnemers",
        recognition="telt mee voor herregistratie",
        rated=True,
    )

    course.registers.add(RegisterFactory(name="Schoolleidersregister PO"))
    course.audiences.add(AudienceFactory(name="Schoolleiders"), AudienceFactory(name="Bestuurders"))
    course.save()

    panel = facts(html_of(client, course))

    for fact in (
        "€ 2.350,-",
        "per deelnemer, inclusief boek en lunch",
        "vrij van btw (CRKBO)",
        "Schoolleiders en bestuurders",
        "telt mee voor herregistratie",
        "Leergang, vier bijeenkomsten",
        "144 uur studie (SBU), 5 EC",
        "6 tot 14 deelnemers",
        "Schoolleidersregister PO",
        "8,6 van 10",
        "37 deelnemers",
        "eigen vragenlijst",
        "juli 2026",
    ):
        assert fact in panel


def test_what_is_not_known_is_not_named(client):
    panel = facts(html_of(client, CoursePageFactory(price=None)))

    assert "Prijs in overleg" in panel
    for name in ("€", "SBU", "EC", "Beoordeling", "Erkenning", "Groep"):
        assert name not in panel


@pytest.mark.parametrize(
    "fields",
    [
        {"rating": "8.6"},
        {"rating": "8.6", "rating_count": 37, "rating_source": "vragenlijst"},
        {"rating_source": "vragenlijst"},
        {"rating": "10.5", "rating_count": 1, "rating_source": "x", "rating_date": "2026-07-01"},
        {"rating": "8.0", "rating_count": 0, "rating_source": "x", "rating_date": "2026-07-01"},
    ],
    ids=["alone", "undated", "source only", "above ten", "by nobody"],
)
def test_half_a_rating_cannot_be_stored(fields):
    course = CoursePageFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CoursePage.objects.filter(pk=course.pk).update(**fields)


def test_an_editor_hears_why_a_rating_is_refused():
    course = CoursePageFactory()
    course.rating = Decimal("8.6")

    with pytest.raises(ValidationError) as caught:
        course.full_clean()

    assert "alle vier" in str(caught.value) or "all four" in str(caught.value)


def test_dates_show_their_seats_and_lead_to_the_form(client):
    course = CoursePageFactory()
    free = CourseDateFactory(course=course, place="Utrecht", seats_taken=10, days=days_ahead(30, 60))
    last = CourseDateFactory(course=course, place="Assen", seats_taken=12, days=days_ahead(40))
    one = CourseDateFactory(course=course, place="Delft", seats_taken=13, days=days_ahead(45))
    full = CourseDateFactory(course=course, place="Zwolle", full=True, waiting=6, days=days_ahead(50))
    queue = CourseDateFactory(course=course, place="Breda", full=True, days=days_ahead(55))
    closed = CourseDateFactory(course=course, place="Gouda", closed=True, days=days_ahead(60))

    rows = dates(html_of(client, course))

    expected = [
        (free, "Nog 4 plaatsen", "enrol"),
        (last, "De laatste 2 plaatsen", "enrol"),
        (one, "De laatste plaats", "enrol"),
        (full, "Vol</b>. Zes mensen wachten", "wait"),
        (queue, "Er is een wachtlijst", "wait"),
        (closed, "Aanmelden kan niet meer", None),
    ]
    for row, (date, words, wish) in zip(rows, expected, strict=True):
        assert date.place in row
        assert words in row
        assert (f"wens={wish}&amp;datum={date.pk}" in row) == (wish is not None)


def test_dates_that_are_over_or_cancelled_vanish(client):
    course = CoursePageFactory()
    CourseDateFactory(course=course, place="Gisteren", past=True)
    CourseDateFactory(course=course, place="Afgelast", cancelled=True)
    CourseDateFactory(course=course, place="Zonder dag", days=[])
    CourseDateFactory(course=course, place="Vandaag", days=days_ahead(0))

    html = html_of(client, course)

    assert len(dates(html)) == 1
    assert "Vandaag" in html
    for gone in ("Gisteren", "Afgelast", "Zonder dag"):
        assert gone not in html


def test_a_course_that_began_is_no_longer_to_come():
    begun = CourseDateFactory(days=days_ahead(-7, 7))

    assert begun not in CourseDate.objects.to_come()


def test_without_a_date_one_can_be_kept_posted(client):
    course = CoursePageFactory(parts=[("dates", {"heading": "Startmomenten"})])

    html = html_of(client, course)

    assert html.count("Houd mij op de hoogte") == 2
    assert f"?van={course.pk}&amp;wens=keep_posted" in html


def test_nothing_left_to_enrol_in_is_no_dead_end(client):
    """All full or closed: one is kept posted, and a closed date points at the next one with a seat."""
    course = CoursePageFactory()
    CourseDateFactory(course=course, closed=True, days=days_ahead(10))
    CourseDateFactory(course=course, full=True, days=days_ahead(20))

    html = html_of(client, course)

    assert f"?van={course.pk}&amp;wens=keep_posted" in html
    assert "Er is nu geen plaats vrij" in html
    assert "Kom wel op" not in html
    assert "Bekijk de startmomenten" in facts(html)

    free = CourseDateFactory(course=course, place="Assen", days=days_ahead(30))
    html = html_of(client, course)
    assert f'<a href="#start-{free.pk}">Kom wel op' in html
    assert f'<li id="start-{free.pk}">' in html
    assert "Kies een startmoment" in facts(html)


def test_a_date_tells_its_price_its_hours_and_until_when(client):
    course = CoursePageFactory(price=690, vat_exempt=True)
    last = days_ahead(25)[0]
    CourseDateFactory(
        course=course,
        status="confirmed",
        price=590,
        enrol_until=last,
        days=[
            CourseDay(day=days_ahead(30)[0], starts_at=time(9, 30), ends_at=time(16)),
            CourseDay(day=days_ahead(40)[0], starts_at=time(13), ends_at=time(16)),
        ],
    )

    (row,) = dates(html_of(client, course))

    for words in (
        "€ 590,-",
        "vrij van btw (CRKBO)",
        "Gaat zeker door",
        "van 9.30 tot 16.00 uur",
        "van 13.00 tot",
    ):
        assert words in row
    assert f"kan tot en met {dutch.day(last)}".replace(dutch.NO_BREAK, " ") in row


@pytest.mark.parametrize(
    ("price", "vat_exempt", "words"),
    [(0, False, "Gratis"), (None, False, "Prijs in overleg"), (89.5, False, "€ 89,50 inclusief btw")],
)
def test_a_price_says_what_it_is(client, price, vat_exempt, words):
    course = CoursePageFactory(price=price, vat_exempt=vat_exempt)

    assert words in facts(html_of(client, course))


def test_a_rating_without_its_source_is_not_shown_in_a_preview():
    course = CoursePageFactory(rated=True)
    assert course.has_rating

    course.rating_source = ""

    assert not course.has_rating


def test_a_course_on_location_is_asked_for(client):
    course = CoursePageFactory(
        on_location=True,
        parts=[("on_location", {"heading": "Bij u", "text": "Wij komen.", "button": "Vraag wat er kan"})],
    )

    html = html_of(client, course)

    assert "Op afspraak, bij u" in facts(html)
    assert html.count(f"?van={course.pk}&amp;wens=on_location") == 2


def test_dates_stand_on_the_page_even_when_the_editor_forgot_them(client):
    course = CourseDateFactory(course=CoursePageFactory(parts=[])).course

    html = html_of(client, course)

    assert len(dates(html)) == 1
    assert 'id="start"' in html
    assert 'href="#start"' in html


def test_the_page_s_own_menu_leads_to_its_parts(client):
    course = CoursePageFactory(
        parts=[
            ("audience", {"heading": "Voor wie is dit?", "menu_label": "Voor wie", "text": "<p>Voor u.</p>"}),
            ("quotation", {"quote": "A whole", "author": "Shannon", "source": "", "language": "en"}),
            ("dates", {"heading": "Startmomenten", "menu_label": ""}),
        ]
    )

    html = html_of(client, course)

    menu = re.search(r'<nav class="toc".*?</nav>', html, re.DOTALL)[0]
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', menu)
    assert [label for _anchor, label in links] == ["Voor wie", "Startmomenten"]
    for anchor, _label in links:
        assert f'id="{anchor}"' in html


def test_parts_keep_their_address_when_their_heading_changes():
    course = CoursePageFactory(parts=[("audience", {"heading": "Voor wie", "text": "<p>U.</p>"})])
    before = course.menu[0][0]

    course.parts[0].value["heading"] = "Doelgroep"
    course.save()

    assert CoursePage.objects.get(pk=course.pk).menu[0] == (before, "Doelgroep")


def test_modules_without_explanation_are_a_plain_list(client):
    plain = [{"heading": "Kwaliteitszorg", "text": ""}, {"heading": "De onderzoekende school", "text": ""}]
    explained = [*plain, {"heading": "Cultuur", "text": "Eerlijk zijn."}]

    def page(modules):
        return html_of(
            client, CoursePageFactory(parts=[("modules", {"heading": "Modules", "modules": modules})])
        )

    assert "<li>Kwaliteitszorg</li>" in page(plain)
    assert "<dt>Kwaliteitszorg</dt>" in page(explained)


def test_the_programme_counts_its_days(client):
    days = [{"theme": f"Thema {number}", "contents": "Inhoud.", "homework": ""} for number in (1, 2, 3)]

    html = html_of(client, CoursePageFactory(parts=[("programme", {"heading": "Programma", "days": days})]))

    assert [label for label in ("Dag 1", "Dag 2", "Dag 3", "Dag 4") if label in html] == [
        "Dag 1",
        "Dag 2",
        "Dag 3",
    ]


def test_literature_names_titles_as_titles(client):
    book = {
        "author": "Verbiest, E.",
        "year": "2012",
        "title": "Professionele leergemeenschappen",
        "publisher": "Garant",
        "note": "U krijgt dit boek.",
        "address": "",
    }

    html = html_of(
        client, CoursePageFactory(parts=[("literature", {"heading": "Literatuur", "books": [book]})])
    )

    assert "Verbiest, E. (2012). <cite>Professionele leergemeenschappen</cite>. Garant." in html


def test_trainers_are_shown_in_order_when_their_page_is_published(client):
    course = CoursePageFactory(parts=[("trainers", {"heading": "Trainers"})])
    second = CourseTrainerFactory(
        course=course, sort_order=2, adviser=AdviserPageFactory(title="Mirjam")
    ).adviser
    first = CourseTrainerFactory(
        course=course, sort_order=1, adviser=AdviserPageFactory(title="Joost")
    ).adviser
    CourseTrainerFactory(course=course, sort_order=0, adviser=AdviserPageFactory(title="Karim", draft=True))

    html = html_of(client, course)

    people = re.search(r'<div class="people">.*?</section>', html, re.DOTALL)[0]
    assert re.findall(r'<h3><a href="([^"]+)"', people) == [first.url, second.url]
    assert "Karim" not in html


def test_only_who_consents_is_quoted(client):
    course = CoursePageFactory()
    hidden = TestimonialFactory(about=[course], consent_ended=True, featured=True)
    shown = TestimonialFactory(about=[course])

    html = html_of(client, course)

    assert shown.quote in html
    assert hidden.quote not in html


def test_the_list_names_the_first_date_with_a_seat(client):
    course = CoursePageFactory(title="Leren leiden")
    CourseDateFactory(course=course, place="Zwolle", full=True, days=days_ahead(10))
    CourseDateFactory(course=course, place="Utrecht", seats_taken=10, days=days_ahead(40))
    CoursePageFactory(title="Geheim", draft=True)

    html = html_of(client, CourseIndexPageFactory.the_one())

    row = re.search(r'<article class="course">.*?</article>', html, re.DOTALL)[0]
    assert "Utrecht" in row
    assert "Nog 4 plaatsen" in row
    assert "Zwolle" not in row
    assert "Geheim" not in html


def test_the_list_says_when_all_is_full_or_nothing_is_planned(client):
    CourseDateFactory(full=True)
    CoursePageFactory()

    html = html_of(client, CourseIndexPageFactory.the_one())

    assert "Vol, er is een wachtlijst" in html
    assert "Geen datum gepland" in html


def test_an_empty_list_breaks_nothing(client):
    assert client.get(CourseIndexPageFactory().url).status_code == 200


def test_more_seats_taken_than_there_are_cannot_be_stored():
    date = CourseDateFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseDate.objects.filter(pk=date.pk).update(seats_taken=15)


def test_a_date_has_its_own_price_or_that_of_its_course():
    course = CoursePageFactory(price=2350)

    assert CourseDateFactory(course=course).price_to_pay == 2350
    assert CourseDateFactory(course=course, price=2000).price_to_pay == 2000
    assert CourseDateFactory(course=CoursePageFactory(price=None)).price_to_pay is None
