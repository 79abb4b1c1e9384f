"""What the site adds to Wagtail: marked words, links that never break, and a guard on accounts."""

from collections.abc import Iterable

import wagtail.admin.rich_text.editors.draftail.features as draftail
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.views.bulk_action import BulkAction

from home.rich_text import LivePageLinkHandler


@hooks.register("register_rich_text_features")
def register_mark(features) -> None:
    """The feature "mark": words that matter, as `<mark>`."""
    control = {"type": "MARK", "icon": "pick", "description": _("Mark"), "element": "mark"}
    features.register_editor_plugin("draftail", "mark", draftail.InlineStyleFeature(control))
    features.register_converter_rule(
        "contentstate",
        "mark",
        {
            "from_database_format": {"mark": InlineStyleElementHandler("MARK")},
            "to_database_format": {"style_map": {"MARK": "mark"}},
        },
    )


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features) -> None:
    """Links to pages, in place of Wagtail's own."""
    features.register_link_type(LivePageLinkHandler)


@hooks.register("before_create_user")
def guard_new_account(request: HttpRequest) -> None:
    """Only a superuser makes superusers: the right to manage accounts is not the right to everything."""
    if request.POST.get("is_superuser") and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_edit_user")
def guard_account(request: HttpRequest, user) -> None:
    """Only a superuser changes a superuser, or makes one."""
    if not request.user.is_superuser and (user.is_superuser or request.POST.get("is_superuser")):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def guard_accounts(request: HttpRequest, action_type: str, objects: Iterable, action: BulkAction) -> None:
    """Only a superuser changes superusers, also when many accounts are changed at once."""
    if action.model is not get_user_model() or request.user.is_superuser:
        return
    if any(user.is_superuser for user in objects):
        raise PermissionDenied
