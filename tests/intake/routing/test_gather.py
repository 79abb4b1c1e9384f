"""What routing remembers of who works here follows every change of it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from home.roles import Role
from intake.routing.gather import remembered_roster
from tests.factories.intake import AdviserFactory, UserFactory

pytestmark = pytest.mark.django_db


def roster():
    """As one visitor after the other meets it."""
    return remembered_roster(RequestFactory().get("/"), timezone.now())


def bulk(client, action, *users, **data):
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    answer = client.post(f"{address}?{'&'.join(f'id={user.pk}' for user in users)}", data)
    assert answer.status_code == 302


def test_it_is_read_once_and_the_alarm_too(django_assert_num_queries):
    UserFactory(role=Role.COORDINATOR)
    first = roster()
    assert first.alarm

    with django_assert_num_queries(1):  # the content version
        again = roster()
        assert again.alarm is first.alarm


def test_the_alarm_goes_to_who_coordinates_now():
    jo, sam = UserFactory(role=Role.COORDINATOR), UserFactory(role=None)
    assert roster().alarm == [jo.email]

    sam.groups.add(Role.COORDINATOR.group)
    assert roster().alarm == sorted([jo.email, sam.email])

    sam.email = "sam@elders.example"
    sam.save(update_fields=["email"])
    assert sam.email in roster().alarm

    jo.delete()
    assert roster().alarm == [sam.email]

    sam.groups.clear()
    assert sam.email not in roster().alarm

    sam.user_permissions.add(Permission.objects.get(codename="coordinate_lead"))
    assert roster().alarm == [sam.email]


def test_accounts_that_are_closed_together_count_no_more(admin_client):
    adviser, coordinator = AdviserFactory(), UserFactory(role=Role.COORDINATOR)
    before = roster()
    assert before.candidates[0].active
    assert before.alarm == [coordinator.email]

    bulk(admin_client, "set_active_state", adviser.user, coordinator, mark_as_active="False")

    assert not get_user_model().objects.filter(is_active=True, pk__in=[adviser.user_id, coordinator.pk])
    assert not roster().candidates[0].active
    assert coordinator.email not in roster().alarm


def test_logging_in_changes_nothing(client):
    UserFactory(role=Role.COORDINATOR)
    before = roster()

    client.force_login(UserFactory(role=Role.COORDINATOR, email="nieuw@leerkring.example"))

    assert roster() is not before  # an account came
    known = roster()
    client.force_login(get_user_model().objects.last())
    assert roster() is known


def test_an_adviser_who_went_just_now_gets_nothing(db):
    gone, here = AdviserFactory(), AdviserFactory()
    remembered = roster()

    gone.delete()

    people, load = remembered.as_they_stand()
    assert [one.id for one in people] == [here.pk]
    assert set(load) == {here.pk}
