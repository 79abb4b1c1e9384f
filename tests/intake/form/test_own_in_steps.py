"""Own questions and files in the steps: asked, kept, checked, sent, and never lost by what else is wrong."""

import pytest
from django.core.management import call_command

from intake.files.tidy import remove_lost_rows
from intake.leads.access import status_url
from intake.models import Draft, IntakeRequest, Question, QuestionAudience, QuestionChoice, RequestFile
from intake.models.files import PrivateStorage
from tests.intake.files.conftest import pdf, upload

from .conftest import ANSWERS, hidden_in, walk_steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


def question(text: str, *, service=None, **fields) -> Question:
    made = Question(text=text, sort_order=Question.objects.count(), **fields)
    if service:
        made.audience, made.services = QuestionAudience.CHOSEN, [service]
    made.save()
    return made


def name(made: Question) -> str:
    return f"vraag_{made.key}"


def answer(client, page, **answers):
    """Send in the step on this page; what is named is answered differently."""
    return client.post(page.request["PATH_INFO"], {**ANSWERS, **hidden_in(page), **answers})


def test_answers_are_checked_shown_kept_and_sent(client, open_step, service, adviser):
    everybody, about = question("Hoe kent u ons?"), question("Hoe vaak?", kind="number", service=service)
    page = open_step("vraag")
    typed = {"services": [service.pk], name(everybody): "Via <b>u</b>", name(about): "ongeveer 8"}

    check = client.get(answer(client, page, **typed)["Location"])
    assert "Via &lt;b&gt;u&lt;/b&gt;" in check.text
    response = walk_steps(client, check, ANSWERS)

    assert "/bedankt/" in response["Location"]
    assert [(own["question"], own["answer"]) for own in IntakeRequest.objects.get().own_answers] == [
        ("Hoe kent u ons?", "Via <b>u</b>"),
        ("Hoe vaak?", "8"),
    ]


def test_the_adviser_reads_own_answers_in_the_mail(client, open_step, adviser, inbox):
    made = question("Hoe kent u ons?", kind="text")
    check = client.get(answer(client, open_step("vraag"), **{name(made): "Via <b>u</b>\nen zo"})["Location"])
    walk_steps(client, check, ANSWERS)
    call_command("run_worker", "--once")

    (mail,) = inbox.to("m.oosterhof@leerkring.example")
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Hoe kent u ons?\n> Via <b>u</b>\n> en zo" in text.replace("\r\n", "\n")
    assert "Hoe kent u ons?" in html
    assert "Via &lt;b&gt;u&lt;/b&gt;<br>en zo" in html


def test_a_question_for_a_service_is_in_the_page_and_asks_nothing_until_it_is_ticked(
    client, open_step, service
):
    about = question("Hoe vaak?", required=True, service=service)
    page = open_step("vraag")

    assert f'name="{name(about)}"' in page.text
    assert 'data-own="1"' in page.text
    assert 'class="own-1"' in page.text
    assert answer(client, page)["Location"].endswith("/controle/")
    assert answer(client, page, services=[service.pk]).status_code == 422


def test_a_question_that_came_while_one_was_writing_is_asked_before_sending(client, open_step, service):
    page = open_step("controle")
    question("Nieuw?", required=True)

    response = answer(client, page)

    assert "/vraag/" in response["Location"]
    assert "Nieuw?" in client.get(response["Location"]).text


def test_a_choice_that_went_while_one_was_writing_is_asked_again_kindly(client, open_step):
    made = question("Een?", kind="one", required=True)
    made.choices = [QuestionChoice(text="Ja"), QuestionChoice(text="Vroeger")]
    made.save()
    old = made.choices.get(text="Vroeger")
    page = open_step("vraag")
    check = client.get(answer(client, page, **{name(made): old.key})["Location"])
    made.choices.remove(old)
    made.save()

    response = client.get(answer(client, check)["Location"])

    assert "Een van uw keuzes bieden we niet meer aan." in response.text


