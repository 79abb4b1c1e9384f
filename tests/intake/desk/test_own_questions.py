"""Own questions in the admin: who edits them, what fits together, and what stays when they change."""

import pytest
from django.urls import reverse

from home.roles import Role
from intake.form.questions import asked_questions
from intake.models import Question, QuestionAudience
from intake.models.questions import MOST_ASKED
from tests.factories.intake import IntakeRequestFactory, UserFactory
from tests.factories.pages import ServicePageFactory

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(Question.snippet_viewset.get_url_name(name), args=args)


def fields(choices: list[tuple[str, str]] = (), **changes) -> dict:
    """The form as it is sent in; a choice is (its key in the database or "", its text)."""
    data = {
        "text": "Hoeveel kinderen telt uw school?",
        "kind": "number",
        "audience": "everybody",
        "help_text": "",
        "choices-TOTAL_FORMS": len(choices),
        "choices-INITIAL_FORMS": len([pk for pk, _text in choices if pk]),
        "choices-MIN_NUM_FORMS": 0,
        "choices-MAX_NUM_FORMS": 20,
    }
    for number, (pk, text) in enumerate(choices):
        row = {"id": pk, "text": text, "ORDER": number + 1}
        data |= {f"choices-{number}-{name}": value for name, value in row.items()}
    return data | changes


def add(client, choices=(), **changes):
    return client.post(url("add"), fields(choices, **changes))


@pytest.fixture
def editor(login):
    return login(UserFactory(role=Role.EDITOR))


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.EDITOR, True),
        (Role.CHIEF_EDITOR, True),
        (Role.COORDINATOR, True),
        (Role.ADMINISTRATOR, True),
        (Role.ADVISER, False),
    ],
)
def test_editors_and_coordinators_make_questions_and_advisers_do_not(login, role, may):
    client = login(UserFactory(role=role))

    add(client)

    assert Question.objects.exists() is may
    assert (client.get(url("list")).status_code == 200) is may


def test_a_question_keeps_its_key_whatever_it_is_called(editor):
    add(editor)
    before = Question.objects.get()
    editor.post(url("edit", before.pk), fields(text="Hoeveel leerlingen hebt u?"))

    after = Question.objects.get()
    assert after.text == "Hoeveel leerlingen hebt u?"
    assert after.key == before.key
    assert "leerling" not in after.key


def test_the_kind_of_answer_stays(editor):
    add(editor)
    question = Question.objects.get()
    editor.post(url("edit", question.pk), fields(kind="file"))

    assert Question.objects.get().kind == "number"


def test_a_choice_keeps_its_key_when_it_is_said_in_other_words(editor):
    add(editor, [("", "Ja, al jaren"), ("", "Nog niet")], kind="one")
    question = Question.objects.get()
    first, second = question.choices.all()
    editor.post(
        url("edit", question.pk), fields([(first.pk, "Ja, allang"), (second.pk, "Nog niet")], kind="one")
    )

    (asked,) = asked_questions()
    assert asked.choices == ((first.key, "Ja, allang"), (second.key, "Nog niet"))


@pytest.mark.parametrize(
    ("choices", "changes"),
    [
        ([("", "Alleen deze")], {"kind": "one"}),
        ([("", "Een"), ("", "Twee")], {"kind": "line"}),
        ([], {"audience": "chosen"}),
        ([], {"text": ""}),
        ([], {"text": "x" * 161}),
        ([], {"kind": "nonsense"}),
        ([("", str(number)) for number in range(21)], {"kind": "some"}),
    ],
)
def test_what_does_not_fit_together_is_not_saved(editor, choices, changes):
    response = add(editor, choices, **changes)

    assert response.status_code == 200
    assert not Question.objects.exists()


def test_there_is_an_end_to_what_a_form_asks(editor):
    for _number in range(MOST_ASKED):
        Question.objects.create(text="Vraag")
    add(editor, text="Nog een vraag")
    add(editor, text="Een oude vraag", retired="on")

    assert not Question.objects.filter(text="Nog een vraag").exists()
    assert Question.objects.filter(text="Een oude vraag").exists()


def test_a_question_can_be_deleted_only_while_nobody_answered_it(editor):
    answered, unanswered = Question.objects.create(text="Beantwoord?"), Question.objects.create(text="Nieuw?")
    own = {"key": answered.key, "kind": "line", "question": "Beantwoord?", "answer": "Ja"}
    IntakeRequestFactory(own_answers=[own])

    for question in (answered, unanswered):
        editor.post(url("delete", question.pk))
    many = reverse("wagtail_bulk_action", args=["intake", "question", "delete"])
    editor.post(f"{many}?id={answered.pk}")

    assert list(Question.objects.all()) == [answered]
    assert "“Beantwoord?”" in editor.get(url("list")).text


def test_questions_stand_in_the_order_they_are_dragged_to(editor):
    for text in ("Een", "Twee", "Drie"):
        add(editor, text=text)
    third = Question.objects.get(text="Drie")
    editor.post(url("reorder", third.pk) + "?position=0")

    assert [question.text for question in asked_questions()] == ["Drie", "Een", "Twee"]


def test_a_retired_question_is_not_asked(editor):
    Question.objects.create(text="Vroeger?", retired=True)

    assert asked_questions() == ()
    assert "Vroeger?" in editor.get(url("list")).text


def test_a_question_whose_pages_are_gone_is_asked_of_nobody():
    service = ServicePageFactory()
    question = Question(text="Over training?", audience=QuestionAudience.CHOSEN)
    question.services = [service]
    question.save()
    (asked,) = asked_questions()
    assert asked.applies_to([service.pk])
    service.delete()

    (asked,) = asked_questions()
    assert not asked.applies_to([service.pk, 1])


def test_the_preview_shows_the_question_as_the_form_does(editor):
    preview = url("preview_on_add")
    editor.post(preview, fields([("", "Ja, al jaren"), ("", "Nog niet")], kind="one", text="Doet u dit al?"))
    html = editor.get(preview).text

    assert "Doet u dit al?" in html
    assert 'type="radio"' in html
    assert "Ja, al jaren" in html
