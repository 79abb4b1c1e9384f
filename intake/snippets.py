"""How editors and coordinators work with the own questions of the request form."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from intake.desk.question_form import QuestionForm
from intake.models import Question
from intake.models.questions import MOST_CHOICES


class QuestionFilterSet(WagtailFilterSet):
    class Meta:
        model = Question
        fields = ["retired", "kind", "audience"]


class QuestionViewSet(SnippetViewSet):
    """A list in the order of the form: drag a question to another place."""

    model = Question
    icon = "help"
    menu_label = gettext_lazy("Own questions")
    menu_name = "own-questions"
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "text",
        Column("kind", label=gettext_lazy("Answer"), accessor="get_kind_display", sort_key="kind"),
        Column("asked_of", label=gettext_lazy("Who is asked")),
        Column("state_in_words", label=gettext_lazy("State"), sort_key="retired"),
    ]
    list_per_page = 50
    filterset_class = QuestionFilterSet
    search_fields = ["text"]
    copy_view_enabled = False  # a copy would have the key of the first one
    inspect_view_enabled = False

    @cached_property
    def edit_handler(self) -> ObjectList:
        return ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("text"),
                        FieldPanel("help_text"),
                        FieldPanel("kind"),
                        FieldPanel("required"),
                    ],
                    heading=gettext_lazy("Question"),
                ),
                InlinePanel(
                    "choices",
                    heading=gettext_lazy("Choices"),
                    label=gettext_lazy("Choice"),
                    help_text=gettext_lazy(
                        "Only for a question with choices. You may say a choice in other words at any time. "
                        "Who chose one that you take away, and has not sent the request yet, is asked again."
                    ),
                    max_num=MOST_CHOICES,
                    panels=[FieldPanel("text")],
                ),
                MultiFieldPanel(
                    [FieldPanel("audience"), FieldPanel("services"), FieldPanel("courses")],
                    heading=gettext_lazy("Who is asked"),
                ),
                MultiFieldPanel(
                    [
                        HelpPanel(
                            gettext_lazy(
                                "A question that was answered is not deleted: stop asking it. "
                                "It then stands in this list only."
                            )
                        ),
                        FieldPanel("retired"),
                    ],
                    heading=gettext_lazy("Stop asking"),
                ),
            ],
            base_form_class=QuestionForm,
        ).bind_to_model(Question)

    def get_edit_handler(self):
        return self.edit_handler

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Question.objects.prefetch_related("services", "courses")


def keep_answered(request: HttpRequest, instances) -> HttpResponse | None:
    """Before snippets are deleted: back to the list with a message when a question has answers."""
    answered = [row.text for row in instances if isinstance(row, Question) and row.is_answered]
    if not answered:
        return None
    messages.error(
        request,
        _("Not deleted, because schools answered: %(questions)s. Stop asking it instead.")
        % {"questions": ", ".join(f"“{text}”" for text in answered)},
    )
    return redirect(reverse(Question.snippet_viewset.get_url_name("list")))
