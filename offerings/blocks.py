"""The parts of a course page, each with fields for what it holds."""

from functools import partial
from pathlib import Path

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home import rich_text
from home.blocks import CallBlock, FactBlock, PictureBlock, QuotationBlock, TuckedAwayBlock
from home.blocks.examples import example as read_example
from home.blocks.sections import QuestionBlock

example = partial(read_example, path=Path(__file__).with_name("examples.yaml"))

FOR_WHOM = _("For whom and why")
CONTENTS = _("Contents")
PRACTICE = _("Practical")
READING = _("People and reading")


class PartBlock(TuckedAwayBlock):
    """A part of a course page. Its heading is also its line in the page's own menu."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    menu_label = blocks.CharBlock(
        label=_("In the page's menu"), max_length=24, required=False, help_text=_("Empty: the heading.")
    )

    def get_default(self):
        """A new part has its own name for a heading: mostly that is what it is called on the page."""
        default = super().get_default()
        default["heading"] = capfirst(str(self.label))
        return default

    def get_preview_context(self, value, parent_context=None):
        """With a course of this site, whose dates and trainers can be shown."""
        course = apps.get_model("offerings.CoursePage").objects.live().first()
        return {**super().get_preview_context(value, parent_context), "page": course}


class TextPart(PartBlock):
    """Running text: for whom, study load, background."""

    text = blocks.RichTextBlock(label=_("Text"), features=rich_text.TEXT)

    class Meta:
        label = _("Text")
        group = CONTENTS
        description = _("Running text under a heading of its own.")
        preview_value = example("text")
        icon = "pilcrow"
        template = "offerings/parts/text.html"


class AudiencePart(TextPart):
    """For whom the course is."""

    class Meta:
        label = _("For whom")
        group = FOR_WHOM
        description = _("For whom the course is.")
        preview_value = example("audience")
        icon = "group"


class StudyLoadPart(TextPart):
    """How much time it takes, and when."""

    class Meta:
        label = _("Study load")
        group = PRACTICE
        description = _("How much time it takes, and when.")
        preview_value = example("study_load")
        icon = "time"


class PointsPart(PartBlock):
    """A list of short points, with a line before it."""

    intro = blocks.TextBlock(label=_("Introduction"), max_length=400, rows=2, required=False)
    points = blocks.ListBlock(
        blocks.CharBlock(label=_("Point"), max_length=240), label=_("Points"), min_num=1
    )

    class Meta:
        label = _("Points")
        icon = "list-ul"
        template = "offerings/parts/points.html"
        look = ""

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "look": self.meta.look}


class EssentialsPart(PointsPart):
    """What it comes down to."""

    class Meta:
        label = _("Essentials")
        group = FOR_WHOM
        description = _("What it comes down to, in a few points.")
        preview_value = example("essentials")
        look = "essentials"
        icon = "pick"


class GoalsPart(PointsPart):
    """What participants can do afterwards."""

    class Meta:
        label = _("Goals and results")
        group = FOR_WHOM
        description = _("What participants can do afterwards.")
        preview_value = example("goals")
        look = "goals"
        icon = "check"


class MethodPart(PointsPart):
    """How people work during the course."""

    class Meta:
        label = _("Method")
        group = CONTENTS
        description = _("How people work during the course.")
        preview_value = example("method")
        look = "method"
        icon = "cogs"


class ModuleBlock(blocks.StructBlock):
    """A module or subject, with an explanation if there is one."""

    heading = blocks.CharBlock(label=_("Module"), max_length=120)
    text = blocks.TextBlock(label=_("Explanation"), max_length=400, rows=2, required=False)

    class Meta:
        label = _("Module")
        icon = "title"


class ModulesPart(PartBlock):
    """Modules or subjects; without any explanation they become a plain list."""

    intro = blocks.TextBlock(label=_("Introduction"), max_length=600, rows=3, required=False)
    modules = blocks.ListBlock(ModuleBlock(), label=_("Modules"), min_num=1)

    class Meta:
        label = _("Contents or modules")
        group = CONTENTS
        description = _("Modules or subjects, with or without an explanation.")
        preview_value = example("modules")
        icon = "list-ul"
        template = "offerings/parts/modules.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["explained"] = any(module["text"] for module in value["modules"])
        return context


class DayBlock(blocks.StructBlock):
    """One day of the programme."""

    theme = blocks.CharBlock(label=_("Theme"), max_length=80)
    contents = blocks.TextBlock(label=_("Contents"), max_length=600, rows=3)
    homework = blocks.CharBlock(label=_("Until the next time"), max_length=200, required=False)

    class Meta:
        label = _("Day")
        icon = "date"


class ProgrammePart(PartBlock):
    """The programme, day by day; the days number themselves."""

    intro = blocks.TextBlock(label=_("Introduction"), max_length=600, rows=3, required=False)
    days = blocks.ListBlock(DayBlock(), label=_("Days"), min_num=1, max_num=20)

    class Meta:
        label = _("Programme per day")
        group = CONTENTS
        description = _("What happens on which day. The days number themselves.")
        preview_value = example("programme")
        icon = "date"
        template = "offerings/parts/programme.html"


class MatterBlock(FactBlock):
    """A practical matter and its answer, which may be longer than a fact."""

    description = blocks.TextBlock(label=_("Answer"), max_length=300, rows=2)

    class Meta:
        label = _("Practical matter")
        icon = "form"


class PracticalPart(PartBlock):
    """Practical information as a list of matters."""

    rows = blocks.ListBlock(MatterBlock(), label=_("Matters"), min_num=1)

    class Meta:
        label = _("Practical information")
        group = PRACTICE
        description = _("Practical matters, one on a line.")
        preview_value = example("practical")
        icon = "info-circle"
        template = "offerings/parts/practical.html"


class RegisterPart(PartBlock):
    """An entry in a professional register: which register, under which theme, and what it counts for."""

    register = blocks.CharBlock(
        label=_("Register"), max_length=80, help_text=_("For example: Schoolleidersregister PO")
    )
    theme = blocks.CharBlock(label=_("Theme"), max_length=120, required=False)
    subtheme = blocks.CharBlock(label=_("Sub-theme"), max_length=120, required=False)
    counts_for = blocks.TextBlock(label=_("What it counts for"), max_length=300, rows=2, required=False)

    class Meta:
        label = _("Recognition in a register")
        group = PRACTICE
        description = _("The professional register in which the course counts, and under which theme.")
        preview_value = example("register")
        icon = "tick-inverse"
        template = "offerings/parts/register.html"


class OnLocationPart(PartBlock):
    """The course at one's own school, with a link to the request form."""

    text = blocks.TextBlock(label=_("Text"), max_length=400, rows=3)
    button = blocks.CharBlock(label=_("Text on the button"), max_length=40)

    class Meta:
        label = _("On location")
        group = PRACTICE
        description = _("The course at one’s own school, with a button to the request form.")
        preview_value = example("on_location")
        icon = "home"
        template = "offerings/parts/on_location.html"


