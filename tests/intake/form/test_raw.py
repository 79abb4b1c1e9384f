"""What no browser sends, at every public address of the intake: bytes, encodings, parts and methods."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone

from intake.form.urls import urlpatterns
from intake.leads.access import status_url
from intake.leads.offer_links import offer_address
from intake.models import Enrolment, IntakeRequest, Question
from operations.encoding import as_utf8
from tests.factories.intake import LeadFactory

from .conftest import FORM, hidden_in

pytestmark = pytest.mark.django_db
SURROGATE, HTML = "+2AA-", "<script>alert(1)</script>"
FORM_DATA, ENCODED = "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")


def part(name: str, value: str, extra: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{extra}\r\n\r\n{value}\r\n'.encode()


def parts(fields: dict[str, str], *more: bytes) -> bytes:
    return b"".join([*(part(*field) for field in fields.items()), *more, b"--x--\r\n"])


def bodies(fields: dict[str, str]):
    """Type and body of posts that hold these fields in odd ways, with odd answers."""
    named = [name for name in fields if name not in ("bewijs", "gevraagd", "csrfmiddlewaretoken")]
    kept = {name: value for name, value in fields.items() if name not in named}

    def all_of(value: str, *more: bytes) -> bytes:
        return parts(kept | dict.fromkeys(named, value), *more)

    yield FORM_DATA, all_of("\0")
    yield FORM_DATA, all_of(HTML)
    yield FORM_DATA, all_of("=1+1\r\nBcc: x@y.z")
    yield FORM_DATA, all_of("x" * 200_000)
    # A charset of the sender's own: lone surrogates, and codecs that make no text.
    for charset in ("utf-7", "utf-16", "hex", "rot13", "unicode_escape", "idna", "undefined", "é", "x" * 99):
        yield f"{FORM_DATA}; charset={charset}", all_of(SURROGATE)
        yield f"{ENCODED}; charset={charset}", b"&".join(f"{name}={SURROGATE}".encode() for name in fields)
    # A file where text is asked, text where a file is asked, names that lead elsewhere.
    as_file = (part(name, HTML, '; filename="../../%00.pdf"') for name in named)
    yield FORM_DATA, parts(kept, *as_file)
    yield FORM_DATA, all_of("tekst", part("file", HTML, "; filename*=utf-8''%ED%A0%80%00.pdf"))
    yield FORM_DATA, all_of("x", b'--x\r\nContent-Disposition: form-data; name="goal"\r\n'
                            b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n")  # fmt: skip
    yield FORM_DATA, b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x"
    yield FORM_DATA, parts(dict.fromkeys((f"veld{number}" for number in range(3000)), "1"))
    yield "multipart/form-data", all_of("x")
    yield "multipart/form-data; boundary=" + "y" * 500, all_of("x")
    for kind in (ENCODED, "application/json", "text/xml", "", "multipart/mixed; boundary=x", "\xff/é"):
        yield (
            kind,
            b"%ED%A0%80=%00&goal=%ED%A0%80&text=%ED%A0%80&email=%00&antwoord=%ED%A0%80&\xff\xfe=\xed\xa0\x80",
        )
        yield kind, b'{"goal": "\\ud800"}'
        yield kind, b""


@pytest.fixture
def client(client):
    """A browser of a kind: it gets an error page and not the error, and talks to us as through the server."""
    client.raise_request_exception = False
    client.handler = as_utf8(client.handler)
    return client


@pytest.fixture
def doors(client, site, adviser, open_step, start_date):
    """Every public address, with the fields of its form."""
    Question.objects.create(text="Uw plan?", kind="file")
    lead = LeadFactory(owner=adviser)
    client.get(status_url(lead))
    enrolment = Enrolment.objects.create(
        request=LeadFactory(owner=adviser).request, course_date=start_date(), seats=1,
        state="offered", offer_until="2027-01-01", since=timezone.now(), offers=1,
    )  # fmt: skip
    found = {FORM: client.get(FORM)}
    for step in ("contact", "vraag", "controle"):
        page = open_step(step)
        found[page.request["PATH_INFO"]] = page
    key = page.request["PATH_INFO"].split("/")[2]
    status = f"{FORM}status/{lead.reference}/"
    rest = [f"{FORM}{key}/later/", f"{FORM}{key}/link/", f"{FORM}zoek/", f"{FORM}controle-getal/"]
    rest += [f"{FORM}status/", f"{FORM}status/x.y/", f"{FORM}verder/x.y/", f"{FORM}bedankt/x.y/", status]
    rest += [f"{status}{end}" for end in ("bericht/", "bestand/", "belmomenten/", "intrekken/", "gegevens/")]
    rest += [f"{status}{end}" for end in ("gegevens.json", "afspraak.ics", "wissen/", "sluiten/")]
    rest.append(urlsplit(offer_address(enrolment)).path)
    return {address: fields_of(page) for address, page in found.items()} | {
        address: dict.fromkeys(
            ("text", "why", "file", "day_1", "part_1", "day_2", "reference", "email", "antwoord", "q"), ""
        )
        for address in rest
    }


def fields_of(page) -> dict[str, str]:
    names = re.findall(r'<(?:input|select|textarea|button)[^>]* name="(\w+)"', page.text)
    return dict.fromkeys(names, "") | hidden_in(page)


def test_every_address_is_among_the_doors(doors):
    assert {resolve(address).url_name for address in doors} >= {one.name for one in urlpatterns}


def test_nothing_that_is_posted_breaks_or_runs_anything(client, doors, settings):
    cookies = client.cookies.copy()
    broken = []
    for address, fields in doors.items():
        for kind, body in bodies(fields):
            client.cookies = cookies.copy()
            response = client.generic("POST", address, body, kind)
            if response.status_code >= 500 or HTML in response.text:
                broken.append((address, kind, body[:60], response.status_code))
    assert broken == []


def test_no_method_and_no_query_breaks_anything(client, doors):
    odd = "?q=%00&meer=%ED%A0%80&fout=1&van=%00&wens=%00&datum=%00&antwoorden=%00&gelukt=%0A"
    cookies = client.cookies.copy()
    for method in METHODS:
        for address in doors:
            for query in ("", odd):
                client.cookies = cookies.copy()
                response = client.generic(method, address + query, CONTENT_TYPE="text/plain; charset=hex")
                assert response.status_code < 500, (method, address + query)
    assert not IntakeRequest.objects.filter(lead=None).exists()
