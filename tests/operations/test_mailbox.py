"""The page with the mails that went out."""

import pytest
from django.urls import reverse
from post_office import mail
from post_office.models import EmailTemplate

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.operations.urls")]


@pytest.fixture
def sent():
    return mail.send(
        "directie@school.example",
        subject="Uw aanvraag <LK-7F3K>",
        message="Dank u wel.\nWe bellen.",
        html_message='<p style="color: #12352f">Dank u wel.</p><script>alert(1)</script>',
    )


def test_the_newest_mail_stands_on_top(client, sent):
    mail.send("adviseur@leerkring.example", subject="Nieuwe lead", message="Kijk snel.")

    html = client.get(reverse("mailbox:list")).content.decode()

    assert html.index("Nieuwe lead") < html.index("Uw aanvraag &lt;LK-7F3K&gt;")
    assert "directie@school.example" in html
    assert "Wacht op verzending" in html


def test_a_mail_that_waits_as_a_template_is_shown_filled_in(client):
    template = EmailTemplate.objects.create(
        name="greeting", subject="Dag {{ name }}", content="Dag!", html_content="<p>Dag {{ name }}</p>"
    )
    queued = mail.send(
        "jan@school.example", template=template, context={"name": "Jan"}, render_on_delivery=True
    )

    assert "Dag Jan" in client.get(reverse("mailbox:list")).content.decode()
    assert client.get(reverse("mailbox:html", args=[queued.pk])).content == b"<p>Dag Jan</p>"


def test_an_empty_box_says_what_to_do(client):
    assert "Er is nog geen mail" in client.get(reverse("mailbox:list")).content.decode()


def test_a_mail_shows_its_text_and_frames_its_html(client, sent):
    html = client.get(reverse("mailbox:mail", args=[sent.pk])).content.decode()

    assert "Dank u wel.<br>We bellen." in html
    assert f'src="{reverse("mailbox:html", args=[sent.pk])}" sandbox' in html
    assert "<script>" not in html


def test_the_framed_html_keeps_its_styles_and_can_do_nothing(client, sent):
    response = client.get(reverse("mailbox:html", args=[sent.pk]))

    policy = {rule.strip() for rule in response["Content-Security-Policy"].split(";")}
    assert policy >= {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'self'",
        "sandbox",
    }
    assert b'style="color: #12352f"' in response.content


@pytest.mark.urls("config.urls")
def test_a_site_that_does_not_ask_for_it_has_no_such_page(client, sent):
    assert client.get(f"/mail/{sent.pk}/html/").status_code == 404
