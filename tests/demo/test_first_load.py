"""Loading the demo into a database without it: on any day, after a flush, all of it or nothing."""

import shutil
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.core.management.sql import sql_flush
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from demo import files
from demo.load import load_demo
from home.roles import Role
from intake.models import Lead

pytestmark = pytest.mark.slow


def test_settings_that_do_not_allow_it_refuse(db, settings):
    settings.DEMO_ALLOWED = False
    pages = Page.objects.count()
    with pytest.raises(CommandError, match=r"wachtwoorden|passwords"):
        call_command("load_demo")
    assert not get_user_model().objects.exists()
    assert Page.objects.count() == pages


def test_a_mistake_in_a_text_loads_nothing_and_is_named(db, tmp_path, monkeypatch):
    content = tmp_path / "content"
    shutil.copytree(files.CONTENT, content)
    history = content / "history.yaml"
    history.write_text(history.read_text(encoding="utf-8").replace("move: proposed", "move: proposd", 1))
    monkeypatch.setattr(files, "CONTENT", content)
    pages = Page.objects.count()
    with pytest.raises(CommandError, match=r"history\.yaml: 1 / steps / 4: "):
        call_command("load_demo")
    assert not Lead.objects.exists()
    assert Page.objects.count() == pages


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 12, 26, 0, 5), datetime(2027, 5, 6, 23, 50)],  # noqa: DTZ001
    ids=["second day of Christmas", "Ascension Day"],
)
def test_it_can_be_loaded_on_any_day(db, moment):
    load_demo(now=timezone.make_aware(moment))
    assert Lead.objects.in_triage().count() == 1


@pytest.fixture
def emptied(db) -> Iterator[None]:
    """All tables empty, as a flush leaves them, until the end of the test."""
    with connection.cursor() as cursor:
        for statement in sql_flush(no_style(), connection, reset_sequences=False):
            cursor.execute(statement)
    _forget()
    yield
    _forget()


def _forget() -> None:
    """What Django and Wagtail remember of rows that are no longer the same."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def test_what_migrate_left_behind_is_made_again(emptied, client):
    assert not Site.objects.exists()
    assert not Group.objects.exists()
    load_demo()
    assert Locale.objects.get().language_code == "nl"
    assert Page.objects.filter(depth=1).count() == 1
    assert client.get("/").status_code == 200
    assert set(Role) <= set(Group.objects.values_list("name", flat=True))
    assert get_user_model().objects.get(username="adviseur").has_perm("intake.view_lead")
