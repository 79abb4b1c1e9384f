"""Invitations that many pages share: written once as a snippet, chosen where they fit."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import SectionBlock
from .examples import example
from .offering import OFFERING


class CallChooserBlock(SnippetChooserBlock):
    """Chooses a shared invitation; all of a page come in one query, each with the page it leads to."""

    def bulk_to_python(self, values: list[int]) -> list:
        found = self.model_class.objects.with_target().in_bulk(values)
        return [found.get(value) for value in values]

    def deconstruct(self):
        return "wagtail.snippets.blocks.SnippetChooserBlock", *super().deconstruct()[1:]


class CallBlock(SectionBlock):
    """A shared invitation between sections. One that is not published, or leads nowhere, is left out."""

    heading = None  # its heading is the snippet's
    call = CallChooserBlock(
        "home.CallToAction",
        label=_("Shared invitation"),
        help_text=_("Written once, under Shared invitations. A change there shows on every page at once."),
    )

    class Meta:
        label = _("Shared invitation")
        icon = "resubmit"
        group = OFFERING
        description = _("A short text with a button that several pages share.")
        template = "home/blocks/call.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("call")

    def get_context(self, value, parent_context=None):
        """With the snippet as `value`: what an invitation of the page's own has, it has by the same names."""
        call = value.get("call")
        context = super().get_context(value, parent_context)
        return {**context, "value": call, "is_empty": not (call and call.is_shown)}

    def get_preview_value(self):
        """One of this site's, else an example that is not kept."""
        model = self.child_blocks["call"].target_model
        call = model.objects.with_target().filter(live=True).first() or model(**self.meta.preview_value)
        return self.normalize({"call": call})


class ClosingCallBlock(CallBlock):
    """A shared invitation as the coloured band at the end of a page."""

    class Meta:
        template = "home/blocks/invite.html"
        description = _("The coloured band, with a text that several pages share.")
        ground = "coral"
