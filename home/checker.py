"""Wagtail's checker in the editor and on the site, with the rules an editor of ours can break."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class SiteChecker(ContentCheckerItem):
    """What axe looks for, and how it says so. Templates keep the other rules; tests hold those."""

    axe_run_only = (
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "page-has-heading-one",
        "duplicate-id-aria",
    )
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture says nothing to who does not see it"),
            "help_text": _("Describe it in one sentence, or tick that it only decorates"),
        },
        "image-redundant-alt": {
            "error_name": _("A picture repeats the words beside it"),
            "help_text": _("Tick that it only decorates, or say what the words do not"),
        },
        "page-has-heading-one": {
            "error_name": _("The page has no large heading"),
            "help_text": _("Fill in a title"),
        },
        "duplicate-id-aria": {
            "error_name": _("Two parts have the same name in the address"),
            "help_text": _("Give one of them another name, behind its gear"),
        },
    }


def use_our_checker(request, items: list, page) -> None:
    """Put our rules in the place of Wagtail's."""
    items[:] = [
        SiteChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
