"""A link in a menu: to a page, or to an address. `home.navigation` reads them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.typed_addresses import leads_somewhere, page_meant_by


class LinkBlock(blocks.StructBlock):
    """One link. Exactly one of page and address is filled in."""

    label = blocks.CharBlock(
        label=_("Text"), required=False, max_length=40, help_text=_("Empty: the title of the page.")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.RegexBlock(
        label=_("Or an address"),
        required=False,
        max_length=200,
        regex=r"^(/|#|https?://|mailto:|tel:)\S*$",
        error_messages={"invalid": _("Start with / or with https://, and leave out spaces.")},
        help_text=_("For example /aanvraag/ or https://www.example.nl"),
    )

    def clean(self, value):
        value = super().clean(value)
        if value["address"] and (page := page_meant_by(value["address"])):
            value["page"], value["address"] = value["page"] or page, ""
        if value["address"] and not leads_somewhere(value["address"]):
            raise StructBlockValidationError(
                {"address": ValidationError(_("This address is not on the site. Choose a page instead."))}
            )
        if bool(value["page"]) == bool(value["address"]):
            raise StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or type an address, one of the two."))}
            )
        if value["address"] and not value["label"]:
            raise StructBlockValidationError({"label": ValidationError(_("Say what the link is called."))})
        return value

    class Meta:
        label = _("Link")
        icon = "link"


class LinkColumnBlock(blocks.StructBlock):
    """A column of links in the footer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=40)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=8)

    class Meta:
        label = _("Column")
        icon = "list-ul"
