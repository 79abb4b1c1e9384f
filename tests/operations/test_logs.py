"""What a log may say."""

import logging

import pytest
from django.urls import reverse

from intake.form.urls import urlpatterns as form_urls
from operations.logs import NamelessFormatter

ADDRESS = "a.dewit@school.example"


def logged(path: str) -> str:
    try:
        try:
            raise ValueError(f"'{ADDRESS}' is no address")
        except ValueError as error:
            raise RuntimeError(f"could not store {ADDRESS}") from error
    except RuntimeError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "views.py", 1, "Internal Server Error: %s", (path,),
            (type(error), error, error.__traceback__),
        )  # fmt: skip
        return NamelessFormatter("{levelname} {message}", style="{").format(record)


def test_a_failure_is_named_with_its_place_but_not_who_it_was_about():
    line = logged("/aanvraag/")
    assert "ERROR Internal Server Error: /aanvraag/" in line
    assert "ValueError" in line
    assert "RuntimeError" in line
    assert "test_logs.py" in line
    assert "a.dewit" not in line.replace("raise ValueError(\"'a.dewit@school.example' is no address\")", "")


KEYS = [pattern for pattern in form_urls if "str:" in str(pattern.pattern)]


@pytest.mark.parametrize("route", KEYS, ids=lambda route: route.name)
def test_an_address_that_is_a_key_is_not_in_the_log(route):
    path = reverse(f"intake:{route.name}", args=["41.abc"])

    assert "41.abc" not in logged(path)
    assert "41.abc" not in logged(f"https://leerkring.example{path}?ja=1")
