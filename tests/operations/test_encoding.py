"""The server reads all that comes in as UTF-8."""

import pytest

from operations.encoding import as_utf8


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("text/plain; charset=hex", "text/plain"),
        ("multipart/form-data; Charset=utf-7; boundary=x", "multipart/form-data; boundary=x"),
        ("multipart/form-data; boundary=charsetx", "multipart/form-data; boundary=charsetx"),
        ("application/json", "application/json"),
    ],
)
def test_no_codec_of_a_visitor_is_used(sent, read):
    asked = as_utf8(lambda environ, start: environ["CONTENT_TYPE"])

    assert asked({"CONTENT_TYPE": sent}, None) == read


def test_what_names_no_type_passes():
    assert as_utf8(lambda environ, start: environ)({}, None) == {}
