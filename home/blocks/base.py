"""What blocks have in common: a heading, a layout, a ground, an example for the block picker."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from home.memory import recall

#: Fields that are seldom needed; the form keeps them behind a button.
SETTINGS = ("anchor", "menu_label", "quiet")


class NamedTextBlock(blocks.StructBlock):
    """A short name with a text: a lesson, a result, a step."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    text = blocks.TextBlock(label=_("Text"), max_length=400, rows=3)

    class Meta:
        label = _("Heading and text")
        icon = "title"


class FactBlock(blocks.StructBlock):
    """A fact: what it is about and what it is."""

    term = blocks.CharBlock(label=_("About"), max_length=40)
    description = blocks.CharBlock(label=_("Fact"), max_length=160)

    class Meta:
        label = _("Fact")
        icon = "form"


class TuckedAwayBlock(blocks.StructBlock):
    """A block whose seldom-used fields stay out of the editor's way."""

    def get_form_layout(self) -> BlockGroup:
        tucked = [name for name in self.child_blocks if name in SETTINGS]
        return BlockGroup([name for name in self.child_blocks if name not in tucked], settings=tucked)

    def render(self, value, context=None):
        """Its HTML. On a published page that follows from content and the day alone, and is remembered."""
        if (place := _place(context or {})) is None:
            return super().render(value, context)
        return recall(context["request"], place, partial(super().render, value, context))


def _place(context: Mapping) -> tuple | None:
    """Where a block stands on the site; None on a preview, and where it has no place of its own."""
    request, page, section_id = (context.get(name) for name in ("request", "page", "section_id"))
    if not (request and page and page.pk and section_id) or getattr(request, "is_preview", False):
        return None
    return (page.pk, section_id, *(context.get(name) for name in ("ground", "follows", "section_layout")))


class SectionBlock(TuckedAwayBlock):
    """What every section has: a heading, which also names it for a screen reader.

    A section is laid out as a band of the page, or, when the page says so with `section_layout`, as a part of
    running text. Its template extends `layout` and fills in what is its own. A section whose context says
    `is_empty`, for example because all that was chosen is gone, is left out.
    """

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    anchor = blocks.RegexBlock(
        label=_("Name in the address"),
        required=False,
        max_length=30,
        regex=r"^[a-z][a-z0-9-]*$",
        error_messages={"invalid": _("Use small letters, digits and hyphens.")},
        help_text=_("For a link straight to this section: with lessen it is /#lessen."),
    )

    is_section = True  # lays itself out; anything else needs a band or running text around it

    class Meta:
        layout = "home/blocks/layouts/band.html"
        ground = "paper"
        starts_named = True  # with the heading of its example: that is what sites mostly call it

    def get_default(self):
        """A new one has a heading already, which the editor may change."""
        default = super().get_default()
        if self.meta.starts_named and "heading" in self.child_blocks:
            default["heading"] = self.meta.preview_value["heading"]
        return default

    def ground_for(self, value) -> str:
        """The plane this section lies on: paper, linen or night."""
        return "linen" if value.get("quiet") else self.meta.ground

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["layout"] = context.get("section_layout") or self.meta.layout
        context["section_id"] = value.get("anchor") or context.get("section_id") or "deel"
        context.setdefault("ground", self.ground_for(value))
        return context
