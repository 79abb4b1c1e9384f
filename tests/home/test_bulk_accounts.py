"""Many accounts changed at once: still only a superuser touches a superuser."""

import pytest
from django.urls import reverse

from home.roles import Role
from tests.factories.intake import UserFactory

pytestmark = pytest.mark.django_db


def change(client, action, *users, **data):
    address = reverse("wagtail_bulk_action", args=["auth", "user", action])
    return client.post(f"{address}?{'&'.join(f'id={user.pk}' for user in users)}", data)


@pytest.fixture
def manager(client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


def test_an_administrator_does_not_close_a_superuser(manager, admin_user):
    change(manager, "set_active_state", admin_user, UserFactory(), mark_as_active="False")

    admin_user.refresh_from_db()
    assert admin_user.is_active


def test_an_administrator_gives_a_superuser_no_role(manager, admin_user):
    change(manager, "assign_role", admin_user, role=Role.EDITOR.group.pk)

    assert not admin_user.groups.exists()


def test_an_administrator_does_not_delete_a_superuser(manager, admin_user):
    change(manager, "delete", admin_user)

    admin_user.refresh_from_db()


def test_an_administrator_closes_others_and_a_superuser_closes_superusers(manager, admin_user, admin_client):
    other, chief = UserFactory(), UserFactory(is_superuser=True)

    change(manager, "set_active_state", other, mark_as_active="False")
    change(admin_client, "set_active_state", chief, mark_as_active="False")

    other.refresh_from_db()
    chief.refresh_from_db()
    assert not other.is_active
    assert not chief.is_active
