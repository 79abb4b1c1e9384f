"""Finding one's organisation in the registers, as people type it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from intake.form import register_search
from intake.form.spam.pace import Pace
from intake.models import Register, RegisterEntry
from intake.registers.lookup import OFFERED, entry_by_key, entry_by_number, find_entries
from tests.factories.registers import register_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    register_entry("Christelijke Basisschool Wrâldwizer", code="99WW00")
    register_entry("Sint Jozefschool", code="99SJ00", city="UTRECHT", postcode="3512 LK")
    register_entry("RK Basisschool St. Jozef", code="99SJ01", city="'S-GRAVENHAGE", postcode="2511 BT")
    register_entry("O.B.S. De Regenboog", code="99RB00", city="UTRECHT", postcode="3513 AA")
    register_entry("De Jozef van Arimathea", code="99JA00", city="ASSEN", postcode="9401 HA")
    register_entry("Gesloten Deur", code="99GD00", closed_on=date(2026, 8, 1))
    register_entry(
        "Zeezout", register=Register.CHILDCARE, code="999100234", sector="childcare", kind="KDV",
        city="Den Helder", postcode="1781 ZZ", board_number="12345678", board_name="Zilt BV",
    )  # fmt: skip


def codes(question: str) -> list[str]:
    return [entry.code for entry in find_entries(question).entries]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("wraldwizer", "99WW00"),
        ("WRÂLDWIZER", "99WW00"),
        ("obs wrald", "99WW00"),
        ("wrald leeuwarden", "99WW00"),
        ("99ww", "99WW00"),
        ("99 WW-00", "99WW00"),
        ("regenboog utrecht", "99RB00"),
        ("3513aa", "99RB00"),
        ("basisschool de regenboogschool", "99RB00"),
        ("jozef den haag", "99SJ01"),
        ("999100234", "999100234"),
        ("zeez", "999100234"),
    ],
)
def test_a_school_is_found_as_people_write_it(register, question, found):
    assert codes(question) == [found]


@pytest.mark.parametrize("question", ["st. jozef", "sint jozefschool", "St Jozef"])
def test_abbreviations_are_the_same_word_and_the_name_that_begins_so_comes_first(register, question):
    assert set(codes(question)) == {"99SJ00", "99SJ01"}
    assert codes("jozef")[0] == "99JA00"


@pytest.mark.parametrize("question", ["gesloten deur", "raldwizer", "utrecht wraldwizer", "%", "regen%boog"])
def test_what_does_not_fit_or_is_closed_is_not_found(register, question):
    assert codes(question) == []


@pytest.mark.parametrize("question", ["", "  ", "de", "ab", "!?", "学校"])
def test_a_question_that_is_too_short_is_not_asked(django_assert_num_queries, question):
    with django_assert_num_queries(0):
        assert find_entries(question).is_short


def test_the_number_finds_the_place_of_a_school_and_of_childcare(register):
    assert entry_by_number(brin="99WW").code == "99WW00"
    assert entry_by_number(lrk="999100234").name == "Zeezout"
    assert entry_by_number(brin="99GD00") is None
    assert entry_by_key("primary:99WW00").code == "99WW00"
    for key in ("primary:99GD00", "primary", "nothing:99WW00", "primary:\x00", "primary:" + "9" * 99):
        assert entry_by_key(key) is None


def test_the_board_has_its_name_when_its_own_file_was_imported(register, django_assert_num_queries):
    register_entry("Stichting Noorderlicht", register=Register.BOARD, code="99001", board_number="")
    with django_assert_num_queries(2):
        assert find_entries("wraldwizer").entries[0].board_name == "Stichting Noorderlicht"
    with django_assert_num_queries(1):
        assert find_entries("zeezout").entries[0].board_name == "Zilt BV"


def test_the_address_answers_with_a_few_public_facts_and_no_cookie(register, client):
    answer = client.get(reverse("intake:search"), {"q": "wraldwizer"})

    [result] = answer.json()["results"]
    assert (result["key"], result["name"]) == ("primary:99WW00", "Christelijke Basisschool Wrâldwizer")
    assert result["line"] == "Tsjerkepaad 1, Goutum, 99WW00"
    assert result["fields"] == {
        "organisation_name": "Christelijke Basisschool Wrâldwizer", "sector": "primary",
        "postcode": "9084 BB", "city": "Goutum", "register_code": "99WW00",
    }  # fmt: skip
    assert dict(result["facts"])["Schoolvakanties"] == "Noord"
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert client.post(reverse("intake:search"), {"q": "wraldwizer"}).status_code == 405


def test_the_address_offers_no_more_than_a_few_and_refuses_what_is_too_short(client):
    for number in range(OFFERED + 2):
        register_entry("De Regenboog", code=f"99R{number:X}00")

    many = client.get(reverse("intake:search"), {"q": "regenboog"})
    short = client.get(reverse("intake:search"), {"q": "de"})

    assert (len(many.json()["results"]), short.json()["results"]) == (OFFERED, [])
    assert "eerste 8" in many.json()["said"]
    assert (short.status_code, short.json()["said"]) == (400, "Typ minstens drie letters.")
    assert client.get(reverse("intake:search")).status_code == 400


@pytest.mark.parametrize(
    "question", ["\x00", "a\x00bc", "'; drop table", "ＷＲＡＬＤ", "x" * 5000, "ß" * 80, "abc " * 99]
)
def test_odd_questions_do_no_harm(register, client, question):
    assert client.get(reverse("intake:search"), {"q": question}).status_code in {200, 400}
    assert RegisterEntry.objects.count() == 7


@pytest.fixture
def slow_clock(monkeypatch):
    """The search as a new process begins it, and a clock that stands still until somebody moves it."""
    now = [1000.0]
    monkeypatch.setattr(register_search, "pace", replace(register_search.pace, clock=lambda: now[0]))
    register_search.pace.forget()
    yield lambda seconds: now.__setitem__(0, now[0] + seconds)
    register_search.pace.forget()


def test_one_connection_asks_no_more_than_a_school_types(
    register, client, slow_clock, django_assert_num_queries
):
    def ask(address="192.0.2.1"):
        return client.get(reverse("intake:search"), {"q": "wraldwizer"}, REMOTE_ADDR=address)

    # Thirty people at one connection, three questions each, at the same moment.
    assert {ask().status_code for _person in range(90)} == {200}
    codes = [ask().status_code for _ask in range(60)]
    assert codes[0] == 200
    assert codes[-1] == 429
    with django_assert_num_queries(0):
        refused = ask()
    assert refused.json()["results"] == []
    assert refused.json()["said"].startswith("Even wachten")
    assert (refused["Retry-After"], refused["Cache-Control"]) == ("5", "no-store")
    assert ask("192.0.2.2").status_code == 200

    slow_clock(5)
    assert ask().status_code == 200


def test_what_is_known_of_who_asks_is_bounded():
    pace = Pace(burst=1, per_second=1, most_kept=3)

    answers = [pace.is_too_fast(who) for who in "aabcda"]

    assert answers == [False, True, False, False, False, False]
    assert len(pace._buckets) == 3
