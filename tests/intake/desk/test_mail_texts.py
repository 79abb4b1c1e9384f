"""The words of mails: who may change them, what may stand in them, and how they come out."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from home.roles import Role
from intake.leads import mail
from intake.leads.mail_preview import preview
from intake.leads.mail_texts import KINDS, set_words, words_of
from intake.leads.placeholders import PLACEHOLDERS
from intake.models import MailText
from tests.factories.intake import LeadFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESSES = [reverse("intake_mail_texts"), reverse("intake_mail_text", args=["request_received"])]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ADDRESSES)
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
def test_who_may_change_them(login, role, may, address, method):
    client = login(UserFactory(role=role) if role else None)
    response = getattr(client, method)(address, {"greeting": "Hoi {onbekend}"})

    if may:
        assert response.status_code == (405 if (method, address) == ("post", ADDRESSES[0]) else 200)
    else:
        assert response.status_code == 302
    assert not MailText.objects.exists()


@pytest.mark.parametrize("name", KINDS)
def test_every_mail_can_be_looked_at_and_has_all_it_needs(name):
    written = preview(name)

    for text in (written.subject, written.text, written.html):
        assert text.strip()
        assert "{" not in text.replace("{ ", "").split("<style>")[0]
    assert words_of(name).greeting.split("{")[0] in written.text
    assert 'src="cid:' not in written.html


def test_an_unknown_placeholder_is_refused_with_what_there_is(office):
    response = office.post(ADDRESSES[1], {"greeting": "Hoi {voornaam}", "closing": "Tot {morgen}"})

    assert "{morgen}" in response.text
    for name in PLACEHOLDERS:
        assert f"{{{name}}}" in response.text
    assert not MailText.objects.exists()


@pytest.mark.parametrize("text", ["{", "a } b", "{voornaam", "{{voornaam}}", "{% now %}", "{ voornaam }"])
def test_braces_that_are_no_placeholder_are_refused(office, text):
    office.post(ADDRESSES[1], {"greeting": "Dag", "closing": text})

    assert not MailText.objects.exists()


def test_looking_first_saves_nothing(office):
    response = office.post(ADDRESSES[1], {"greeting": "Dag {voornaam}!", "closing": "", "look": "yes"})

    assert "Dag Annelies!" in response.text
    assert not MailText.objects.exists()


def test_what_is_looked_at_is_shown_and_never_read_as_html(office):
    """Without a face in the mail too, when nothing is put into its HTML."""
    response = office.post(ADDRESSES[1], {"greeting": "Dag", "closing": "<b>Vet</b>", "look": "yes"})

    assert "<b>Vet</b>" not in response.text
    assert "&lt;b&gt;Vet&lt;/b&gt;" in response.text  # as plain text
    assert "&amp;lt;b&amp;gt;Vet" in response.text  # in the frame


def test_what_is_saved_stands_in_the_mail_as_plain_text(office, coordinator, inbox):
    closing = "Groet van {adviseur} & <b>co</b>.\nTot {dag}."
    office.post(ADDRESSES[1], {"greeting": "Dag {voornaam} <3", "closing": closing})
    lead = LeadFactory(contact__first_name="Anne{naam}<i>", contact__email="anne@school.example")
    mail.queue_received(lead)
    call_command("run_worker", once=True)
    [message] = inbox.to("anne@school.example")
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))

    assert "Dag Anne{naam}<i> <3" in text
    assert "Dag Anne{naam}&lt;i&gt; &lt;3" in html
    assert f"Groet van {lead.owner.name} &amp; &lt;b&gt;co&lt;/b&gt;.<br>" in html
    assert ModelLogEntry.objects.get(action="intake.mail_text_set").user == coordinator


def test_the_same_as_ours_goes_along_when_ours_changes(coordinator):
    standard = words_of("status_link")
    set_words("status_link", greeting="Anders", closing="", user=coordinator)
    assert words_of("status_link").closing == ""
    set_words("status_link", greeting=standard.greeting, closing=standard.closing, user=coordinator)

    assert words_of("status_link") == standard
    assert not MailText.objects.exists()


def test_a_mail_that_does_not_exist_has_no_page(office):
    assert office.get(reverse("intake_mail_text", args=["onzin"])).status_code == 404


def test_it_is_in_the_menu_for_who_may(office, desk):
    assert ADDRESSES[0] in office.get(reverse("wagtailadmin_home")).text
    assert ADDRESSES[0] not in desk.get(reverse("wagtailadmin_home")).text
    assert _("Texts of mails") in office.get(ADDRESSES[0]).text
