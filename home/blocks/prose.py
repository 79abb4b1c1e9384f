"""Parts of running text: paragraphs, pictures, quotations."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from home import rich_text
from home.pictures import PICTURE, fetch_sizes

from .examples import example
from .sections import TEXT


class ProseBlock(blocks.RichTextBlock):
    """Running text with sub-headings."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", rich_text.LONG)
        super().__init__(**kwargs)

    def clean(self, value):
        """Headings go down a step at a time: the page's own is the first, so a text starts at the second."""
        value = super().clean(value)
        first = re.search(r"<h[23]\b", value.source)
        if first and first[0] == "<h3":
            raise ValidationError(_("Start with a heading 2. A heading 3 stands below one."))
        return value

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = TEXT
        description = _("Running text with headings, lists and links.")
        template = "home/blocks/prose.html"
        preview_value = example("prose")


class ShownImageBlock(ImageBlock):
    """A picture of which all sizes that are shown come along: one query for all in a stream."""

    def bulk_to_python(self, values):
        images = super().bulk_to_python(values)
        fetch_sizes([image for image in images if image], PICTURE)
        return images


class PictureBlock(blocks.StructBlock):
    """A picture with a caption. The editor says what is on it, or that it only decorates."""

    image = ShownImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Words below the picture"), max_length=160, required=False)

    class Meta:
        label = _("Image")
        icon = "image"
        group = TEXT
        description = _("A picture over the width of the text, with a caption.")
        template = "home/blocks/picture.html"
        preview_template = "home/blocks/previews/picture.html"
        preview_value = example("picture")


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
