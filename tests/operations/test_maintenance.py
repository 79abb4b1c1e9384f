"""The site can be closed for a while, and says so to people, to search engines and to the load balancer."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.contact import Contact
from operations import maintenance
from tests.factories.pages import set_brand

OURS = Contact("De Kring", "030 123 45 67", "tel:+31-30-123-45-67", "hallo@dekring.example")


@pytest.fixture(autouse=True)
def own_switch(settings, tmp_path):
    settings.VAR = tmp_path


def run(*arguments: str, capsys) -> str:
    call_command("maintenance", *arguments)
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize("address", ["/", "/aanvraag/", "/admin/", "/nergens/"])
def test_every_address_is_closed_and_none_asks_the_database(client, address):
    # No `db` fixture: a query would be refused.
    maintenance.turn_on(30, OURS)
    response = client.get(address)
    assert response.status_code == 503
    assert "no-store" in response["Cache-Control"]
    assert 1700 < int(response["Retry-After"]) <= 1800
    assert "css/leerkring.css" in response.text
    assert "030 123 45 67" in response.text
    assert not response.cookies


def test_it_says_when_we_think_to_be_back_as_long_as_that_is_to_come(client):
    maintenance.turn_on(30, OURS)
    until = maintenance.read_switch().until
    assert timezone.localtime(until).strftime("%H.%M").lstrip("0") in client.get("/").text

    late = maintenance.page(maintenance.Closed(timezone.now() - timedelta(hours=1)))
    assert late["Retry-After"] == "60"
    assert "een paar minuten" in late.text


def test_the_probes_and_the_style_answer_meanwhile(client, db):
    maintenance.turn_on(None, OURS)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    style = client.get("/static/css/leerkring.css")
    assert style.status_code == 200
    style.close()


def test_the_environment_closes_it_as_well(client, settings):
    settings.MAINTENANCE = True
    response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "600")


def test_a_switch_made_by_hand_may_be_empty(client):
    maintenance.switch().touch()
    assert client.get("/").status_code == 503


def test_the_command_closes_and_opens(client, db, capsys):
    set_brand(name="De Kring", phone="+31301234567")
    assert run(capsys=capsys) == "The site is open."
    assert run("on", "--minutes=20", capsys=capsys) == "The site is closed: it answers 503."
    assert "030 123 45 67" in client.get("/").text
    assert run("off", capsys=capsys) == "The site is open."
    assert client.get("/").status_code == 200
    run("off", capsys=capsys)


def test_minutes_without_on_are_a_mistake(db):
    with pytest.raises(CommandError):
        call_command("maintenance", "off", "--minutes=5")
