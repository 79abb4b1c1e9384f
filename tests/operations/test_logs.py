"""What a log may say."""

import logging

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


def test_the_address_of_a_thank_you_page_is_not_in_the_log():
    assert "41:abc" not in logged("/aanvraag/bedankt/41:abc/")
