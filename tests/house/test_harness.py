"""The promises that the other tests lean on."""

import socket

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("www.example.nl", 80)])
def test_a_test_cannot_call_another_machine(address):
    with socket.socket() as client, pytest.raises(AssertionError, match="a test called out"):
        client.connect(address)


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_starts_from_what_migrate_left(transactional_db, time):
    assert Page.objects.filter(depth=1).count() == 1
    assert not Page.objects.filter(title="left behind").exists()
    assert Group.objects.exists()

    Page.objects.get(depth=1).add_child(title="left behind")


def test_the_browser_reaches_the_site_and_nothing_else(page):
    assert page.goto("/healthz").ok
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://www.example.nl/")


def test_the_database_can_be_used_beside_the_browser(page):
    assert Page.objects.exists()
