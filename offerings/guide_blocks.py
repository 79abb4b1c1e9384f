"""What an editor makes a guide of: questions with answers, and what each answer speaks for."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError

from .blocks import example
from .guiding import Answer, Question, Weight

#: So many characters of a block's id: no two in one guide are alike, and an address stays short.
KEY_LENGTH = 8
ADVISABLE = ("offerings.ServicePage", "offerings.CoursePage")


class GuideWeightBlock(blocks.StructBlock):
    """How much an answer speaks for a service or a course, and why."""

    page = blocks.PageChooserBlock(ADVISABLE, label=_("Service or course"))
    points = blocks.ChoiceBlock(
        label=_("How well does it suit?"),
        choices=[
            ("1", _("1: it may help")),
            ("2", _("2: it suits well")),
            ("3", _("3: this is exactly it")),
        ],
        default="2",
    )
    reason = blocks.CharBlock(
        label=_("Because …"),
        max_length=140,
        help_text=_(
            "Finish the sentence; the visitor reads it. For example: u nog niet weet of een PLG bij u past"
        ),
    )

    class Meta:
        label = _("Speaks for")
        label_format = "{reason}"
        icon = "pick"


class GuideAnswerBlock(blocks.StructBlock):
    """One answer to choose, and what it speaks for."""

    text = blocks.CharBlock(
        label=_("Answer"),
        max_length=90,
        help_text=_("As the visitor would say it. For example: We hebben er nog nooit mee gewerkt"),
    )
    weights = blocks.ListBlock(
        GuideWeightBlock(),
        label=_("What this answer speaks for"),
        min_num=1,
        max_num=6,
        help_text=_("At least one service or course. Each of them once."),
    )

    class Meta:
        label = _("Answer")
        icon = "radio-empty"
        label_format = "{text}"

    def clean(self, value):
        value = super().clean(value)
        twice = list(_repeated(weight["page"].pk for weight in value["weights"]))
        if twice:
            error = ValidationError(_("This page is in the list already. Choose another one, or remove it."))
            wrong = {place: StructBlockValidationError({"page": error}) for place in twice}
            raise StructBlockValidationError({"weights": ListBlockValidationError(block_errors=wrong)})
        return value


class GuideQuestionBlock(blocks.StructBlock):
    """A question of a guide, to which a visitor gives one answer."""

    question = blocks.CharBlock(
        label=_("Question"),
        max_length=90,
        help_text=_("Short, and about the visitor. For example: Waar staat uw team nu?"),
    )
    help = blocks.CharBlock(
        label=_("Explanation"),
        max_length=200,
        required=False,
        help_text=_("One sentence under the question, where it helps to choose."),
    )
    answers = blocks.ListBlock(
        GuideAnswerBlock(),
        label=_("Answers"),
        min_num=2,
        max_num=6,
        collapsed=True,
        help_text=_("Two to six. Let there be one that everybody can choose, such as: weet ik nog niet"),
    )

    class Meta:
        label = _("Question")
        icon = "help"
        label_format = "{question}"
        description = _("A question with two to six answers, of which a visitor chooses one.")
        template = "offerings/guide/question_block.html"
        preview_value = example("guide_question")

    def clean(self, value):
        value = super().clean(value)
        twice = list(_repeated(answer["text"].casefold() for answer in value["answers"]))
        if twice:
            error = ValidationError(_("This answer is in the list already. Say what is different."))
            wrong = {place: StructBlockValidationError({"text": error}) for place in twice}
            raise StructBlockValidationError({"answers": ListBlockValidationError(block_errors=wrong)})
        return value


def read_questions(stream: StreamValue) -> tuple[Question, ...]:
    """The questions as an editor made them, read as they are stored: that asks for no page."""
    return tuple(
        Question(_key(stored), value["question"], value["help"], tuple(_answers(value["answers"])))
        for stored in stream.raw_data
        for value in [stored["value"]]
    )


def _answers(answers: Iterable[dict]) -> Iterator[Answer]:
    for stored in answers:
        weights = (item["value"] for item in stored["value"]["weights"])
        yield Answer(
            _key(stored),
            stored["value"]["text"],
            tuple(
                Weight(weight["page"], int(weight["points"]), _because(weight["reason"]))
                for weight in weights
                if weight["page"] and weight["points"]
            ),
        )


def _key(stored: dict) -> str:
    """A block's id in short; "" for one that was never saved."""
    return (stored["id"] or "")[:KEY_LENGTH]


def _because(reason: str) -> str:
    """The reason as the end of a sentence, also when an editor wrote the sentence whole."""
    return reason.strip().removeprefix("Omdat ").removeprefix("omdat ").rstrip(".")


def _repeated(values: Iterable) -> Iterator[int]:
    """The places of the values that were there before."""
    seen = set()
    for place, value in enumerate(values):
        if value in seen:
            yield place
        seen.add(value)