class BookBlock(blocks.StructBlock):
    """A book or an article."""

    author = blocks.CharBlock(label=_("Author"), max_length=120)
    year = blocks.CharBlock(label=_("Year"), max_length=10, required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    publisher = blocks.CharBlock(label=_("Publisher"), max_length=80, required=False)
    note = blocks.CharBlock(label=_("Note"), max_length=120, required=False)
    address = blocks.URLBlock(label=_("Web address"), required=False)

    class Meta:
        label = _("Book or article")
        icon = "doc-full"


class LiteraturePart(PartBlock):
    """What participants read."""

    books = blocks.ListBlock(BookBlock(), label=_("Books and articles"), min_num=1)

    class Meta:
        label = _("Literature")
        group = READING
        description = _("What participants read.")
        preview_value = example("literature")
        icon = "doc-full"
        template = "offerings/parts/literature.html"


class PublicationsPart(LiteraturePart):
    """What the trainers themselves published."""

    class Meta:
        label = _("Publications")
        group = READING
        description = _("What the trainers wrote themselves.")
        preview_value = example("publications")
        icon = "doc-full-inverse"


class DatesPart(PartBlock):
    """The dates of this course. They are kept apart, under Start dates."""

    note = blocks.TextBlock(label=_("Note under the dates"), max_length=300, rows=2, required=False)

    class Meta:
        label = _("Start dates")
        group = PRACTICE
        description = _("The dates to come with their seats. They come from the start dates.")
        preview_value = example("dates")
        icon = "calendar"
        template = "offerings/parts/dates.html"


class TrainersPart(PartBlock):
    """The trainers of this course, as chosen under Trainers."""

    class Meta:
        label = _("Trainers")
        group = READING
        description = _("The trainers chosen under Trainers, with their portrait.")
        preview_value = example("trainers")
        icon = "user"
        template = "offerings/parts/trainers.html"


class FaqPart(PartBlock):
    """Questions people ask about this course."""

    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=20)

    class Meta:
        label = _("Questions and answers")
        group = PRACTICE
        description = _("Questions that open onto their answer.")
        preview_value = example("faq")
        icon = "help"
        template = "offerings/parts/faq.html"


class CallPart(CallBlock):
    """A shared invitation between the parts of a course page."""

    class Meta:
        layout = "home/blocks/layouts/prose.html"
        group = PRACTICE


COURSE_PARTS = [
    ("audience", AudiencePart()),
    ("essentials", EssentialsPart()),
    ("goals", GoalsPart()),
    ("modules", ModulesPart()),
    ("method", MethodPart()),
    ("programme", ProgrammePart()),
    ("study_load", StudyLoadPart()),
    ("practical", PracticalPart()),
    ("register", RegisterPart()),
    ("dates", DatesPart()),
    ("on_location", OnLocationPart()),
    ("trainers", TrainersPart()),
    ("literature", LiteraturePart()),
    ("publications", PublicationsPart()),
    ("text", TextPart()),
    ("quotation", QuotationBlock()),
    ("picture", PictureBlock()),
    ("faq", FaqPart()),
    ("call", CallPart()),
]
