"""Choosing among courses: for whom, in which form, when, where, and which recognition."""

import pytest

from offerings.choosing import Shelf, choose
from tests.factories.pages import (
    AudienceFactory,
    CourseDateFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    RegisterFactory,
    days_ahead,
)

LEIDEN, BEGELEIDEN, SAMEN, LOS = 1, 2, 3, 4
SHELF = Shelf(
    courses=[LEIDEN, BEGELEIDEN, SAMEN, LOS],
    runs=[
        (BEGELEIDEN, "utrecht", "2027-1"),
        (LEIDEN, "utrecht", "2027-1"),
        (LEIDEN, "zwolle", "2027-2"),
        (BEGELEIDEN, "online", "2027-2"),
        (SAMEN, "bij-u", None),
    ],
    labels={
        "voor": {"schoolleiders": "Schoolleiders", "begeleiders": "Begeleiders"},
        "waar": {"utrecht": "Utrecht", "zwolle": "Zwolle", "online": "Online", "bij-u": "Bij u"},
        "wanneer": {"2027-1": "Begin 2027", "2027-2": "Voorjaar 2027"},
    },
    marked={"voor": {"schoolleiders": {LEIDEN, SAMEN}, "begeleiders": {BEGELEIDEN, SAMEN}}},
)


def options(choice, name: str) -> dict[str, int]:
    return {
        option.label: option.count
        for question in choice.questions
        for option in question.options
        if question.name == name
    }


def hrefs(choice, name: str) -> list[str]:
    return [
        option.href for question in choice.questions if question.name == name for option in question.options
    ]


def test_without_a_choice_there_is_everything():
    choice = choose(SHELF, {})

    assert choice.courses == [LEIDEN, BEGELEIDEN, SAMEN, LOS]
    assert not choice.is_made
    assert options(choice, "voor") == {"Schoolleiders": 2, "Begeleiders": 2}
    assert options(choice, "waar") == {"Utrecht": 2, "Zwolle": 1, "Online": 1, "Bij u": 1}


def test_a_course_for_two_groups_is_found_by_either():
    assert SAMEN in choose(SHELF, {"voor": "schoolleiders"}).courses
    assert SAMEN in choose(SHELF, {"voor": "begeleiders"}).courses


def test_choices_count_together():
    choice = choose(SHELF, {"voor": "schoolleiders", "waar": "utrecht"})

    assert choice.courses == [LEIDEN]
    assert (choice.total, choice.is_made) == (4, True)
    assert options(choice, "voor") == {"Schoolleiders": 1, "Begeleiders": 1}
    assert options(choice, "waar") == {"Utrecht": 1, "Zwolle": 1, "Bij u": 1}


def test_a_place_and_a_period_are_about_the_same_date():
    """Leiden is in Zwolle, and it is in the first quarter, but not in Zwolle in the first quarter."""
    choice = choose(SHELF, {"waar": "zwolle", "wanneer": "2027-1"})

    assert choice.courses == []
    assert options(choice, "wanneer") == {"Begin 2027": 0, "Voorjaar 2027": 1}


def test_who_asks_for_a_date_gets_the_first_one_first():
    assert choose(SHELF, {"waar": "utrecht"}).courses == [BEGELEIDEN, LEIDEN]


def test_what_would_leave_nothing_cannot_be_chosen():
    assert options(choose(SHELF, {"waar": "zwolle"}), "voor") == {"Schoolleiders": 1}


def test_a_chosen_option_leads_back():
    choice = choose(SHELF, {"voor": "begeleiders", "waar": "zwolle"})

    assert choice.courses == []
    assert [(option.label, option.href) for option in choice.made] == [
        ("Begeleiders", "?waar=zwolle"),
        ("Zwolle", "?voor=begeleiders"),
    ]
    assert choose(SHELF, {"voor": "begeleiders"}).made[0].href == "."


def test_each_option_keeps_the_other_choice():
    choice = choose(SHELF, {"voor": "schoolleiders"})

    assert hrefs(choice, "waar")[0] == "?voor=schoolleiders&waar=utrecht"
    assert hrefs(choice, "voor") == [".", "?voor=begeleiders"]


@pytest.mark.parametrize(
    "query",
    [{"voor": "niemand"}, {"waar": "Utrecht'--"}, {"ander": "x"}, {"voor": ""}, {"wanneer": "2027-5"}],
)
def test_what_nobody_can_choose_counts_as_nothing(query):
    assert len(choose(SHELF, query).courses) == 4


def test_a_question_with_no_answer_is_not_asked():
    assert choose(Shelf([LOS], [], {}, {}), {}).questions == []


# ------------------------------------------------------------------ on the page
@pytest.fixture
def index(db):
    return CourseIndexPageFactory.the_one()


def course(title: str, *, places=(), audiences=(), registers=(), **fields):
    page = CoursePageFactory(title=title, **fields)
    page.audiences.set([AudienceFactory(name=name) for name in audiences])
    page.registers.set([RegisterFactory(name=name) for name in registers])
    page.save()
    for number, place in enumerate(places, start=1):
        CourseDateFactory(course=page, place=place, online=place == "online", days=days_ahead(number * 10))
    return page


