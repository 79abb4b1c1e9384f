"""What is somebody's own, or has to be made anew, is never kept."""

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import ensure_csrf_cookie
from wagtail.models import PageViewRestriction

from config.urls import urlpatterns as site_urls
from home.caching import cacheable
from home.contact import Contact
from home.models import BrandSettings
from operations import maintenance
from tests.factories.pages import TextPageFactory, set_brand, the_home_page


def ask_twice(visitor, url: str, **headers: str) -> bool:
    """Whether the second answer was the first one, kept."""
    visitor.ask(url, **headers)
    return visitor.ask(url, **headers).kept


def test_a_page_is_kept(visitor):
    assert ask_twice(visitor, the_home_page().url)


@pytest.mark.parametrize(
    "url",
    [
        "/aanvraag/",
        "/aanvraag/?dienst=startoverleg",
        "/aanvraag/bedankt/een-oude-sleutel/",
        "/zoeken/?q=leren",
        "/admin/",
        "/admin/login/",
        "/healthz",
        "/readyz",
        "/static/css/leerkring.css",
        "/bestaat-niet/",
    ],
)
def test_forms_searches_and_what_is_no_page(visitor, url):
    the_home_page()

    assert not ask_twice(visitor, url)


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "a=b; sessionid=abc; csrftoken=x"},
        {"cookie": "messages=abc"},
        {"authorization": "Basic eDp5"},
    ],
    ids=str,
)
def test_who_has_a_session_gets_a_page_of_the_own(visitor, headers):
    url = the_home_page().url
    visitor.ask(url)

    assert not ask_twice(visitor, url, **headers)
    assert visitor.ask(url).kept  # what everybody sees stayed


def test_the_cookie_of_a_form_does_not_matter_on_a_page(visitor):
    url = the_home_page().url
    visitor.ask(url)

    assert visitor.ask(url, cookie=f"csrftoken={'a' * 32}").kept


def test_a_post_is_not_answered_from_what_is_kept(visitor):
    url = the_home_page().url
    visitor.ask(url)

    assert visitor.ask(url, "POST").kept is False


def test_a_page_behind_a_password_is_not_kept(visitor):
    page = TextPageFactory(lead="Alleen voor wie het wachtwoord weet.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")

    assert "Alleen voor" not in visitor.ask(page.url).text
    assert not ask_twice(visitor, page.url)


def test_a_preview_is_not_kept(visitor, admin_client):
    page = TextPageFactory()

    assert page.make_preview_request().status_code == 200
    assert visitor.ask(page.url).kept is False


def test_a_closed_site_shows_no_page(visitor, settings, tmp_path):
    settings.VAR = tmp_path
    url = the_home_page().url
    visitor.ask(url)

    maintenance.turn_on(None, Contact())
    assert visitor.ask(url).status == 503

    maintenance.turn_off()
    assert visitor.ask(url).status == 200


def test_there_is_no_end_to_queries_but_to_what_is_kept_of_them(visitor):
    url = the_home_page().url
    for number in range(200):
        visitor.ask(f"{url}?n={number}")

    assert visitor.cache.queries.used <= visitor.cache.queries.size
    assert not ask_twice(visitor, f"{url}?{'x' * 300}")


def test_addresses_hosts_and_schemes_do_not_mix(visitor):
    url = the_home_page().url
    visitor.ask(url)

    assert visitor.ask(url, host="www.leerkring.example").kept is False
    assert visitor.ask(url, scheme="https").kept is False
    assert visitor.ask(url, x_forwarded_proto="https").kept is False
    assert visitor.ask(f"{url}?utm_source=brief").kept is False


# ------------------------------------------------------------------ views that ask to be kept
def answering(**headers: str):
    return cacheable(lambda request: HttpResponse("hallo", headers=headers))


urlpatterns = [
    path("plain/", lambda request: HttpResponse("hallo")),
    path("cacheable/", answering()),
    path("year/", answering(**{"Cache-Control": "public, max-age=31536000, immutable"})),
    path("private/", answering(**{"Cache-Control": "private"})),
    path("no-store/", answering(**{"Cache-Control": "no-store"})),
    path("varies/", answering(Vary="Cookie")),
    path("language/", answering(Vary="Accept-Encoding, Accept-Language")),
    path("pressed/", answering(**{"Content-Encoding": "gzip"})),
    path("cookie/", cacheable(ensure_csrf_cookie(lambda request: HttpResponse("hallo")))),
    path("session/", cacheable(lambda request: HttpResponse(str(request.session.get("a"))))),
    path("gone/", cacheable(lambda request: HttpResponse("hallo", status=410))),
    path("stream/", cacheable(lambda request: StreamingHttpResponse(iter([b"hal", b"lo"])))),
    path("file/", cacheable(lambda request: FileResponse([b"hallo"]))),
    path("large/", cacheable(lambda request: HttpResponse(b"x" * (8 * 2**20 + 1)))),
    *site_urls,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/plain/", False),
        ("/cacheable/", True),
        ("/year/", True),
        ("/private/", False),
        ("/no-store/", False),
        ("/varies/", False),
        ("/language/", False),
        ("/pressed/", False),
        ("/cookie/", False),
        ("/session/", False),
        ("/gone/", False),
        ("/stream/", False),
        ("/file/", False),
        ("/large/", False),
    ],
)
def test_a_view_is_kept_when_it_says_so_and_nothing_speaks_against_it(visitor, url, kept):
    assert ask_twice(visitor, url) is kept


@pytest.mark.urls(__name__)
def test_what_a_view_says_about_keeping_it_stays(visitor):
    visitor.ask("/year/")

    assert visitor.ask("/year/").headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_stylesheet_of_the_brand_may_be_kept(visitor):
    set_brand(accent="#ffd166")
    brand = BrandSettings.objects.get()

    assert ask_twice(visitor, f"/merk.css?v={brand.stylesheet_version}")
