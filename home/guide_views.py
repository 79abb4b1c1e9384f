"""The style guide in the admin: one page with every block, and the look's colours, letters and drawings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from home import style_guide
from home.art import INVITATIONS, portrait_choices, topic_choices

#: The colours of the look: custom property, name, and what it is for. The figures are in the stylesheet.
COLOURS = [
    ("--paper", gettext_lazy("Paper"), gettext_lazy("The page itself")),
    ("--linen", gettext_lazy("Linen"), gettext_lazy("A quiet band")),
    ("--sheet", gettext_lazy("Sheet"), gettext_lazy("Fields, and what somebody says")),
    ("--accent", gettext_lazy("Accent"), gettext_lazy("The invitation at the end; the brand may change it")),
    (
        "--second",
        gettext_lazy("Second colour"),
        gettext_lazy("Facts and marked words; the brand may change it"),
    ),
    ("--night", gettext_lazy("Night"), gettext_lazy("The journey and the footer")),
    ("--ink", gettext_lazy("Ink"), gettext_lazy("Text, lines and buttons")),
    ("--alarm", gettext_lazy("Alarm"), gettext_lazy("Mistakes in a form, and nothing else")),
]


def may_edit(user) -> bool:
    """Whether somebody makes pages."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


@require_safe
@user_passes_test(may_edit)
def guide(request: HttpRequest) -> HttpResponse:
    """Every block with its example, in the order of the block picker."""
    title = _("Style guide")
    context = {
        "page_title": title,
        "header_icon": "view",
        "breadcrumbs_items": [{"url": "", "label": title}],
        "groups": style_guide.groups(),
    }
    return render(request, "home/guide/guide.html", context)


@require_safe
@user_passes_test(may_edit)
def look(request: HttpRequest) -> HttpResponse:
    """Colours, letters and drawings as the site has them, to stand in a frame of the guide."""
    context = {
        "colours": COLOURS,
        "portraits": portrait_choices(),
        "invitations": INVITATIONS.items(),
        "topics": topic_choices(),
        "steps": range(1, 5),
    }
    return render(request, "home/guide/look.html", context)


class EditorsMenuItem(MenuItem):
    """In the menu of who makes pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit(request.user)
