"""The second pair of eyes: Redactie hands in, Eindredactie or Beheer looks and publishes."""

import pytest
from django.contrib.auth.models import Group
from post_office.models import Email
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage

from home import moderation
from home.models import CallToAction
from home.permissions import root_page
from home.roles import Role
from tests.factories.intake import UserFactory
from tests.factories.pages import TextPageFactory

pytestmark = pytest.mark.django_db

FORM = {
    "slug": "over-ons",
    "lead": "",
    "heading": "",
    "body-count": "0",
    "closing-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def login(client, role: Role):
    client.force_login(UserFactory(role=role))
    return client


def edit(client, page: Page, title: str, action: str):
    """Send in the form of a page with another title, by the button named `action`."""
    return client.post(f"/admin/pages/{page.pk}/edit/", {**FORM, "title": title, action: "1"})


@pytest.fixture(autouse=True)
def queue(settings):
    """Mail goes where it goes on a real site: into the queue."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


@pytest.fixture
def about():
    return TextPageFactory(title="Over ons", slug="over-ons")


def title_on_site(page: Page) -> str:
    return Page.objects.get(pk=page.pk).title


def test_redactie_cannot_publish_by_itself(client, about):
    login(client, Role.EDITOR)
    html = client.get(f"/admin/pages/{about.pk}/edit/").content.decode()

    edit(client, about, "Wie wij zijn", "action-publish")

    assert "action-publish" not in html
    assert title_on_site(about) == "Over ons"


def test_what_redactie_hands_in_goes_live_when_eindredactie_approves(client, about):
    UserFactory(role=Role.CHIEF_EDITOR, email="wietske@leerkring.example")
    edit(login(client, Role.EDITOR), about, "Wie wij zijn", "action-submit")
    assert title_on_site(about) == "Over ons"
    task_state = about.current_workflow_task_state

    login(client, Role.CHIEF_EDITOR)
    assert "Wie wij zijn" in client.get("/admin/").content.decode()
    client.post(f"/admin/pages/workflow/action/{about.pk}/approve/{task_state.pk}/", {"comment": "Mooi zo."})

    assert title_on_site(about) == "Wie wij zijn"


def test_the_mail_to_who_must_look_is_dutch_and_waits_in_the_queue(client, about):
    UserFactory(role=Role.CHIEF_EDITOR, email="wietske@leerkring.example")
    UserFactory(role=Role.ADVISER, email="mirjam@leerkring.example")

    edit(login(client, Role.EDITOR), about, "Wie wij zijn", "action-submit")

    mails = Email.objects.all()
    assert [mail.to for mail in mails] == [["wietske@leerkring.example"]]
    assert mails[0].get_status_display() == "queued"
    assert "Wie wij zijn" in mails[0].subject
    for english in ("submitted", "You can", "page ", "Edit your"):
        assert english not in mails[0].message + mails[0].subject


def test_what_is_sent_back_stays_off_the_site_with_a_word_why(client, about):
    editor = UserFactory(role=Role.EDITOR, email="femke@leerkring.example")
    client.force_login(editor)
    edit(client, about, "Wie wij zijn", "action-submit")
    task_state = about.current_workflow_task_state
    Email.objects.all().delete()

    login(client, Role.CHIEF_EDITOR)
    client.post(
        f"/admin/pages/workflow/action/{about.pk}/reject/{task_state.pk}/", {"comment": "Wie is Joost?"}
    )

    assert title_on_site(about) == "Over ons"
    assert [mail.to for mail in Email.objects.all()] == [["femke@leerkring.example"]]
    assert "Wie is Joost?" in Email.objects.get().message


def test_eindredactie_publishes_without_asking(client, about):
    edit(login(client, Role.CHIEF_EDITOR), about, "Wie wij zijn", "action-publish")

    assert title_on_site(about) == "Wie wij zijn"


def test_redactie_takes_no_page_off_the_site(client, about):
    login(client, Role.EDITOR)

    assert client.post(f"/admin/pages/{about.pk}/unpublish/").status_code == 302
    assert client.post(f"/admin/pages/{about.pk}/delete/").status_code == 302

    assert Page.objects.get(pk=about.pk).live


def test_a_shared_invitation_changes_when_it_is_published_only(client):
    call = CallToAction.objects.create(name="Kennismaken", heading="Kom praten", text="Een uur.", button="Ja")
    data = {"name": "Kennismaken", "heading": "Nieuw", "text": "Een uur.", "button": "Ja", "drawing": "chair"}
    address = f"/admin/snippets/home/calltoaction/edit/{call.pk}/"

    login(client, Role.EDITOR).post(address, {**data, "action-publish": "1"})
    call.refresh_from_db()
    assert call.heading == "Kom praten"
    assert call.get_workflow() == Workflow.objects.get()

    login(client, Role.CHIEF_EDITOR).post(address, {**data, "action-publish": "1"})
    call.refresh_from_db()
    assert call.heading == "Nieuw"


def test_there_is_one_workflow_on_all_pages_for_two_roles():
    task = GroupApprovalTask.objects.get()

    assert WorkflowPage.objects.get().page == root_page()
    assert WorkflowPage.objects.get().workflow.name == moderation.WORKFLOW
    assert set(task.groups.all()) == {role.group for role in moderation.APPROVERS}


def test_a_workflow_that_beheer_changed_or_switched_off_stays_so():
    workflow = Workflow.objects.get()
    workflow.name = "Samen lezen"
    workflow.save()
    workflow.deactivate()

    moderation.install(root_page())

    assert list(Workflow.objects.values_list("name", "active")) == [("Samen lezen", False)]
    assert not WorkflowPage.objects.exists()


def test_the_workflow_comes_back_in_a_database_that_was_emptied():
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()

    moderation.install(root_page())

    assert WorkflowPage.objects.get().workflow.name == moderation.WORKFLOW
    assert Group.objects.filter(groupapprovaltask__isnull=False).count() == 2
