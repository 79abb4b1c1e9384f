"""What a log may say."""

import logging

import pytest

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


@pytest.mark.parametrize("page", ["bedankt", "verder"])
def test_an_address_that_is_a_key_is_not_in_the_log(page):
    assert "41:abc" not in logged(f"/aanvraag/{page}/41:abc/")
