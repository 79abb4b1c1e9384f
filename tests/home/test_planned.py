"""Planned publication: what Redactie plans shows in a report, in Dutch time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from home.planned import planned_pages
from home.roles import Role
from tests.factories.intake import UserFactory
from tests.factories.pages import TextPageFactory

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SUMMER = datetime(2099, 7, 1, 9, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def planned():
    page = TextPageFactory(title="Zomerschool", draft=True)
    page.go_live_at = SUMMER
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR])
def test_the_report_names_what_is_planned_and_when(client, planned, role):
    TextPageFactory(title="Gewoon")
    TextPageFactory(title="Loopt af", expire_at=datetime(2099, 8, 1, 12, tzinfo=AMSTERDAM))
    client.force_login(UserFactory(role=role))

    html = client.get("/admin/rapporten/gepland/").content.decode()

    assert "Geplande publicaties" in html
    assert "Zomerschool" in html
    assert "Loopt af" in html
    assert "Gewoon" not in html
    assert "1 juli 2099 09:30" in html
    assert "/admin/rapporten/gepland/" in client.get("/admin/").content.decode()


def test_a_time_an_editor_types_is_dutch_time(client):
    page = TextPageFactory(title="Zomerschool", slug="zomerschool", draft=True)
    client.force_login(UserFactory(role=Role.CHIEF_EDITOR))
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "heading": "",
        "go_live_at": "01-07-2099 09:30",
        "body-count": "0",
        "closing-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }

    assert client.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302

    assert planned_pages(UserFactory(role=Role.CHIEF_EDITOR)).get().goes_live_at == SUMMER


def test_who_makes_no_pages_does_not_see_it(client):
    client.force_login(UserFactory(role=Role.ADVISER))

    assert client.get("/admin/rapporten/gepland/").status_code == 302
