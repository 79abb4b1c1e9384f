"""What each role may do on the ground floor: pages, pictures, documents, brand, menus, accounts."""

from django.conf import settings
from wagtail.models import Collection, Locale, Page

from home.roles import Role, grant_on_collection, grant_on_pages

_ACCESS = "wagtailadmin.access_admin"
#: Writing: a draft shows nowhere until somebody who may publish has looked at it (see `home.moderation`).
_WRITING = [
    _ACCESS,
    *(f"home.{action}_calltoaction" for action in ("add", "change", "view")),
    *(f"home.{action}_missedsearch" for action in ("change", "delete", "view")),
]
#: What is live the moment it is saved, or takes something away.
_PUBLISHING = [
    "home.change_brandsettings",
    "home.change_menusettings",
    "home.delete_calltoaction",
    "home.publish_calltoaction",
    *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")),
]

PERMISSIONS = {
    Role.EDITOR: _WRITING,
    Role.CHIEF_EDITOR: [*_WRITING, *_PUBLISHING],
    Role.ADVISER: [_ACCESS],
    Role.COORDINATOR: [_ACCESS],
    Role.ADMINISTRATOR: [
        *_WRITING,
        *_PUBLISHING,
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
_WRITE_PAGES = ["add_page", "change_page", "lock_page"]
_PUBLISH_PAGES = ["publish_page", "bulk_delete_page", "unlock_page"]
PAGE_PERMISSIONS = {
    Role.EDITOR: _WRITE_PAGES,
    Role.CHIEF_EDITOR: [*_WRITE_PAGES, *_PUBLISH_PAGES],
    Role.ADMINISTRATOR: [*_WRITE_PAGES, *_PUBLISH_PAGES],
}
#: Who adds a picture or a document may change that one; another file for one in use shows at once.
_ADD_FILES = [
    *(f"wagtailimages.{action}_image" for action in ("add", "choose")),
    *(f"wagtaildocs.{action}_document" for action in ("add", "choose")),
]
_KEEP_FILES = [
    *_ADD_FILES,
    "wagtailimages.change_image",
    "wagtaildocs.change_document",
    *(f"wagtailcore.{action}_collection" for action in ("add", "change", "delete")),
]
COLLECTION_PERMISSIONS = {
    Role.EDITOR: _ADD_FILES,
    Role.CHIEF_EDITOR: _KEEP_FILES,
    Role.ADMINISTRATOR: _KEEP_FILES,
}


def grant_on_trees() -> None:
    """Let who edits work on all pages, pictures and documents."""
    for role, rights in PAGE_PERMISSIONS.items():
        grant_on_pages(role, rights, root_page())
    for role, rights in COLLECTION_PERMISSIONS.items():
        grant_on_collection(role, rights, root_collection())


def root_page() -> Page:
    """The top of the page tree; made again when the database has been flushed."""
    if root := Page.get_first_root_node():
        return root
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.add_root(title="Root", slug="root")


def root_collection() -> Collection:
    """The top of the collections; made again when the database has been flushed."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")
