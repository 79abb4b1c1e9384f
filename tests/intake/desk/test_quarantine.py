"""Requests that looked like spam, at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.form import quarantine
from intake.models import IntakeRequest, Lead, Quarantine
from tests.factories.intake import QuarantineFactory
from tests.factories.pages import CourseDateFactory

pytestmark = pytest.mark.django_db
LIST = "intake_quarantine_modeladmin_index"
BULK = "intake_quarantine_modeladmin_bulk"


def url(action: str, quarantined) -> str:
    return reverse(f"intake_quarantine_modeladmin_{action}", args=[quarantined.pk])


@pytest.fixture
def waiting(db):
    return QuarantineFactory(request__organisation_name="IKC <b>De Brug</b>", request__goal="Samen leren")


def test_a_coordinator_reads_why_and_what_and_frees_it(office, waiting, adviser):
    listed = office.get(reverse(LIST))
    page = office.get(url("inspect", waiting))
    freed = office.post(url("free", waiting), follow=True)

    assert "IKC &lt;b&gt;De Brug&lt;/b&gt;" in listed.text
    assert "sneller binnen dan iemand het kan invullen" in page.text
    assert "Samen leren" in page.text
    assert waiting.request.reference in page.text
    lead = Lead.objects.get()
    assert freed.redirect_chain[-1][0] == reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
    assert adviser.name in freed.text
    assert "Vrijgegeven uit quarantaine" in freed.text


def test_what_is_thrown_away_leaves_the_list_and_can_be_found_again(office, waiting):
    office.post(url("drop", waiting))
    listed, dropped = office.get(reverse(LIST)), office.get(reverse(LIST), {"show": "dropped"})

    assert waiting.request.email not in listed.text
    assert waiting.request.email in dropped.text
    assert f'action="{url("free", waiting)}"' in office.get(url("inspect", waiting)).text


def test_several_are_thrown_away_after_a_look_and_freed_again(office, waiting, coordinator, adviser):
    other, decided = QuarantineFactory(), QuarantineFactory()
    untouched = QuarantineFactory()
    quarantine.drop(decided, user=coordinator)
    asked = {"do": "drop", "one": [waiting.pk, other.pk, decided.pk, "x", "9" * 30]}

    checked = office.post(reverse(BULK), asked)
    assert checked.context["can"] == [waiting, other]
    assert checked.context["cannot"] == [decided]
    assert "IKC &lt;b&gt;De Brug&lt;/b&gt;" in checked.text
    assert Quarantine.objects.dropped().count() == 1
    page = office.post(reverse(BULK), asked | {"sure": "1"}, follow=True)

    assert "2 aanvragen zijn weggegooid" in page.text
    assert "Iemand was u voor" in page.text
    assert list(Quarantine.objects.waiting()) == [untouched]
    freed = office.post(
        reverse(BULK), {"do": "free", "one": [waiting.pk], "show": "dropped", "sure": "1"}, follow=True
    )
    assert freed.redirect_chain[-1][0] == f"{reverse(LIST)}?show=dropped"
    assert [lead.request for lead in Lead.objects.all()] == [waiting.request]


def test_without_a_choice_nothing_happens(office, waiting):
    for asked in ({"do": "drop", "sure": "1"}, {"do": "burn", "one": [waiting.pk], "sure": "1"}):
        assert "Kies eerst aanvragen" in office.post(reverse(BULK), asked, follow=True).text
    assert Quarantine.objects.waiting().count() == 1


def test_a_second_coordinator_hears_that_somebody_was_first(office, waiting, coordinator):
    quarantine.free(waiting, user=coordinator)
    response = office.post(url("drop", waiting), follow=True)

    assert "Iemand was u voor" in response.text
    assert Quarantine.objects.get().verdict == "freed"
    assert f'action="{url("free", waiting)}"' not in response.text


def test_the_morning_says_how_many_wait(office, waiting):
    assert "1 aanvraag in quarantaine" in office.get(reverse("wagtailadmin_home")).text
    waiting.verdict, waiting.decided_at = "dropped", timezone.now()
    waiting.save()
    assert "quarantaine wacht" not in office.get(reverse("wagtailadmin_home")).text


def test_the_list_asks_as_much_for_many_as_for_one(office, waiting, django_assert_max_num_queries):
    office.get(reverse(LIST))
    QuarantineFactory.create_batch(30)
    with django_assert_max_num_queries(20):
        assert office.get(reverse(LIST)).context["page_obj"].paginator.count == 31


def test_reports_name_the_reference_and_nobody(office, waiting, coordinator):
    quarantine.drop(waiting, user=coordinator)
    report = office.get(reverse("wagtailadmin_reports:site_history"))

    assert waiting.request.reference in report.text
    assert waiting.request.last_name not in report.text
    assert "De Brug" not in report.text


def test_who_frees_a_request_for_a_date_that_has_begun_reads_that_nobody_has_a_seat(office, waiting, adviser):
    date = CourseDateFactory(past=True)
    IntakeRequest.objects.update(wish="enrol", course_date_id=date.pk)
    page = office.post(url("free", waiting), follow=True)
    assert "De startdatum is intussen begonnen" in page.text
