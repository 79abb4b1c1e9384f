"""Choosing among courses: for whom, and where."""

from types import SimpleNamespace

import pytest

from offerings.choosing import choose
from tests.factories.pages import CourseDateFactory, CourseIndexPageFactory, CoursePageFactory


def course(name, audience="", *places, on_location=False):
    dates = [SimpleNamespace(place=place, online=place == "online") for place in places]
    return SimpleNamespace(name=name, audience=audience, dates_to_come=dates, on_location=on_location)


COURSES = [
    course("leiden", "Schoolleiders", "Utrecht", "Zwolle"),
    course("begeleiden", "Begeleiders", "Utrecht", "online"),
    course("samen", "Schoolleiders", on_location=True),
    course("los"),
]


def names(choice) -> list[str]:
    return [item.name for item in choice.courses]


def options(choice, number: int) -> list[tuple]:
    return [(option.label, option.count, option.chosen) for option in choice.questions[number].options]


def test_without_a_choice_there_is_everything():
    choice = choose(COURSES, {})

    assert names(choice) == ["leiden", "begeleiden", "samen", "los"]
    assert not choice.is_made
    assert options(choice, 0)[0][1:] == (4, True)
    assert [label for label, *_ in options(choice, 0)[1:]] == ["Schoolleiders", "Begeleiders"]
    assert [count for _, count, _ in options(choice, 1)] == [4, 2, 1, 1, 1]


def test_a_place_is_where_a_date_to_come_is_and_online_and_on_location_come_last():
    labels = [option.href for option in choose(COURSES, {}).questions[1].options]

    assert labels == [".", "?waar=utrecht", "?waar=zwolle", "?waar=online", "?waar=bij-u"]


def test_both_choices_count_together():
    choice = choose(COURSES, {"voor": "schoolleiders", "waar": "utrecht"})

    assert names(choice) == ["leiden"]
    assert choice.is_made
    assert ("Begeleiders", 1, False) in options(choice, 0)
    assert ("Schoolleiders", 1, True) in options(choice, 0)
    assert ("Zwolle", 1, False) in options(choice, 1)


def test_what_would_leave_nothing_cannot_be_chosen():
    choice = choose(COURSES, {"voor": "schoolleiders"})

    assert [label for label, *_ in options(choice, 1)[1:]] == ["Utrecht", "Zwolle", "Bij u op locatie"]


def test_a_chosen_option_stays_to_be_left():
    choice = choose(COURSES, {"voor": "begeleiders", "waar": "zwolle"})

    assert names(choice) == []
    assert ("Zwolle", 0, True) in options(choice, 1)


def test_each_option_keeps_the_other_choice():
    choice = choose(COURSES, {"voor": "schoolleiders"})

    assert choice.questions[1].options[0].href == "?voor=schoolleiders"
    assert choice.questions[1].options[1].href == "?voor=schoolleiders&waar=utrecht"
    assert choice.questions[0].options[0].href == "."


@pytest.mark.parametrize("query", [{"voor": "niemand"}, {"waar": "Utrecht'--"}, {"ander": "x"}, {"voor": ""}])
def test_what_nobody_can_choose_counts_as_nothing(query):
    assert len(choose(COURSES, query).courses) == 4


def test_a_question_with_no_answer_is_not_asked():
    assert choose([course("los")], {}).questions == []


@pytest.mark.django_db
def test_a_chosen_list_is_not_for_search_engines(client):
    CourseDateFactory(course=CoursePageFactory(title="Leiden"), place="Utrecht")
    CourseDateFactory(course=CoursePageFactory(title="Begeleiden"), place="Zwolle")
    url = CourseIndexPageFactory.the_one().url

    everything, some = client.get(url).content.decode(), client.get(url, {"waar": "zwolle"}).content.decode()

    assert "noindex" not in everything
    assert '<meta name="robots" content="noindex">' in some
    assert "Begeleiden" in some
    assert ">Leiden<" not in some
