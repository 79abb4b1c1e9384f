"""Parts of running text: paragraphs, pictures, quotations."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from home import rich_text

from .examples import example
from .sections import TEXT


class ProseBlock(blocks.RichTextBlock):
    """Running text with sub-headings."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", rich_text.LONG)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = TEXT
        description = _("Running text with headings, lists and links.")
        template = "home/blocks/prose.html"
        preview_value = example("prose")


class PictureBlock(blocks.StructBlock):
    """A picture with a caption. The editor says what is on it, or that it only decorates."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=160, required=False)

    class Meta:
        label = _("Image")
        icon = "image"
        group = TEXT
        description = _("A picture over the width of the text, with a caption.")
        template = "home/blocks/picture.html"


class QuotationBlock(blocks.StructBlock):
    """Words from a book or an article, with where they stand."""

    quote = blocks.TextBlock(label=_("Quotation"), max_length=500, rows=3)
    author = blocks.CharBlock(label=_("Author"), max_length=80)
    source = blocks.CharBlock(label=_("Title and year"), max_length=160, required=False)
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )

    class Meta:
        label = _("Quotation from literature")
        icon = "openquote"
        group = TEXT
        description = _("Words from a book or an article, with author and title.")
        template = "home/blocks/quotation.html"
        preview_value = example("quotation")
