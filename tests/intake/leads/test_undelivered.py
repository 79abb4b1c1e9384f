"""Mail that does not arrive: told on the lead, with a real mail server that refuses it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from intake.leads import mail
from intake.leads.access import status_url
from intake.leads.errors import LeadError
from intake.leads.trail import Action
from intake.leads.undelivered import correct_address, note_problems, open_problems, settle_mail
from intake.leads.writing import send_mail_to_school
from intake.models import LeadLogEntry, LeadMail, MailProblem
from operations.tidying import forget_mail
from tests.factories.intake import LeadFactory

pytestmark = pytest.mark.django_db

WRONG = "a.dewti@school.example"


@pytest.fixture
def lead():
    return LeadFactory(contact__email=WRONG)


@pytest.fixture
def refused(inbox, lead):
    """Confirm to a school whose address the mail server refuses, with these words."""

    def refused(answer):
        inbox.refused[WRONG] = answer
        mail.queue_received(lead)
        call_command("run_worker", once=True)
        lead.refresh_from_db()
        return lead

    return refused


def again():
    Email.objects.filter(status=STATUS.requeued).update(scheduled_time=timezone.now())
    call_command("run_worker", once=True)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("550 5.1.1 No such user", MailProblem.UNKNOWN),
        ("550 Unknown", MailProblem.UNKNOWN),
        ("552 5.2.2 Mailbox full", MailProblem.FULL),
        ("554 5.7.1 Looks like spam", MailProblem.REFUSED),
        ("550 5.7.1 Relaying denied", MailProblem.REFUSED),
    ],
)
def test_a_refused_recipient_is_told_at_once_with_the_reason(refused, inbox, answer, problem):
    lead = refused(answer)

    assert lead.mail_problem == problem
    assert inbox.to(lead.owner.email), "the mail to the adviser leaves all the same"
    entry = LeadLogEntry.objects.for_instance(lead).get()
    assert entry.action == Action.MAIL_FAILED
    assert entry.data == {"mail": "request_received", "problem": problem, "to_school": True}
    # A "no" may be a mistake of our own, so the queue goes on trying.
    assert Email.objects.get(about_lead__name="request_received").status == STATUS.requeued


def test_it_is_told_once_however_often_it_is_tried(refused):
    lead = refused("550 5.1.1 No such user")
    again()

    assert LeadLogEntry.objects.for_instance(lead).count() == 1


def test_a_mail_server_that_asks_for_patience_is_no_problem_yet(refused):
    assert refused("451 Come back later").mail_problem == ""


def test_after_the_last_try_it_is_a_problem_whatever_it_was(refused):
    lead = refused("451 Come back later")
    Email.objects.filter(status=STATUS.requeued).update(status=STATUS.failed)
    note_problems()

    lead.refresh_from_db()
    assert lead.mail_problem == MailProblem.UNREACHABLE


def test_the_sign_goes_when_the_mail_arrives_after_all(refused, inbox):
    lead = refused("550 5.1.1 No such user")
    inbox.refused.clear()
    again()

    lead.refresh_from_db()
    assert inbox.to(WRONG)
    assert lead.mail_problem == ""


def test_a_mail_that_cannot_be_made_is_a_problem_too(lead, inbox):
    mail.queue_received(lead)
    one = LeadMail.objects.get(to_school=True)
    one.email.logs.create(status=STATUS.failed, exception_type="TemplateSyntaxError", message="")
    Email.objects.filter(pk=one.email_id).update(status=STATUS.failed)
    note_problems()

    lead.refresh_from_db()
    assert lead.mail_problem == MailProblem.BROKEN


def test_somebody_says_that_it_is_dealt_with(refused):
    lead = refused("550 5.1.1 No such user")
    settle_mail(lead, user=lead.owner.user)
    again()

    lead.refresh_from_db()
    assert lead.mail_problem == ""
    assert LeadLogEntry.objects.for_instance(lead).filter(action=Action.MAIL_SETTLED).count() == 1
    with pytest.raises(LeadError):
        settle_mail(lead, user=lead.owner.user)


def test_a_corrected_address_gets_the_mail_and_the_old_links_stop_working(refused, inbox, client):
    lead = refused("550 5.1.1 No such user")
    old = status_url(lead)
    correct_address(lead, " a.dewit@school.example", user=lead.owner.user)
    again()

    lead.refresh_from_db()
    assert lead.mail_problem == ""
    assert inbox.to("a.dewit@school.example")
    assert not Email.objects.filter(status=STATUS.requeued).exists(), "nothing is on its way to the old one"
    assert lead.request.email == WRONG, "what was sent in stays"
    assert client.get(old).status_code == 404


def test_what_an_adviser_wrote_goes_to_the_corrected_address(refused, inbox):
    lead = refused("550 5.1.1 No such user")
    user = lead.owner.user
    send_mail_to_school(lead, user=user, key=uuid4(), subject="Ons gesprek", text="Dank u wel.")
    call_command("run_worker", once=True)
    correct_address(lead, "a.dewit@school.example", user=user)
    again()

    lead.refresh_from_db()
    assert "Ons gesprek" in [message["Subject"] for message in inbox.to("a.dewit@school.example")]
    assert lead.mail_problem == ""


@pytest.mark.parametrize("email", ["geen adres", "a@b", WRONG])
def test_what_is_no_other_address_is_refused(refused, email):
    lead = refused("550 5.1.1 No such user")
    with pytest.raises(LeadError):
        correct_address(lead, email, user=lead.owner.user)

    lead.refresh_from_db()
    assert lead.mail_problem == MailProblem.UNKNOWN


def test_the_desk_shows_it_everywhere_and_mends_it(refused):
    lead = refused("550 5.1.1 No such user")
    client = Client()
    client.force_login(lead.owner.user)
    page = reverse("intake_lead_modeladmin_inspect", args=[lead.pk])

    for address in (page, reverse("intake_lead_modeladmin_index"), reverse("wagtailadmin_home")):
        assert (
            _("A mail did not arrive") in (html := client.get(address).text)
            or _("Mail does not arrive") in html
        ), address
    found = client.get(reverse("intake_lead_modeladmin_index"), {"due": "mail"}).text
    assert lead.organisation.name in found
    client.post(reverse("intake_lead_modeladmin_mail", args=[lead.pk]), {"email": "beter@school.example"})
    assert _("A mail did not arrive") not in client.get(page).text


def test_what_did_not_arrive_stays_until_somebody_deals_with_it(refused):
    lead = refused("550 5.1.1 No such user")
    Email.objects.update(status=STATUS.failed)
    much_later = timezone.now() + timedelta(days=400)
    forget_mail(much_later)
    assert len(open_problems(lead)) == 1
    settle_mail(lead, user=lead.owner.user)
    forget_mail(much_later)
    assert not Email.objects.exists()


def test_a_sign_whose_mail_is_gone_can_be_taken_away(refused):
    lead = refused("550 5.1.1 No such user")
    Email.objects.all().delete()
    settle_mail(lead, user=lead.owner.user)
    lead.refresh_from_db()
    assert lead.mail_problem == ""


def test_a_corrected_address_counts_for_every_open_request_of_the_person(refused, inbox):
    lead = refused("550 5.1.1 No such user")
    same = {"organisation": lead.organisation, "contact": lead.contact}
    other, closed = LeadFactory(**same), LeadFactory(**same, lost=True)
    mail.queue_received(other)
    correct_address(lead, "a.dewit@school.example", user=lead.owner.user)
    again()
    to_school = inbox.to("a.dewit@school.example")
    text = "".join(str(message) for message in to_school)
    assert len(to_school) == 2
    assert other.reference in text
    assert closed.reference not in text
    assert not Email.objects.filter(to=WRONG, status__in=(STATUS.queued, STATUS.requeued)).exists()
