"""What goes wrong is said in the look of the site, with a way on, and without what went wrong."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home import contact
from tests.factories.pages import TextPageFactory, set_brand

pytestmark = pytest.mark.urls("tests.operations.broken")


@pytest.fixture
def visitor() -> Client:
    """Sees the page of an error instead of the error."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def nobody_remembered(monkeypatch):
    monkeypatch.setattr(contact, "_last_read", contact.Contact())


def assert_in_the_look(response):
    assert '<html lang="nl">' in response.text
    assert "css/leerkring.css" in response.text
    assert response.text.count("<h1>") == 1
    assert 'href="/"' in response.text


def test_an_error_of_ours_asks_no_database_and_names_no_cause(visitor):
    # No `db` fixture: a query would be refused.
    response = visitor.get("/kapot/")
    assert response.status_code == 500
    assert_in_the_look(response)
    assert "10.1.2.3" not in response.text
    assert "no-store" in response["Cache-Control"]


def test_it_names_the_phone_number_that_was_last_read(visitor, db):
    set_brand(name="De Kring", phone="+31301234567", email="hallo@dekring.example")
    visitor.get("/nergens/")
    response = visitor.get("/kapot/")
    assert "De Kring" in response.text
    assert 'href="tel:+31-30-123-4567"' in response.text
    assert "hallo@dekring.example" in response.text


def test_a_host_name_that_is_not_ours(visitor, settings):
    settings.ALLOWED_HOSTS = ["www.leerkring.example"]
    response = visitor.get("/", headers={"host": "anders.example"})
    assert response.status_code == 400
    assert_in_the_look(response)
    assert "anders.example" not in response.text


def test_more_than_we_take_is_said_to_be_too_large(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = visitor.post("/antwoorden/", {"veel": "x" * 2000})
    assert response.status_code == 413
    assert_in_the_look(response)
    assert "te groot" in response.text


def test_a_way_of_asking_that_is_not_allowed(visitor):
    response = visitor.get("/alleen-post/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert_in_the_look(response)


def test_the_request_form_takes_no_put(visitor, db):
    response = visitor.put("/aanvraag/")
    assert response.status_code == 405
    assert_in_the_look(response)


@pytest.mark.parametrize(("address", "status"), [("/verboden/", 403), ("/nergens/", 404)])
def test_no_access_and_not_found_have_the_menus(visitor, db, address, status):
    response = visitor.get(address)
    assert response.status_code == status
    assert_in_the_look(response)
    assert "<footer" in response.text


def test_a_form_without_its_cookie(db):
    response = Client(enforce_csrf_checks=True).post("/beschermd/")
    assert response.status_code == 403
    assert_in_the_look(response)
    assert "nog een keer" in response.text


def test_a_page_with_a_password_asks_for_it_in_the_look_and_tells_nothing_yet(client, db):
    page = TextPageFactory(title="Voor deelnemers", search_description="Alleen voor de groep van dinsdag.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="kring")
    asked = client.get(page.url)
    assert_in_the_look(asked)
    assert "dinsdag" not in asked.text
    action, back = page.url, page.url
    for line in asked.text.splitlines():
        if "<form" in line and 'method="post"' in line:
            action = line.split('action="')[1].split('"')[0]
    wrong = client.post(action, {"password": "fout", "return_url": back})
    assert "Fout:" in wrong.text
    assert_in_the_look(wrong)
    right = client.post(action, {"password": "kring", "return_url": back}, follow=True)
    assert "Voor deelnemers" in right.text
    assert right.redirect_chain
