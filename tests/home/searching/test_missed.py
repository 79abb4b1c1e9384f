"""What was searched in vain is counted for editors, and nothing is kept of who searched."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.freshness import content_version
from home.models import MissedSearch
from home.roles import Role
from home.searching import missed
from home.searching.missed import clean, note_miss
from tests.factories.intake import UserFactory
from tests.factories.pages import TextPageFactory

pytestmark = pytest.mark.django_db
REPORT = "/admin/snippets/home/missedsearch/"


def kept() -> dict[str, int]:
    return dict(MissedSearch.objects.values_list("words", "times"))


# ------------------------------------------------------------------ what is kept
def test_a_search_without_result_is_counted(client):
    for question in ("Mobiliteit", "mobiliteit ", "wat is mobiliteit?"):
        client.get("/zoeken/", {"q": question})

    assert kept() == {"mobiliteit": 2, "wat is mobiliteit": 1}


def test_what_is_found_is_not_kept(client):
    TextPageFactory(title="Mobiliteit")

    client.get("/zoeken/", {"q": "mobiliteit"})
    client.get("/zoeken/")

    assert kept() == {}


@pytest.mark.parametrize(
    "question",
    [
        "jan@school.nl",
        "06 12 34 56 78",
        "030-1234567",
        "brin 12AB en 3456",
        "1011 AB",
        "http://example.com/",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "a",
        "???",
        "mijn naam is Piet en ik wil graag weten of",
        "x" * 100,
        "\x00",
        "",
    ],
)
def test_what_may_be_about_a_person_or_is_no_question_is_not_kept(question):
    note_miss(question)

    assert kept() == {}


def test_words_are_kept_in_one_way_of_writing():
    assert clean("  “Traject-begeleiding”   voor ZZP’ers? ") == "traject-begeleiding voor zzp ers"


def test_only_words_count_and_day_are_kept():
    fields = {field.name for field in MissedSearch._meta.fields}

    assert fields == {"id", "words", "times", "last_on", "handled"}


def test_what_is_searched_again_is_open_again():
    note_miss("mobiliteit")
    MissedSearch.objects.update(handled=True, last_on=timezone.localdate() - timedelta(days=9))

    note_miss("mobiliteit")

    row = MissedSearch.objects.get()
    assert (row.times, row.handled, row.last_on) == (2, False, timezone.localdate())


def test_two_who_ask_the_same_at_once_both_count(monkeypatch):
    """The other one's row comes in between our look and our writing."""
    room = missed._make_room
    monkeypatch.setattr(
        missed, "_make_room", lambda: (room(), MissedSearch.objects.create(words="mobiliteit"))
    )

    note_miss("mobiliteit")

    assert kept() == {"mobiliteit": 2}


def test_a_machine_that_types_cannot_fill_the_database(monkeypatch):
    monkeypatch.setattr(missed, "MOST", 10)
    monkeypatch.setattr(missed, "ROOM", 3)
    note_miss("mobiliteit")
    note_miss("mobiliteit")
    for number in range(40):
        note_miss(f"onzin {number}")

    assert MissedSearch.objects.count() <= 10
    assert kept()["mobiliteit"] == 2


def test_what_nobody_asked_for_a_year_is_forgotten():
    note_miss("vergeten")
    MissedSearch.objects.update(last_on=timezone.localdate() - timedelta(days=366))

    note_miss("mobiliteit")

    assert kept() == {"mobiliteit": 1}


# ------------------------------------------------------------------ the report
@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.EDITOR, True),
        (Role.CHIEF_EDITOR, True),
        (Role.ADMINISTRATOR, True),
        (Role.ADVISER, False),
        (Role.COORDINATOR, False),
    ],
)
def test_who_may_read_the_report(client, role, may):
    note_miss("mobiliteit")
    client.force_login(UserFactory(role=role))

    response = client.get(REPORT)

    assert (response.status_code == 200) is may
    assert ("mobiliteit" in response.content.decode()) is may
    menu = client.get("/admin/").content.decode()
    assert (REPORT in menu) is may


def test_an_editor_ticks_it_off_and_cannot_add(client):
    note_miss("mobiliteit")
    client.force_login(UserFactory(role=Role.EDITOR))
    row = MissedSearch.objects.get()

    assert client.get(f"{REPORT}edit/{row.pk}/").status_code == 200
    client.post(f"{REPORT}edit/{row.pk}/", {"handled": "on"})

    row.refresh_from_db()
    assert row.handled
    assert row.words == "mobiliteit"
    assert client.get(f"{REPORT}add/").status_code == 302
    assert "/zoeken/?q=mobiliteit" in client.get(REPORT).content.decode()


def test_an_editor_removes_it(client):
    note_miss("mobiliteit")
    client.force_login(UserFactory(role=Role.EDITOR))

    client.post(f"{REPORT}delete/{MissedSearch.objects.get().pk}/")

    assert kept() == {}


def test_counting_it_renews_no_page():
    """Else whoever types nonsense would empty the cache of pages."""
    before = content_version()

    note_miss("mobiliteit")

    assert content_version() == before
