"""Mail from a template: choosing one, filling it in, looking, sending it once, and where the answer goes."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import Email
from wagtail.models import ModelLogEntry

from home.roles import Role
from intake.leads.errors import LeadError
from intake.leads.privacy import erase_person
from intake.leads.writing import send_mail_to_school
from intake.models import Contact, IntakeRequest, Lead, LeadLogEntry, MailTemplate
from tests.factories.intake import (
    AdviserFactory,
    LeadFactory,
    MailTemplateFactory,
    UserFactory,
    days_from_now,
)

from .pages import url

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("intake_mail_templates"), reverse("intake_mail_template_new")


@pytest.fixture
def template(db):
    return MailTemplateFactory(subject="Over {organisatie}", body="Beste {voornaam},\n\nTot {dag}.")


def typed(**more) -> dict:
    """What the form sends."""
    return {"key": str(uuid4()), "subject": "Ons gesprek", "text": "Dank voor het gesprek.", **more}


def errors(response) -> dict:
    return dict(response.context["form"].errors)


# ------------------------------------------------------------------ on a lead
def test_from_a_template_to_the_schools_mailbox(desk, lead, template, adviser, inbox):
    """Chosen on the lead, filled in, looked at, sent; on the timeline, and counted as contact."""
    lead.contact.first_name = "Anne <i>{naam}"
    lead.contact.save()
    assert template.name in desk.get(url("inspect", lead)).text
    begun = desk.get(url("write", lead), {"template": template.pk})
    assert f"Over {lead.organisation.name}" in begun.text
    text = "Beste Anne,\n\nKijk op https://plg.example/?a=1&b=2 <b>of</b>\nmail info@plg.example"
    asked = typed(text=text, next_action="Bel opnieuw", next_action_on=days_from_now(5))

    looked = desk.post(url("write", lead), asked | {"look": "yes"})
    assert "https://plg.example/?a=1&amp;amp;b=2" in looked.text  # in the frame of the preview
    assert not Email.objects.exists()
    page = desk.post(url("write", lead), asked, follow=True)
    call_command("run_worker", once=True)

    [message] = inbox.messages
    plain, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert message["To"] == lead.contact.email
    assert message["Subject"] == "Ons gesprek"
    assert message["Reply-To"] == adviser.email
    assert adviser.email not in message["From"]
    assert text in plain.replace("\r\n", "\n")
    assert '<a href="https://plg.example/?a=1&amp;b=2" style' in html
    assert "&lt;b&gt;of&lt;/b&gt;<br>" in html
    assert 'href="mailto:info@plg.example"' in html
    assert adviser.name in html
    lead.refresh_from_db()
    assert (lead.next_action, lead.next_action_on) == ("Bel opnieuw", days_from_now(5))
    assert lead.waiting_since
    assert lead.first_contact_at
    assert "School gemaild: ‘Ons gesprek’" in page.text
    assert "Kijk op https://plg.example/" in page.text


def test_sending_twice_sends_once(desk, lead):
    asked = typed()
    for _click in range(2):
        assert desk.post(url("write", lead), asked).status_code == 302

    assert Email.objects.count() == 1
    assert LeadLogEntry.objects.count() == 1
    desk.post(url("write", lead), typed())
    assert Email.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("subject", "Over {organistie}", "{organistie}"),
        ("text", "Beste {voornaam", "los"),
        ("text", "Ik belde u op {telefoon}", "kennen we {telefoon} niet"),
        ("subject", "  ", "onderwerp"),
        ("text", "", "Schrijf eerst"),
        ("text", "a" * 4001, "4000"),
    ],
)
def test_what_cannot_be_filled_in_is_said_at_its_field(desk, lead, field, text, says):
    IntakeRequest.objects.update(phone="")
    Contact.objects.update(phone="")
    response = desk.post(url("write", lead), typed(**{field: text}))

    assert list(errors(response)) == [field]
    assert says in errors(response)[field][0]
    assert not Email.objects.exists()


def test_a_template_with_something_unknown_says_so_at_once(desk, lead, template):
    MailTemplate.objects.update(body="Ik belde u op {telefoon}.")
    IntakeRequest.objects.update(phone="")
    Contact.objects.update(phone="")
    response = desk.get(url("write", lead), {"template": template.pk})

    assert "{telefoon}" in errors(response)["text"][0]
    assert "Ik belde u op {telefoon}." in response.text


def test_a_subject_is_one_line_and_no_second_header(lead, adviser):
    send_mail_to_school(
        lead, user=adviser.user, key=uuid4(), subject="Hallo\r\nBcc: a@b.example\x0b\u2028\u202e!", text="Dag"
    )
    [email] = Email.objects.all()

    assert email.email_message().subject == "Hallo Bcc: a@b.example !"
    assert set(email.headers) == {"Reply-To"}


def test_an_at_in_a_mail_to_the_school_calls_no_colleague(desk, lead, coordinator):
    """Not somebody who cannot see the lead, which is refused in a note, nor a coordinator."""
    stranger = AdviserFactory().user
    text = f"Volg ons op @{stranger.first_name}, of mail @{coordinator.first_name}"
    assert desk.post(url("write", lead), typed(text=text)).status_code == 302

    [email] = Email.objects.all()
    assert email.to == [lead.contact.email]
    assert text in email.email_message().body


def test_a_long_subject_arrives_whole(lead, adviser):
    subject = ("een twee " * 17)[:150].strip()
    send_mail_to_school(lead, user=adviser.user, key=uuid4(), subject=subject, text="Dag")

    assert Email.objects.get().email_message().subject == subject


def test_a_brace_in_what_is_filled_in_is_no_placeholder(desk, lead, template):
    for one, name in (
        (lead.organisation, {"name": "IKC {De Brug}"}),
        (lead.request, {"first_name": "{telefoon}"}),
    ):
        type(one).objects.filter(pk=one.pk).update(**name)
    begun = desk.get(url("write", lead), {"template": template.pk}).context["form"]
    assert not begun.errors
    asked = typed(subject=begun["subject"].value(), text=begun["text"].value())

    assert "IKC {De Brug}" in desk.post(url("write", lead), asked | {"look": "yes"}).text
    assert desk.post(url("write", lead), asked).status_code == 302
    [email] = Email.objects.all()
    assert email.email_message().subject == "Over IKC {De Brug}"
    assert "Beste {telefoon}," in email.email_message().body


def test_only_templates_that_fit_are_offered(desk, lead):
    fits = MailTemplateFactory(states=["new"], subjects=[1])
    for other in ({"states": ["running"]}, {"subjects": [2]}, {"active": False}):
        MailTemplateFactory(**other)
    response = desk.get(url("write", lead))

    assert response.context["templates"] == [fits]
    assert desk.get(url("write", lead), {"template": "x"}).status_code == 200


@pytest.mark.parametrize("trait", ["lost", "completed"])
def test_a_closed_lead_gets_a_last_word_and_stays_closed(desk, adviser, template, trait):
    lead = LeadFactory(owner=adviser, **{trait: True})
    assert template.name in desk.get(url("inspect", lead)).text
    assert "next_action" not in desk.get(url("write", lead), {"template": template.pk}).context["form"].fields

    page = desk.post(url("write", lead), typed(text="Bedankt voor het traject."), follow=True)

    assert "School gemaild: ‘Ons gesprek’" in page.text
    assert "Bedankt voor het traject." in page.text
    assert Email.objects.count() == 1
    before, closed = lead, Lead.objects.get(pk=lead.pk)
    for name in ("state", "closed_at", "waiting_since", "next_action", "first_contact_at"):
        assert getattr(closed, name) == getattr(before, name), name
    with pytest.raises(LeadError):
        send_mail_to_school(
            lead, user=adviser.user, key=uuid4(), subject="a", text="b",
            next_action="Bel", next_action_on=days_from_now(3),
        )  # fmt: skip


def test_nobody_is_mailed_about_what_is_erased(desk, lead, coordinator, adviser):
    erase_person(lead, user=coordinator)
    Email.objects.all().delete()
    desk.post(url("write", lead), typed())
    with pytest.raises(LeadError):
        send_mail_to_school(lead, user=adviser.user, key=uuid4(), subject="a", text="b")

    assert not Email.objects.exists()


def test_an_address_that_does_not_work_is_said_before_one_writes(desk, lead):
    lead.mail_problem = "unknown"
    lead.save()
    assert f"naar {lead.contact.email} kwam niet aan" in desk.get(url("write", lead)).text


def test_in_triage_who_writes_signs_and_gets_the_answer(office, coordinator):
    lead = LeadFactory(in_triage=True)
    office.post(url("write", lead), typed(text="Groet van {adviseur}"))
    [email] = Email.objects.all()

    assert email.headers["Reply-To"] == coordinator.email
    assert f"Groet van {coordinator.get_full_name()}" in email.email_message().body


def test_what_a_colleague_did_meanwhile_is_shown_first(desk, office, lead):
    seen = desk.get(url("write", lead)).context["seen_field"].split('value="')[1].rstrip('">')
    office.post(url("contact", lead), {"outcome": "spoken"})
    response = desk.post(url("write", lead), typed(seen=seen))

    assert "Gesproken met de school" in response.text
    assert "Dank voor het gesprek." in response.text
    assert not Email.objects.exists()


def test_writing_asks_as_few_queries_with_many_templates(desk, lead, template):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(url("write", lead), {"template": template.pk})
        return len(asked)

    queries(), queries()  # what is remembered is read once
    few = queries()
    MailTemplateFactory.create_batch(20)
    queries()
    assert queries() == few <= 15


# ------------------------------------------------------------------ the templates
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("role", "may"),
    [
        (None, False),
        (Role.EDITOR, False),
        (Role.ADVISER, False),
        (Role.CHIEF_EDITOR, True),
        (Role.COORDINATOR, True),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_who_may_change_templates(login, role, may, method, template):
    client = login(UserFactory(role=role) if role else None)
    screens = [LIST, NEW, reverse("intake_mail_template", args=[template.pk])]
    actions = [reverse(f"intake_mail_template_{name}", args=[template.pk]) for name in ("place", "delete")]
    answers = {address: getattr(client, method)(address).status_code for address in screens}
    done = {address: getattr(client, method)(address).headers.get("Location", "") for address in actions}

    refused = 405 if method == "post" else 200
    expected = {screens[0]: refused, screens[1]: 200, screens[2]: 200} if may else dict.fromkeys(screens, 302)
    assert answers == expected
    assert all(to.startswith(LIST) == may for to in done.values())
    assert MailTemplate.objects.exists() != (may and method == "post")


def test_a_template_is_made_looked_at_and_saved(office, coordinator, template):
    asked = {"name": "Nieuw", "active": "on", "subject": "Voor {organisatie}", "body": "Dag {voornaam}"}
    looked = office.post(NEW, asked | {"look": "yes"})
    assert "Dag Annelies" in looked.text
    assert MailTemplate.objects.count() == 1
    page = office.post(NEW, asked | {"states": ["new"]}, follow=True)

    assert [row.name for row in page.context["rows"]] == [template.name, "Nieuw"]
    assert "Nieuw" in page.text
    made = MailTemplate.objects.get(name="Nieuw")
    assert (made.states, made.active) == (["new"], True)
    office.post(reverse("intake_mail_template_place", args=[made.pk]), {"to": "up"})
    assert MailTemplate.objects.first() == made
    assert ModelLogEntry.objects.get(action="intake.mail_template_saved").user == coordinator


@pytest.mark.parametrize(
    ("field", "text"), [("subject", "{morgen}"), ("body", "{% now %}"), ("body", "a } b")]
)
def test_a_template_with_an_unknown_placeholder_is_refused(office, field, text):
    asked = {"name": "Nieuw", "subject": "Dag", "body": "Dag", field: text}
    response = office.post(NEW, asked)

    assert list(response.context["form"].errors) == [field]
    assert "{voornaam}" in response.text
    assert not MailTemplate.objects.exists()
