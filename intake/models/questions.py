"""The questions editors add to the request form themselves."""

from secrets import choice as pick

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, PreviewableMixin

from .requests import IntakeRequest

#: Without what looks like something else, and without a letter that begins a number.
KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 8
#: More than this nobody answers.
MOST_ASKED = 20
FEWEST_CHOICES, MOST_CHOICES = 2, 20


def new_key() -> str:
    """A key for a question or a choice: given once, and nothing of its text in it, so that it can stay."""
    return "".join(pick(KEY_LETTERS) for _number in range(KEY_LENGTH))


class QuestionKind(models.TextChoices):
    """What kind of answer a question takes."""

    LINE = "line", _("A line of text")
    TEXT = "text", _("Text of more lines")
    ONE = "one", _("One choice of several")
    SOME = "some", _("More choices of several")
    NUMBER = "number", _("A number")
    DATE = "date", _("A date")
    YES_NO = "yes_no", _("Yes or no")
    FILE = "file", _("One or more files")


#: Kinds whose answers are chosen from a list.
WITH_CHOICES = frozenset({QuestionKind.ONE, QuestionKind.SOME})


class QuestionAudience(models.TextChoices):
    """Who is asked a question."""

    EVERYBODY = "everybody", _("Everybody who sends a request")
    CHOSEN = "chosen", _("Who asks about one of the services or courses below")


class QuestionQuerySet(models.QuerySet):
    """Questions, as an editor speaks of them."""

    def asked(self) -> "QuestionQuerySet":
        return self.filter(retired=False)


class Question(PreviewableMixin, Orderable, ClusterableModel):
    """A question of the editors' own. Its key and its kind stay; a request keeps the text as it was then.

    For who is asked because of a page: when the page goes, the question is asked there no more, and never
    of everybody instead.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, editable=False, default=new_key)
    text = models.CharField(
        _("question"),
        max_length=160,
        help_text=_(
            "As you would ask it on the phone. A request that was sent keeps the question as it was then."
        ),
    )
    kind = models.CharField(
        _("answer"),
        max_length=8,
        choices=QuestionKind.choices,
        default=QuestionKind.LINE,
        help_text=_("This cannot be changed later. Make a new question then, and retire this one."),
    )
    help_text = models.CharField(
        _("help"),
        max_length=200,
        blank=True,
        help_text=_("A short line below the question: why you ask, or an example."),
    )
    required = models.BooleanField(
        _("needs an answer"),
        default=False,
        help_text=_("Only tick this if you cannot start without the answer. Each obligation costs requests."),
    )
    audience = models.CharField(
        _("who is asked"), max_length=9, choices=QuestionAudience.choices, default=QuestionAudience.EVERYBODY
    )
    services = ParentalManyToManyField(
        "offerings.ServicePage", verbose_name=_("services"), blank=True, related_name="+"
    )
    courses = ParentalManyToManyField(
        "offerings.CoursePage", verbose_name=_("courses"), blank=True, related_name="+"
    )
    retired = models.BooleanField(
        _("no longer asked"),
        default=False,
        help_text=_("The question leaves the form. Answers that were given stay with their requests."),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("own question")
        verbose_name_plural = _("own questions")

    def __str__(self) -> str:
        return self.text

    @property
    def is_answered(self) -> bool:
        """Whether a request that was sent has an answer to it. Looks through all of them: not for a list."""
        return IntakeRequest.objects.filter(own_answers__icontains=f'"{self.key}"').exists()

    @property
    def asked_of(self) -> str:
        """Who is asked, in words: everybody, or the pages by name."""
        if self.audience == QuestionAudience.EVERYBODY:
            return str(_("Everybody"))
        pages = [*self.services.all(), *self.courses.all()]
        return ", ".join(page.title for page in pages) or str(_("Nobody: its pages are gone"))

    @property
    def state_in_words(self) -> str:
        """Whether it is asked, and whether one must answer."""
        if self.retired:
            return str(_("No longer asked"))
        return str(_("Must be answered") if self.required else _("May be left empty"))

    @property
    def page_ids(self) -> frozenset[int]:
        """The pages it is asked for; for a question that everybody gets it means nothing."""
        return frozenset(page.pk for page in (*self.services.all(), *self.courses.all()))

    def get_preview_template(self, request, mode_name: str) -> str:
        return "intake/form/question_preview.html"


class QuestionChoice(Orderable):
    """An answer to choose. It keeps its key when it is said in other words, so that a draft still fits."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    key = models.CharField(max_length=KEY_LENGTH, editable=False, default=new_key)
    text = models.CharField(_("choice"), max_length=100)

    class Meta(Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="intake_question_choice_one_key")
        ]

    def __str__(self) -> str:
        return self.text