def titles(index, **query) -> list[str]:
    choice = index.choose(query)
    return [course.title for course in index.part(choice, query.get("p"))]


def test_all_questions_are_read_from_the_courses(index):
    course("Leiden", places=["Utrecht"], audiences=["Schoolleiders"], registers=["Register PO"], form="track")
    course("Begeleiden", places=["online"], audiences=["Begeleiders", "Leraren"], form="workshop")
    course("Samen", audiences=["Leraren"], on_location=True, form="workshop")
    course("Klad", places=["Assen"], audiences=["Ouders"], draft=True)

    assert titles(index) == ["Leiden", "Begeleiden", "Samen"]
    assert titles(index, voor="leraren") == ["Begeleiden", "Samen"]
    assert titles(index, vorm="workshop", waar="online") == ["Begeleiden"]
    assert titles(index, waar="bij-u") == ["Samen"]
    assert titles(index, erkenning="register-po") == ["Leiden"]
    labels = [option.label for question in index.choose({}).questions for option in question.options]
    assert labels[:3] == ["Schoolleiders", "Begeleiders", "Leraren"]
    assert labels[-4:] == ["Utrecht", "Online", "Bij u op locatie", "Register PO"]
    assert not {"Ouders", "Assen"} & set(labels)


def test_a_period_is_a_quarter_of_the_year_in_words(index):
    date = CourseDateFactory()

    period = next(question for question in index.choose({}).questions if question.name == "wanneer").options[
        0
    ]

    assert str(date.first_day.year) in period.label
    assert " t/m " in period.label
    assert period.href == f"?wanneer={date.first_day.year}-{(date.first_day.month - 1) // 3 + 1}"


def test_the_list_shows_the_date_that_was_asked_for(client, index):
    course("Leiden", places=["Utrecht", "Zwolle"])

    html = client.get(index.url, {"waar": "zwolle"}).content.decode()

    assert ", Zwolle</p>" in html
    assert ", Utrecht</p>" not in html


def test_a_date_that_passed_is_nothing_to_choose_by(index):
    CourseDateFactory(place="Gisteren", past=True)
    CourseDateFactory(place="Afgelast", cancelled=True)

    assert "waar" not in [question.name for question in index.choose({}).questions]


def test_a_date_that_takes_no_enrolments_any_more_is_nothing_to_choose_by(index):
    CourseDateFactory(place="Zwolle", days=days_ahead(9), enrol_until=days_ahead(-1)[0])
    CourseDateFactory(place="Utrecht", days=days_ahead(9), enrol_until=days_ahead(0)[0])

    assert options(index.choose({}), "waar") == {"Utrecht": 1}


def test_the_list_counts_itself_and_says_what_was_chosen(client, index):
    course("Leiden", places=["Utrecht"])
    course("Begeleiden", places=["Zwolle"])

    everything, some = (
        client.get(index.url).content.decode(),
        client.get(index.url, {"waar": "zwolle"}).content.decode(),
    )

    assert ">Twee opleidingen</h2>" in everything
    assert ">1 van de 2 opleidingen</h2>" in some
    assert '<a href="."><span class="hidden">Laat los: </span>Zwolle</a>' in some
    assert 'aria-current="true"' in some


def test_a_chosen_list_is_not_for_search_engines(client, index):
    course("Leiden", places=["Utrecht"])
    course("Begeleiden", places=["Zwolle"])

    everything, some = (
        client.get(index.url).content.decode(),
        client.get(index.url, {"waar": "zwolle"}).content.decode(),
    )

    assert "noindex" not in everything
    assert '<meta name="robots" content="noindex">' in some
    assert "Begeleiden" in some
    assert ">Leiden<" not in some


def test_a_long_list_comes_in_pages_that_keep_the_choice(client, index):
    for number in range(23):
        course(f"Opleiding {number}", places=["Utrecht"])

    first = client.get(index.url, {"waar": "utrecht"}).content.decode()
    second = client.get(index.url, {"waar": "utrecht", "p": 2}).content.decode()

    assert first.count('<article class="course">') == 20
    assert second.count('<article class="course">') == 3
    assert '<a rel="next" href="?waar=utrecht&amp;p=2">' in first
    assert '<a rel="prev" href="?waar=utrecht&amp;p=1">' in second
    assert "23 van de 23 opleidingen, pagina 2 van 2" in second


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", ""])
def test_a_page_of_the_list_that_is_not_there_shows_one_that_is(client, index, number):
    course("Leiden")

    response = client.get(index.url, {"p": number})

    assert response.status_code == 200
    assert "Leiden" in response.content.decode()


def test_a_change_shows_at_once(client, index):
    page = course("Leiden", places=["Utrecht"])
    assert "Eén opleiding" in client.get(index.url).content.decode()

    CourseDateFactory(course=page, place="Zwolle")
    course("Begeleiden", places=["Assen"])

    html = client.get(index.url).content.decode()
    assert "Twee opleidingen" in html
    assert "waar=zwolle" in html
    page.unpublish()
    assert "Eén opleiding" in client.get(index.url).content.decode()
