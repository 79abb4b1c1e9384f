"""Sections that tell: one block is one component of the design, with one template."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home import rich_text

from .base import FactBlock, NamedTextBlock, SectionBlock
from .examples import example

WHY = _("What and why")
TEXT = _("Text")
PEOPLE = _("People")


class DefinitionBlock(SectionBlock):
    """What something is, how one recognises it, and what it is not."""

    definition = blocks.RichTextBlock(
        label=_("Definition"),
        features=rich_text.MARKED,
        max_length=320,
        help_text=_("One sentence. Mark the words it is all about."),
    )
    signs_heading = blocks.CharBlock(label=_("Heading above the signs"), max_length=60)
    signs = blocks.ListBlock(
        blocks.CharBlock(label=_("Sign"), max_length=120), label=_("Signs"), min_num=2, max_num=6
    )
    contrast_heading = blocks.CharBlock(label=_("Heading of what it is not"), max_length=60, required=False)
    contrast = blocks.TextBlock(label=_("What it is not"), max_length=400, rows=3, required=False)

    class Meta:
        label = _("Definition")
        icon = "help"
        group = WHY
        description = _("What something is, in one large sentence, with how you recognise it.")
        template = "home/blocks/definition.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("definition")


class OutcomesBlock(SectionBlock):
    """What it brings: a rising stair of results."""

    items = blocks.ListBlock(NamedTextBlock(), label=_("Results"), min_num=2, max_num=4)

    class Meta:
        label = _("Results")
        icon = "arrow-up"
        group = WHY
        description = _("Two to four results, as a stair that goes up.")
        template = "home/blocks/outcomes.html"
        ground = "linen"
        preview_value = example("outcomes")


class FitChoiceBlock(NamedTextBlock):
    """One situation in which it fits, with a drawing and an example."""

    drawing = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=[("within", _("One circle: within")), ("between", _("Two circles: between"))],
    )
    example = blocks.CharBlock(label=_("Example"), max_length=240, required=False)

    class Meta:
        label = _("Situation")
        icon = "group"


class FitBlock(SectionBlock):
    """When it is suitable: two situations side by side."""

    choices = blocks.ListBlock(FitChoiceBlock(), label=_("Situations"), min_num=2, max_num=2)

    class Meta:
        label = _("Does it suit you?")
        icon = "group"
        group = WHY
        description = _("Two situations side by side, each with a drawing.")
        template = "home/blocks/fit.html"
        preview_value = example("fit")


class LessonsBlock(SectionBlock):
    """What was learned: names with an explanation, as in a ledger."""

    items = blocks.ListBlock(NamedTextBlock(), label=_("Lessons"), min_num=2, max_num=8)

    class Meta:
        label = _("Lessons learned")
        icon = "clipboard-list"
        group = WHY
        description = _("Names with an explanation beside them, line by line.")
        template = "home/blocks/lessons.html"
        preview_value = example("lessons")


class StepsBlock(SectionBlock):
    """How it goes, step by step, with a few facts beside it."""

    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=0, max_num=6, default=[])
    steps = blocks.ListBlock(NamedTextBlock(), label=_("Steps"), min_num=2, max_num=8)

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        group = WHY
        description = _("Numbered steps, with a few facts beside them.")
        template = "home/blocks/steps.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("steps")


class FigureBlock(blocks.StructBlock):
    """A number with what it counts."""

    figure = blocks.CharBlock(label=_("Figure"), max_length=12)
    text = blocks.CharBlock(label=_("What it counts"), max_length=60)

    class Meta:
        label = _("Figure")
        icon = "order"


class ExpertiseBlock(SectionBlock):
    """What the consultancy has done before, with a few numbers."""

    text = blocks.RichTextBlock(label=_("Text"), features=rich_text.TEXT)
    figures = blocks.ListBlock(FigureBlock(), label=_("Numbers"), min_num=0, max_num=4, default=[])

    class Meta:
        label = _("Expertise")
        icon = "pick"
        group = PEOPLE
        description = _("What we did before, with a few large numbers.")
        template = "home/blocks/expertise.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("expertise")


class TextSectionBlock(SectionBlock):
    """A heading on the left, running text on the right."""

    lead = blocks.TextBlock(label=_("Introduction"), max_length=400, rows=3, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=rich_text.TEXT, required=False)
    quiet = blocks.BooleanBlock(label=_("On a tinted band"), required=False)

    class Meta:
        label = _("Heading and text")
        icon = "doc-full"
        group = TEXT
        description = _("A heading on the left, text on the right.")
        template = "home/blocks/text_section.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("text_section")
        starts_named = False  # it is called after what it tells


class ChecklistBlock(SectionBlock):
    """A heading with a list of short points."""

    intro = blocks.TextBlock(label=_("Introduction"), max_length=300, rows=2, required=False)
    items = blocks.ListBlock(blocks.CharBlock(label=_("Point"), max_length=160), label=_("Points"), min_num=2)

    class Meta:
        label = _("List of points")
        icon = "list-ul"
        group = TEXT
        description = _("Short points between thin lines, in two columns.")
        template = "home/blocks/checklist.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("checklist")


class QuestionBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=140)
    answer = blocks.RichTextBlock(label=_("Answer"), features=rich_text.TEXT)

    class Meta:
        label = _("Question")
        icon = "help"


class FaqBlock(SectionBlock):
    """Questions people ask, each opening onto its answer."""

    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=20)

    class Meta:
        label = _("Questions and answers")
        icon = "help"
        group = TEXT
        description = _("Questions that open onto their answer.")
        template = "home/blocks/faq.html"
        layout = "home/blocks/layouts/split.html"
        preview_value = example("faq")
