"""Roles: who may do what, after `migrate` and after `flush`, as often as they run."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.models.signals import post_migrate
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from home import roles
from home.permissions import root_page
from home.roles import Role, grant
from tests.factories.intake import UserFactory
from tests.factories.pages import TextPageFactory

pytestmark = pytest.mark.django_db


def rights(role: Role) -> set[str]:
    """The rights of home and offerings; the intake declares and tests its own."""
    permissions = role.group.permissions.exclude(content_type__app_label="intake").select_related(
        "content_type"
    )
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}


WRITING = {
    "wagtailadmin.access_admin",
    *(f"home.{action}_calltoaction" for action in ("add", "change", "view")),
    *(f"home.{action}_missedsearch" for action in ("change", "delete", "view")),
    *(
        f"offerings.{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("testimonial", "coursedate", "audience", "register", "topic")
    ),
}
PUBLISHING = {
    *WRITING,
    "home.change_brandsettings",
    "home.change_menusettings",
    "home.delete_calltoaction",
    "home.publish_calltoaction",
    *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")),
}
MANAGING = {
    *PUBLISHING,
    *(
        f"auth.{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("user", "group")
    ),
    *(
        f"wagtailcore.{action}_{model}"
        for action in ("add", "change", "delete")
        for model in ("site", "workflow", "task")
    ),
}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.EDITOR, WRITING),
        (Role.CHIEF_EDITOR, PUBLISHING),
        (Role.ADVISER, {"wagtailadmin.access_admin"}),
        (Role.COORDINATOR, {"wagtailadmin.access_admin"}),
        (Role.ADMINISTRATOR, MANAGING),
    ],
)
def test_each_role_has_exactly_these_rights(role, expected):
    assert rights(role) == expected


def test_editors_and_administrators_work_on_all_pages_and_pictures():
    writing = {"add_page", "change_page", "lock_page"}
    publishing = {"publish_page", "bulk_delete_page", "unlock_page"}
    for role, expected in {
        Role.EDITOR: writing,
        Role.CHIEF_EDITOR: writing | publishing,
        Role.ADMINISTRATOR: writing | publishing,
    }.items():
        pages = GroupPagePermission.objects.filter(group=role.group)
        assert {right.page.depth for right in pages} == {1}
        assert {right.permission.codename for right in pages} == expected
        things = GroupCollectionPermission.objects.filter(group=role.group)
        rights = {right.permission.codename for right in things}
        assert rights >= {"add_image", "choose_image", "add_document", "choose_document"}
        # Another file for a picture in use shows at once, so that is for who may publish.
        assert ("change_image" in rights) is (role != Role.EDITOR)
    assert not GroupPagePermission.objects.filter(group__name__in=[Role.ADVISER, Role.COORDINATOR]).exists()


def test_wagtail_s_own_groups_are_gone():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)


def run_again() -> None:
    for label in ("home", "offerings"):
        config = apps.get_app_config(label)
        post_migrate.send(sender=config, app_config=config, using="default", verbosity=0)


def count() -> tuple:
    return (
        Group.objects.count(),
        Permission.objects.count(),
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
        sum(group.permissions.count() for group in Group.objects.all()),
    )


def test_rights_can_be_given_again_and_again():
    before = count()

    run_again()
    run_again()

    assert count() == before


def test_what_was_taken_away_comes_back_and_what_was_added_stays():
    group = Role.ADVISER.group
    group.permissions.set(Permission.objects.filter(codename="add_redirect"))

    run_again()

    assert rights(Role.ADVISER) == {"wagtailadmin.access_admin", "wagtailredirects.add_redirect"}


def test_a_misspelt_right_is_an_error():
    with pytest.raises(LookupError, match=r"home\.chnage_brandsettings"):
        grant({Role.EDITOR: ["home.chnage_brandsettings"]})


def test_nothing_is_given_while_tables_are_still_to_be_made(monkeypatch):
    monkeypatch.setattr(roles, "_is_migrated", lambda using: False)
    Group.objects.all().delete()
    config = apps.get_app_config("home")

    post_migrate.send(sender=config, app_config=config, using="default", verbosity=0, plan=[])

    assert not Group.objects.exists()


def test_an_editor_changes_pages_and_no_accounts(client):
    page = TextPageFactory()
    client.force_login(UserFactory(role=Role.EDITOR))

    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert client.get("/admin/users/").status_code == 302


def test_an_administrator_manages_accounts_but_makes_no_superuser(client):
    admin, other = UserFactory(role=Role.ADMINISTRATOR), UserFactory()
    client.force_login(admin)
    data = {
        "username": other.username,
        "email": other.email,
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
    }

    assert client.post(f"/admin/users/edit/{other.pk}/", data).status_code == 302
    assert client.post(f"/admin/users/edit/{other.pk}/", {**data, "is_superuser": "on"}).status_code == 302

    other.refresh_from_db()
    assert other.first_name == "A"
    assert not other.is_superuser


def test_an_administrator_does_not_touch_a_superuser(client, admin_user):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))

    client.post(
        f"/admin/users/edit/{admin_user.pk}/",
        {"username": "gekaapt", "email": "x@example.com", "password1": "x"},
    )

    admin_user.refresh_from_db()
    assert admin_user.username == "admin"


@pytest.fixture
def emptied_tables():
    """All tables empty, as `flush` leaves them; rolled back after the test."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    ContentType.objects.clear_cache()
    yield
    ContentType.objects.clear_cache()


def test_roles_and_the_tree_come_back_after_a_flush(emptied_tables):
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)

    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
    assert rights(Role.EDITOR) == WRITING
    assert Page.objects.get(depth=1) == root_page()
    assert GroupPagePermission.objects.filter(group=Role.EDITOR.group, page=root_page()).count() == 3
