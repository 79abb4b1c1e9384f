"""What blocks have in common: a heading, a layout, a ground, an example for the block picker."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

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

    def ground_for(self, value) -> str:
        """The plane this section lies on: paper, linen or night."""
        return "linen" if value.get("quiet") else self.meta.ground

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["layout"] = context.get("section_layout") or self.meta.layout
        context["section_id"] = value.get("anchor") or context.get("section_id") or "deel"
        context.setdefault("ground", self.ground_for(value))
        return context
