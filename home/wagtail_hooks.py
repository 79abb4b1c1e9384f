"""What the site adds to Wagtail: marked words, links that never break, and a guard on accounts."""

from collections.abc import Iterable

import wagtail.admin.rich_text.editors.draftail.features as draftail
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    InlineStyleElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.snippets.models import register_snippet

from home import guide_views
from home.checker import use_our_checker
from home.planned import PlannedPagesView
from home.rich_text import LivePageLinkHandler, store_link
from home.snippets import CallToActionViewSet, MissedSearchViewSet

register_snippet(CallToActionViewSet)
register_snippet(MissedSearchViewSet)


hooks.register("construct_wagtail_userbar", use_our_checker)


@hooks.register("register_admin_urls")
def own_screens() -> list:
    return [
        path("stijlgids/", guide_views.guide, name="style_guide"),
        path("stijlgids/vormgeving/", guide_views.look, name="style_guide_look"),
        path("rapporten/gepland/", PlannedPagesView.as_view(), name="planned_pages"),
        path(
            "rapporten/gepland/results/",
            PlannedPagesView.as_view(results_only=True),
            name="planned_pages_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def planned_pages_in_menu() -> MenuItem:
    return guide_views.EditorsMenuItem(
        _("Planned publications"),
        reverse("planned_pages"),
        name="planned",
        icon_name="calendar-alt",
        order=100,
    )


@hooks.register("insert_global_admin_js")
def letter_counter() -> str:
    """Counts letters under fields that take no more than so many."""
    return format_html(
        '<script src="{}" data-words="{}" defer></script>',
        versioned_static("js/counter.js"),
        _("{used} of {most} letters"),
    )


@hooks.register("register_admin_menu_item")
def style_guide_in_menu() -> MenuItem:
    return guide_views.EditorsMenuItem(
        _("Style guide"), reverse("style_guide"), name="style-guide", icon_name="view", order=450
    )


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
    """Links to pages, in place of Wagtail's own: none that breaks, none to an address that may change."""
    features.register_link_type(LivePageLinkHandler)
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': PageLinkElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": store_link}},
        },
    )


@hooks.register("before_edit_user")
def guard_account(request: HttpRequest, user) -> None:
    """Only a superuser changes a superuser. To make one, `home.accounts` offers others no way."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def guard_accounts(request: HttpRequest, action_type: str, objects: Iterable, action: BulkAction) -> None:
    """Only a superuser changes superusers, also when many accounts are changed at once."""
    if action.model is not get_user_model() or request.user.is_superuser:
        return
    if any(user.is_superuser for user in objects):
        raise PermissionDenied