def test_a_file_is_kept_when_something_else_is_wrong(client, open_step, service, adviser):
    plan = question("Uw plan?", kind="file", required=True)
    page = open_step("vraag")
    assert 'enctype="multipart/form-data"' in page.text

    wrong = answer(
        client, page, plg_count="veel", goal="Samen leren", **{name(plan): upload("Plan.pdf", pdf())}
    )
    assert wrong.status_code == 422
    assert "Plan.pdf" in wrong.text
    assert "Samen leren" in wrong.text

    check = client.get(answer(client, wrong)["Location"])
    assert "Plan.pdf (1 kB)" in check.text
    walk_steps(client, check, ANSWERS)
    (file,) = IntakeRequest.objects.get().files.all()
    assert file.content.storage.exists(file.content.name)
    assert not Draft.objects.exists()


def test_a_file_that_is_not_taken_is_named_beside_its_question(client, open_step):
    plan = question("Uw plan?", kind="file")
    page = open_step("vraag")

    response = answer(client, page, goal="Samen", **{name(plan): upload("virus.exe", b"MZ" + b"\0" * 50)})

    assert response.status_code == 422
    assert "virus.exe: Dit soort bestand kunnen we niet openen." in response.text
    assert "Samen" in response.text


def test_a_file_is_taken_away_with_its_tick(client, open_step):
    plan = question("Uw plan?", kind="file")
    page = open_step("vraag")
    answer(client, page, **{name(plan): upload("Plan.pdf", pdf())})
    file = RequestFile.objects.get()
    page = client.get(page.request["PATH_INFO"])
    assert "Plan.pdf" in page.text

    answer(client, page, **{f"weg_{plan.key}": file.pk})

    assert not RequestFile.objects.exists()


def test_a_file_for_a_service_that_is_not_asked_about_any_more_does_not_go_along(
    client, open_step, service, adviser
):
    plan = question("Uw plan?", kind="file", service=service)
    page = open_step("vraag")
    answer(client, page, services=[service.pk], **{name(plan): upload("Plan.pdf", pdf())})
    page = client.get(page.request["PATH_INFO"])

    check = client.get(answer(client, page)["Location"])
    assert "Plan.pdf" not in check.text
    walk_steps(client, check, ANSWERS)

    assert not IntakeRequest.objects.get().files.exists()
    RequestFile.objects.update(added_at="2026-01-01T00:00Z")
    assert remove_lost_rows() == 1


def test_nobody_adds_a_file_to_the_draft_of_another(client, open_step):
    plan = question("Uw plan?", kind="file")
    address = open_step("vraag").request["PATH_INFO"]
    client.cookies.clear()

    response = client.post(address, {name(plan): upload("Plan.pdf", pdf())})

    assert response.status_code == 404
    assert not RequestFile.objects.exists()


def test_a_check_with_own_answers_and_no_files_asks_no_more_queries(
    client, open_step, service, adviser, django_assert_max_num_queries
):
    def queries_to_send(**answers) -> int:
        client.cookies.clear()
        check = client.get(answer(client, open_step("vraag"), **answers)["Location"])
        with django_assert_max_num_queries(100) as made:
            assert "/bedankt/" in answer(client, check)["Location"]
        return len(made)

    queries_to_send(goal="Een begin")  # what is remembered is remembered now, and who asks is known
    plain = queries_to_send(goal="Iets")
    about = question("Hoe kent u ons?")
    question("Uw plan?", kind="file", service=service)
    queries_to_send(goal="Weer een begin")  # questions are content: what was remembered is read again

    assert queries_to_send(goal="Iets anders", **{name(about): "Via u"}) <= plain


def test_a_required_file_that_we_cannot_take_does_not_stop_a_school(client, open_step, adviser, monkeypatch):
    """Our room is full: that is no reason to refuse a request."""
    plan = question("Uw plan?", kind="file", required=True)
    monkeypatch.setattr("intake.files.attach.MOST_IN_DRAFTS", -1)

    sent = answer(client, open_step("vraag"), **{name(plan): upload("Plan.pdf", pdf())})
    assert sent["Location"].endswith("/controle/")
    check = client.get(sent["Location"])
    assert "We konden uw bestand nu niet aannemen. Stuur het later via uw statuspagina." in check.text
    again = client.get(sent["Location"].replace("controle", "vraag"))
    assert "U mag gewoon verder." in again.text
    assert answer(client, again)["Location"].endswith("/controle/")  # nor the second time, without a file

    walk_steps(client, check, ANSWERS)
    request = IntakeRequest.objects.get()
    assert request.lead
    (own,) = request.own_answers
    assert (own["question"], own["answer"]) == (
        "Uw plan?",
        "Volgt: we konden het bestand niet aannemen. De school stuurt het later via de statuspagina.",
    )
    status = client.get(status_url(request.lead), follow=True)
    assert "U wilde ons nog sturen: Uw plan?" in status.text


