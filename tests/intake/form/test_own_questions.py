"""Own questions in a form: who is asked what, which answers are taken, and how they read afterwards."""

from uuid import uuid4

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from intake.files.attach import attach_to_draft, files_of_draft
from intake.form.questions import OwnQuestions, asked_questions, filed
from intake.form.submit import submit_request
from intake.models import Question, QuestionAudience, QuestionChoice, RequestFile
from tests.intake.files.conftest import pdf, upload

from .test_submit import data as request_data

pytestmark = pytest.mark.django_db


class Ask(forms.Form):
    """A form with own questions and nothing else."""

    def __init__(self, data=None, **about):
        super().__init__(None if data is None else MultiValueDict(data))
        self.own = OwnQuestions(asked_questions(), **about)
        self.own.add_to(self)

    def clean(self):
        self.own.drop(self)
        return self.cleaned_data

    @property
    def said(self) -> list[tuple[str, str]]:
        assert self.is_valid(), self.errors
        return [(one["question"], one["answer"]) for one in self.own.answers(self.cleaned_data)]


def question(text="Vraag?", *choices: str, **fields) -> Question:
    made = Question(text=text, sort_order=Question.objects.count(), **fields)
    made.choices = [QuestionChoice(text=choice, sort_order=at) for at, choice in enumerate(choices)]
    made.save()
    return made


def field(made: Question) -> str:
    return f"vraag_{made.key}"


def answer(made: Question, *values: str) -> Ask:
    return Ask({field(made): list(values)})


# ------------------------------------------------------------------ answers
@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("line", "  Een   regel ", "Een regel"),
        ("text", "Een\r\nTwee", "Een\nTwee"),
        ("number", "ongeveer 30", "30"),
        ("number", "1.250", "1250"),
        ("number", "12,5", "12,5"),
        ("number", "12.500", "12.500"),
        ("date", "3-12-2026", "3 december 2026"),
        ("date", "3 dec 2026", "3 december 2026"),
        ("date", "2019-08-01", "1 augustus 2019"),
        ("yes_no", "no", "Nee"),
    ],
)
def test_an_answer_is_taken_as_people_type_it_and_kept_in_words(kind, typed, said):
    assert answer(question(kind=kind), typed).said == [("Vraag?", said)]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("line", "x" * 201),
        ("text", "x" * 2001),
        ("number", "veel"),
        ("number", "10 tot 20"),
        ("number", "9" * 30),
        ("date", "31-2-2027"),
        ("date", "morgen"),
        ("yes_no", "misschien"),
        ("one", "gone"),
        ("some", "gone"),
    ],
)
def test_what_is_no_answer_is_refused_in_dutch(kind, typed):
    made = question("Vraag?", "A", "B", kind=kind)
    form = answer(made, typed)

    (message,) = form.errors[field(made)]
    assert message.endswith((".", "?"))
    assert not form.own.answers(form.cleaned_data)


def test_choices_are_kept_in_their_own_words():
    one, some = (
        question("Een?", "Ja, al jaren", "Nee", kind="one"),
        question("Meer?", "A", "B, C", kind="some"),
    )
    keys = [choice.key for choice in some.choices.all()]

    form = Ask({field(one): [one.choices.all()[0].key], field(some): keys})

    assert form.said == [("Een?", "Ja, al jaren"), ("Meer?", "A, B, C")]


def test_a_choice_that_went_is_asked_again_and_one_in_other_words_is_not():
    made = question("Een?", "Ja", "Nee", kind="one")
    yes, no = made.choices.all()
    typed = {field(made): [yes.key]}
    made.choices = [QuestionChoice(pk=yes.pk, key=yes.key, text="Zeker", sort_order=0), no]
    made.save()
    assert Ask(typed).said == [("Een?", "Zeker")]

    made.choices = [no, QuestionChoice(text="Anders", sort_order=2)]
    made.save()
    assert list(Ask(typed).errors[field(made)]) == [
        "Een van uw keuzes bieden we niet meer aan. Kies opnieuw."
    ]


