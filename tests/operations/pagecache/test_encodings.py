"""What a browser says it reads decides what it gets."""

import pytest

from operations.pagecache.encodings import choose, is_pressable


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.4, gzip;q=0.8", "gzip"),
        ("br; q=1.0 , gzip;q=0.8", "br"),
        ("*", "br"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("identity", "identity"),
        ("identity;q=0.5, gzip;q=0.4", "identity"),
        ("gzip;q=0.001", "gzip"),
        ("zstd", "identity"),
        ("*;q=0", "identity"),
        ("gzip;q=much", "identity"),
    ],
)
def test_the_best_liked_encoding_is_chosen(accepted, chosen):
    assert choose(accepted) == chosen


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/html; charset=utf-8", True),
        ("text/calendar", True),
        ("application/ld+json", True),
        ("application/atom+xml; charset=utf-8", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("", False),
    ],
)
def test_pictures_are_not_pressed_again(content_type, expected):
    assert is_pressable(content_type) is expected
