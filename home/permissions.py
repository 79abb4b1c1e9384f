"""What each role may do on the ground floor: pages, pictures, documents, brand, menus, accounts."""

from django.conf import settings
from wagtail.models import Collection, Locale, Page

from home.roles import Role, grant_on_collection, grant_on_pages

#: Parts of the admin that editors and administrators share.
_EDITING = [
    "home.change_brandsettings",
    "home.change_menusettings",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
    "wagtailredirects.view_redirect",
]
_ACCESS = "wagtailadmin.access_admin"

PERMISSIONS = {
    Role.EDITOR: [_ACCESS, *_EDITING],
    Role.ADVISER: [_ACCESS],
    Role.COORDINATOR: [_ACCESS],
    Role.ADMINISTRATOR: [
        _ACCESS,
        *_EDITING,
        *(
            f"auth.{action}_{model}"
            for action in ("add", "change", "delete", "view")
            for model in ("user", "group")
        ),
        *(
            f"wagtailcore.{action}_{model}"
            for action in ("add", "change", "delete")
            for model in ("site", "workflow")
        ),
        *(f"wagtailcore.{action}_task" for action in ("add", "change", "delete")),
    ],
}
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
COLLECTION_PERMISSIONS = [
    *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose")),
    *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")),
    *(f"wagtailcore.{action}_collection" for action in ("add", "change", "delete")),
]


def grant_on_trees() -> None:
    """Let editors and administrators work on all pages, pictures and documents."""
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        grant_on_pages(role, PAGE_PERMISSIONS, root_page())
        grant_on_collection(role, COLLECTION_PERMISSIONS, root_collection())


def root_page() -> Page:
    """The top of the page tree; made again when the database has been flushed."""
    if root := Page.get_first_root_node():
        return root
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.add_root(title="Root", slug="root")


def root_collection() -> Collection:
    """The top of the collections; made again when the database has been flushed."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")
