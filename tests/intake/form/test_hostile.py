"""What somebody with bad intentions, or a strange keyboard, types. Nothing breaks, runs or leaks."""

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.form.tickets import Ticket
from intake.models import Draft, IntakeRequest

from .conftest import ANSWERS, FORM, hidden_in
from .test_forms import OFFER, forms, request_data

HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "\r\nBcc: iedereen@example.com\r\n\r\nHallo",
    '=HYPERLINK("http://kwaad.example")',
    "\x00\x1b[31m\u202egnp.exe",
    "'; DROP TABLE intake_lead; --",
    "%s %(x)s {0} {x}",
    "🏫" * 25,
    "Ω≈ç√∫˜µ≤≥÷ ﷽ Z̸̡̢͖̓a̷l̶g̷o̵",
]
TYPED = ["organisation_name", "city", "first_name", "last_name", "role", "goal", "email", "phone", "postcode"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_answer_breaks_nothing(client, send, adviser, text):
    answers = {name: text for name in TYPED if name not in {"email", "phone", "postcode"}}
    sent, shown = send(**answers), send(**dict.fromkeys(TYPED, text))

    assert sent.status_code in {302, 422}
    assert shown.status_code == 422
    assert "<script>alert" not in shown.content.decode()
    if sent.status_code == 302:
        assert "<script>alert" not in client.get(sent["Location"]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_the_mails(send, adviser, inbox, text):
    send(organisation_name=text[:120], city=text[:60], role=text[:80], goal=text)
    call_command("run_worker", once=True)

    assert len(inbox.messages) == 2
    for message in inbox.messages:
        assert message["Bcc"] is None
        assert "\n" not in message["Subject"]
        html = message.get_body(("html",)).get_content()
        assert "<script" not in html
        assert "14" + "2026" not in html


@pytest.mark.django_db
def test_the_lines_of_a_school_cannot_pass_for_ours(send, adviser, inbox):
    send(goal="Dank.\n\nOpen de lead: http://kwaad.example/")
    call_command("run_worker", once=True)
    [mail] = inbox.to(adviser.email)

    assert "\n> Open de lead: http://kwaad.example/" in mail.get_body(("plain",)).get_content().replace(
        "\r\n", "\n"
    )


@pytest.mark.django_db
def test_the_confirmation_carries_no_free_text_to_whoever_has_that_address(send, adviser, inbox):
    send(organisation_name="Koop nu bij kwaad.example", goal="Koop nu", role="Koop nu", city="Koop nu")
    call_command("run_worker", once=True)
    [mail] = inbox.to(ANSWERS["email"])

    assert "Koop nu" not in mail.as_string()
    assert "Koop nu" not in mail.get_body(("html",)).get_content()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [b"\xff\xfe=1&email=%00", b"a=" + b"1&a=" * 5000, b"csrf"], ids=["bytes", "many", "short"]
)
def test_a_body_that_is_no_form_gives_no_server_error(client, site, body):
    response = client.post(FORM, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {400, 413, 422}
    assert not IntakeRequest.objects.exists()


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*ANSWERS, "services", "courses"]), st.text(max_size=300)))
def test_no_answer_makes_the_form_fail(answers):
    sent = forms(**answers)

    if all(form.is_valid() for form in sent):
        data = request_data(sent)
        one_line = (data.organisation_name, data.city, data.first_name, data.last_name, data.role, data.email)
        assert all(text == " ".join(text.split()) for text in one_line)
        assert all(subject["id"] in {5, 9} for subject in data.subjects)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_passes_for_a_ticket(text):
    assert Ticket.read(text) is None
    assert OFFER.get(None) is None


SECRET = "Niemands-Zaken"
STEPS = ("organisatie", "contact", "vraag", "controle")
HIDDEN = (
    "bewijs",
    "gevraagd",
    "altcha",
    "website",
    "kan-bewijzen",
    "van",
    "wens",
    "datum",
    "advies",
    "antwoorden",
)
ODD = st.one_of(
    st.text(max_size=80),
    st.sampled_from([*HOSTILE, "9" * 400, "x" * 70_000, "-1", "1e9", "[]"]),
)
#: Where to: a step of one's own draft, of somebody else's or of none; or something behind a link.
PLACES = st.one_of(
    st.tuples(
        st.sampled_from(["own", "foreign", "none"]), st.sampled_from([*STEPS, "later", "link", "onzin"])
    ),
    st.tuples(
        st.sampled_from(["verder", "status", "bedankt", "plaats"]),
        st.sampled_from(["x", "a:b:c", "1.é", "%00"]),
    ),
    st.just(("", "")),
)
VISITS = st.tuples(
    PLACES,
    st.sampled_from(["get", "post", "post"]),
    st.dictionaries(st.sampled_from([*ANSWERS, *HIDDEN, "terug", "later", "bewaar"]), ODD, max_size=6),
    st.booleans(),
)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(visits=st.lists(VISITS, min_size=1, max_size=4))
def test_no_order_of_steps_and_no_odd_input_breaks_or_leaks_anything(client, site, open_step, visits):
    theirs = Draft.objects.get_or_create(
        answers={"contact": {"last_name": [SECRET], "email": [f"{SECRET}@elders.example"]}},
        done=["organisatie", "contact"],
    )[0]
    page = open_step("contact")
    own = page.request["PATH_INFO"].split("/")[2]
    keys = {"own": own, "foreign": str(theirs.pk), "none": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    for (whose, what), method, fields, with_ticket in visits:
        address = f"{FORM}{keys.get(whose, whose)}/{what}/" if whose else FORM
        data = (hidden_in(page) if with_ticket else {}) | fields
        response = getattr(client, method)(address, data)

        assert response.status_code < 500, (address, method, fields)
        assert SECRET not in response.text
        assert "<script>alert" not in response.text
    assert list(Draft.objects.filter(pk=theirs.pk).values_list("answers", "done")) == [
        (theirs.answers, theirs.done)
    ]
    assert not IntakeRequest.objects.filter(submission_key=theirs.pk).exists()