def test_only_what_must_be_answered_must_be_answered():
    needed, free = question("Nodig?", required=True), question("Vrij?")
    form = Ask({})

    assert list(form.errors) == [field(needed)]
    assert Ask({field(needed): ["Ja"]}).said == [("Nodig?", "Ja")]
    assert free.text == "Vrij?"


# ------------------------------------------------------------------ who is asked
@pytest.fixture
def about_service(service) -> Question:
    made = Question(text="Over dit?", required=True, audience=QuestionAudience.CHOSEN, sort_order=1)
    made.services = [service]
    made.save()
    return made


def test_a_question_for_a_service_comes_with_its_tick(service, about_service):
    everybody = question("Iedereen?")
    offered = [service.pk]

    unticked = Ask({field(about_service): ["Toch"], field(everybody): ["Ja"]}, offered=offered)
    assert unticked.said == [("Iedereen?", "Ja")]
    ticked = Ask({field(about_service): [""]}, offered=offered, ticked=offered)
    assert field(about_service) in ticked.errors
    assert field(about_service) not in Ask({}).fields


def test_the_tick_and_its_questions_are_tied_for_the_style_sheet(service, about_service):
    asked = {one.text: one for one in asked_questions()}
    own = Ask(offered=[service.pk]).own
    assert own.marks() == {str(service.pk): "1"}
    assert own.css_class(asked["Over dit?"]) == "own-1"

    from_its_link = Ask(always=[service.pk]).own
    assert from_its_link.marks() == {}
    assert from_its_link.css_class(asked["Over dit?"]) == ""


def test_what_does_not_apply_gives_no_error_whatever_was_typed(service):
    made = Question(text="Hoeveel?", kind="number", audience=QuestionAudience.CHOSEN)
    made.services = [service]
    made.save()

    assert Ask({field(made): ["veel"]}, offered=[service.pk]).said == []


# ------------------------------------------------------------------ files, and the request
@pytest.fixture
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def test_files_are_an_answer_and_go_along_with_the_request(private):
    made, draft_key = question("Uw plan?", kind="file", required=True), uuid4()
    assert field(made) in Ask({}).errors
    file = attach_to_draft(draft_key, upload("Plan.pdf", pdf()), question_key=made.key)
    form = Ask({}, files=lambda: filed(files_of_draft(draft_key)))
    assert form.said == [("Uw plan?", "Plan.pdf (1 kB)")]

    request = submit_request(
        request_data(
            submission_key=draft_key, own_answers=form.own.answers(form.cleaned_data), file_ids=[file.pk]
        )
    )

    assert list(request.files.values_list("pk", "draft_key")) == [(file.pk, None)]
    assert request.own_answers == [
        {"key": made.key, "kind": "file", "question": "Uw plan?", "answer": "Plan.pdf (1 kB)"}
    ]


def test_a_request_keeps_question_and_answer_as_they_were(private):
    made = question("Hoe groot is uw team?")
    own = answer(made, "Twaalf").own.answers({field(made): "Twaalf"})
    request = submit_request(request_data(own_answers=own))
    made.text, made.retired = "Met hoeveel bent u?", True
    made.save()

    request.refresh_from_db()
    assert request.own_answers[0]["question"] == "Hoe groot is uw team?"
    assert asked_questions() == ()


def test_sending_takes_no_file_of_somebody_else(private):
    theirs = attach_to_draft(uuid4(), upload("Plan.pdf", pdf()))
    request = submit_request(request_data(file_ids=[theirs.pk]))

    assert not request.files.exists()
    assert RequestFile.objects.get().draft_key == theirs.draft_key


def test_what_the_scanner_or_the_limits_said_stands_beside_the_question(private):
    made = question("Uw plan?", kind="file")
    form = Ask({}, files=lambda: filed([], {field(made): ["plan.exe: zo niet"]}))

    assert list(form.errors[field(made)]) == ["plan.exe: zo niet"]


def test_own_questions_cost_a_form_no_query(rf, service, about_service, django_assert_num_queries):
    request = rf.get("/aanvraag/")
    asked_questions(request)
    with django_assert_num_queries(0):
        assert len(asked_questions(request)) == 1
