"""The roles people have, as groups, and the one way to give them rights.

Each app declares its own rights as a mapping and passes it to `grant_on_migrate` when it is ready:

    grant_on_migrate(self, {Role.EDITOR: ["offerings.add_testimonial"]})

`migrate` and `flush` then make the groups and give the rights, as often as they run. A right that somebody
gave a group by hand stays; a right that is no longer declared is taken away by a migration.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.db.models.signals import post_migrate
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions


class Role(StrEnum):
    """What somebody does for the consultancy. The value is the name of the group, as people read it."""

    EDITOR = "Redactie"
    CHIEF_EDITOR = "Eindredactie"
    ADVISER = "Adviseur"
    COORDINATOR = "Coördinator"
    ADMINISTRATOR = "Beheer"

    @property
    def group(self) -> Group:
        """The group of this role; made when it is not there."""
        return Group.objects.get_or_create(name=self.value)[0]


def grant(permissions: Mapping[Role, Iterable[str]]) -> None:
    """Give each role the permissions, written as "app_label.codename". Safe to repeat.

    Raises LookupError when one of them does not exist: a misspelt right must not pass as a right.
    """
    wanted = {role: set(names) for role, names in permissions.items()}
    found = _find(set().union(*wanted.values()))
    for role, names in wanted.items():
        role.group.permissions.add(*(found[name] for name in names))


def grant_on_pages(role: Role, codenames: Iterable[str], page: Page) -> None:
    """Give a role rights on a page and everything below it, such as "publish_page"."""
    for permission in _find({f"wagtailcore.{codename}" for codename in codenames}).values():
        GroupPagePermission.objects.get_or_create(group=role.group, page=page, permission=permission)


def grant_on_collection(role: Role, names: Iterable[str], collection: Collection) -> None:
    """Give a role rights on what is in a collection and below it, such as "wagtailimages.add_image"."""
    for permission in _find(set(names)).values():
        GroupCollectionPermission.objects.get_or_create(
            group=role.group, collection=collection, permission=permission
        )


def grant_on_migrate(config: AppConfig, permissions: Mapping[Role, Iterable[str]]) -> None:
    """Give the permissions whenever `migrate` or `flush` has run. Call it from `AppConfig.ready`."""
    after_migrate(config, partial(grant, permissions))


def after_migrate(config: AppConfig, work: Callable[[], None]) -> None:
    """Do some work after `migrate` or `flush`, but not while some tables are still to be made."""

    def receiver(using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
        if using == DEFAULT_DB_ALIAS and ("plan" not in kwargs or _is_migrated(using)):
            work()

    post_migrate.connect(receiver, sender=config, weak=False)


def _find(names: set[str]) -> dict[str, Permission]:
    """The permissions with these names. Makes them first: other receivers may not have run yet."""
    pairs = {name: tuple(name.split(".", 1)) for name in names}
    for label in sorted({label for label, _ in pairs.values()}):
        create_permissions(apps.get_app_config(label), verbosity=0)
        create_extra_permissions(apps.get_app_config(label))  # to publish a snippet
    condition = Q(pk__in=())
    for label, codename in pairs.values():
        condition |= Q(content_type__app_label=label, codename=codename)
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(condition).select_related("content_type")
    }
    if missing := names - found.keys():
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}")
    return found


def _is_migrated(using: str) -> bool:
    """Whether every migration has been applied."""
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
