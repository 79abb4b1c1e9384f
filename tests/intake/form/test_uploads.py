"""A file that is too large stops on its way in, and takes nothing that was typed along."""

from uuid import uuid4

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory

from intake.files.limits import MOST_BYTES
from intake.form import uploads
from intake.form.questions import asked_questions
from intake.form.uploads import Received, receive_files
from intake.models import Question, RequestFile
from tests.intake.files.conftest import pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path


@pytest.fixture
def plan() -> Question:
    return Question.objects.create(text="Uw plan?", kind="file")


def name(question: Question) -> str:
    return f"vraag_{question.key}"


def send(data: dict, path="/aanvraag/"):
    return RequestFactory().post(path, data)


def said(request, draft_key, question) -> list[str]:
    return receive_files(request, draft_key, asked_questions()).refused.get(name(question), [])


def test_what_comes_along_is_kept_with_the_draft(plan):
    draft_key = uuid4()
    request = send({name(plan): [upload("een.pdf", pdf()), upload("twee.pdf", pdf())], "goal": "Samen leren"})

    assert said(request, draft_key, plan) == []
    kept = RequestFile.objects.filter(draft_key=draft_key, question_key=plan.key)
    assert [file.name for file in kept] == ["een.pdf", "twee.pdf"]


def test_a_file_beyond_the_limit_is_stopped_and_the_rest_is_kept(plan, tmp_path):
    draft_key = uuid4()
    large = upload("groot.pdf", pdf(b"\0" * MOST_BYTES))
    request = send({"first": "voor", name(plan): [large, upload("klein.pdf", pdf())], "goal": "na"})

    (message,) = said(request, draft_key, plan)
    assert message.startswith("groot.pdf: ")
    assert (request.POST["first"], request.POST["goal"]) == ("voor", "na")
    assert [file.name for file in RequestFile.objects.all()] == ["klein.pdf"]
    assert [file.name for file in request.FILES.getlist(name(plan))] == [
        "klein.pdf"
    ]  # the large one never came
    request.close()
    assert not list(tmp_path.glob("*.upload*"))


def test_a_fourth_file_is_not_even_read(plan):
    draft_key = uuid4()
    request = send({name(plan): [upload(f"{number}.pdf", pdf()) for number in range(5)]})

    assert len(said(request, draft_key, plan)) == 1
    assert RequestFile.objects.count() == 3


def test_a_file_for_a_question_that_is_not_asked_goes_nowhere(plan):
    request = send({"vraag_zzzzzzzz": upload("een.pdf", pdf())})

    assert receive_files(request, uuid4(), asked_questions()) == Received()
    assert not RequestFile.objects.exists()


def test_what_is_refused_says_which_file_and_why(plan):
    request = send({name(plan): upload("plan.exe", b"MZ" + b"\0" * 50)})

    (message,) = said(request, uuid4(), plan)
    assert message.startswith("plan.exe: Dit soort bestand kunnen we niet openen.")


def test_a_tick_takes_a_file_away_and_only_of_this_draft(plan):
    draft_key = uuid4()
    said(send({name(plan): upload("een.pdf", pdf())}), draft_key, plan)
    said(send({name(plan): upload("van een ander.pdf", pdf())}), uuid4(), plan)
    pks = [str(file.pk) for file in RequestFile.objects.all()]
    said(send({f"weg_{plan.key}": [*pks, "", "-1", "x", "9" * 30]}), draft_key, plan)

    assert [file.name for file in RequestFile.objects.all()] == ["van een ander.pdf"]


def test_no_form_is_so_large(plan, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_READ", 100)
    with pytest.raises(RequestDataTooBig):
        _ = send({name(plan): upload("een.pdf", pdf())}).POST


def test_editors_may_upload_more_elsewhere():
    request = send({"file": upload("film.pdf", pdf(b"\0" * MOST_BYTES))}, path="/admin/documents/add/")

    assert request.FILES["file"].size > MOST_BYTES
    request.close()