def test_a_file_that_is_taken_after_all_is_owed_no_more(client, open_step, monkeypatch):
    plan = question("Uw plan?", kind="file", required=True)
    with monkeypatch.context() as full:
        full.setattr("intake.files.attach.MOST_IN_DRAFTS", -1)
        page = open_step("vraag")
        answer(client, page, **{name(plan): upload("Plan.pdf", pdf())})

    check = client.get(answer(client, page, **{name(plan): upload("Plan.pdf", pdf())})["Location"])

    assert "Plan.pdf (1 kB)" in check.text
    assert "statuspagina" not in check.text


def test_nobody_skips_a_required_file_by_saying_that_it_comes_later(client, open_step):
    plan = question("Uw plan?", kind="file", required=True)

    assert answer(client, open_step("vraag"), **{name(plan): "later"}).status_code == 422


@pytest.mark.parametrize("bound", ["MOST_UPLOADS_A_DAY", "MOST_KB_A_DAY"])
def test_one_connection_cannot_fill_the_room_and_is_not_stopped_either(client, open_step, monkeypatch, bound):
    plan = question("Uw plan?", kind="file", required=True)
    monkeypatch.setattr(f"intake.form.uploads.{bound}", 1)
    page = open_step("vraag")
    files = [upload("een.pdf", pdf()), upload("twee.pdf", pdf())]

    check = client.get(answer(client, page, **{name(plan): files})["Location"])

    assert [file.name for file in RequestFile.objects.all()] == ["een.pdf"]
    assert "een.pdf (1 kB)" in check.text
    assert "Stuur het later via uw statuspagina." in check.text
    other = client.post(
        page.request["PATH_INFO"],
        {**ANSWERS, **hidden_in(page), name(plan): upload("drie.pdf", pdf())},
        REMOTE_ADDR="203.0.113.9",
    )
    assert other.status_code == 302
    assert RequestFile.objects.count() == 2


def test_a_full_disk_is_ours_to_solve(client, open_step, monkeypatch):
    plan = question("Uw plan?", kind="file", required=True)
    monkeypatch.setattr(PrivateStorage, "_save", full_disk)

    sent = answer(client, open_step("vraag"), **{name(plan): upload("Plan.pdf", pdf())})

    assert sent["Location"].endswith("/controle/")


def full_disk(*_args):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("how", ["retired", "deleted"])
def test_what_was_answered_stays_when_its_question_goes_before_it_is_sent(client, open_step, adviser, how):
    plan, known = question("Uw plan?", kind="file", required=True), question("Hoe kent u ons?")
    kept = question("Blijft?")
    given = {name(plan): upload("Plan.pdf", pdf()), name(known): "Via <b>u</b>", name(kept): "Ja"}
    check = client.get(answer(client, open_step("vraag"), **given)["Location"])
    for gone in (plan, known):
        if how == "deleted":
            gone.delete()
        else:
            gone.retired = True
            gone.save()

    again = client.get(check.request["PATH_INFO"].replace("controle", "vraag"))
    assert "Uw plan?" not in again.text
    check = client.get(answer(client, again, **{name(kept): "Nee", f"was_{kept.key}": "vals"})["Location"])
    assert "Uw plan?" in check.text
    assert "Via &lt;b&gt;u&lt;/b&gt;" in check.text
    walk_steps(client, check, ANSWERS)

    request = IntakeRequest.objects.get()
    assert {(own["question"], own["answer"]) for own in request.own_answers} == {
        ("Uw plan?", "Plan.pdf (1 kB)"),
        ("Hoe kent u ons?", "Via <b>u</b>"),
        ("Blijft?", "Nee"),
    }
    assert [file.name for file in request.files.all()] == ["Plan.pdf"]


def test_nobody_puts_a_question_into_our_mouth(client, open_step, adviser):
    invented = {"was_abcdefgh": ["line", "Mag alles gratis?", "Ja"]}
    check = client.get(answer(client, open_step("vraag"), **invented)["Location"])
    walk_steps(client, check, {**ANSWERS, **invented})

    assert IntakeRequest.objects.get().own_answers == []
