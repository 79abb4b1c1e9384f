"""Calling a colleague in a note, and who opened a lead."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from home.roles import Role
from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note, log_contact
from intake.leads.looks import is_news, look
from intake.models import Lead, LeadLogEntry, LeadLook, Mention
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory, days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    user = UserFactory(role=Role.ADVISER, first_name="Mirjam", last_name="Oosterhof")
    return LeadFactory(owner=AdviserFactory(user=user))


@pytest.fixture
def karim():
    return UserFactory(role=Role.COORDINATOR, first_name="Karim", last_name="Benali", username="kb")


def called() -> set:
    return set(Mention.objects.values_list("user__first_name", flat=True))


@pytest.mark.parametrize(
    "text",
    [
        "@Karim kun jij dit doen?",
        "Vraag het aan @karim benali.",
        "(@Karim)",
        "Samen met @kb, en nog eens @Karim",
    ],
)
def test_a_name_after_an_at_calls_that_colleague_once(lead, karim, text):
    add_note(lead, user=lead.owner.user, text=text)

    assert called() == {"Karim"}
    [mail] = Email.objects.filter(template__name="lead_mentioned")
    assert mail.to == [karim.email]


@pytest.mark.parametrize(
    "text",
    ["mail naar b@karim.example", "@Karimata staat op de kaart", "@ Karim", "@niemand weet het", "@Mirjam"],
)
def test_what_is_nobodys_name_stays_text_and_nobody_calls_oneself(lead, karim, text):
    add_note(lead, user=lead.owner.user, text=text)

    assert called() == set()
    assert LeadLogEntry.objects.get(action="intake.note").data["text"] == text


def test_the_mail_says_of_the_school_only_what_it_is_called(lead, karim):
    add_note(lead, user=lead.owner.user, text=f"@Karim bel {lead.contact.name} op {lead.request.phone}")

    [mail] = Email.objects.filter(template__name="lead_mentioned")
    assert set(mail.context) == {"reference", "organisation", "by", "mail", "lead_url"}
    message = mail.email_message()
    body = message.body + message.alternatives[0][0]
    assert lead.reference in body
    assert lead.organisation.name in body
    for secret in (lead.contact.name, lead.contact.email, "bel ", lead.request.phone.as_national):
        assert secret not in body


def test_who_cannot_see_the_lead_is_not_called_and_the_note_is_not_kept(lead):
    AdviserFactory(user=UserFactory(role=Role.ADVISER, first_name="Joost"))

    with pytest.raises(LeadError) as refused:
        add_note(lead, user=lead.owner.user, text="@Joost weet meer")

    assert refused.value.field == "text"
    assert "Joost" in str(refused.value)
    assert not LeadLogEntry.objects.filter(action="intake.note").exists()
    assert not Email.objects.exists()


def test_a_first_name_of_two_is_asked_about(lead, karim):
    other = UserFactory(role=Role.COORDINATOR, first_name="Karim", last_name="de Wit")

    with pytest.raises(LeadError) as refused:
        log_contact(lead, user=lead.owner.user, outcome="spoken", note="@Karim doet het")
    assert refused.value.field == "note"
    assert {name in str(refused.value) for name in ("@Karim Benali", "@Karim de Wit")} == {True}

    log_contact(lead, user=lead.owner.user, outcome="spoken", note="@Karim de Wit doet het")
    assert [mention.user for mention in Mention.objects.all()] == [other]


def test_who_is_not_at_the_desk_any_more_is_nobody(lead, karim):
    get_user_model().objects.filter(pk=karim.pk).update(is_active=False)

    add_note(lead, user=lead.owner.user, text="@Karim was hier")

    assert called() == set()


# ------------------------------------------------------------------ who looked
def has_news(lead, user) -> bool:
    return Lead.objects.annotate(news=is_news(user)).get(pk=lead.pk).news


def test_a_look_is_kept_once_a_day_for_each_person(lead, karim):
    owner = lead.owner.user
    for person in (owner, karim, owner, karim):
        look(lead, user=person)
    assert LeadLook.objects.count() == 2
    assert not has_news(lead, owner)

    look(lead, user=owner, now=LeadLook.objects.first().at + (days_from_now(1) - days_from_now(0)))
    assert LeadLook.objects.count() == 3


def test_a_mention_is_news_until_the_lead_is_opened(lead, karim):
    look(lead, user=karim)
    add_note(lead, user=lead.owner.user, text="@Karim en nog eens")
    add_note(lead, user=lead.owner.user, text="@Karim?")
    assert has_news(lead, karim)

    look(lead, user=karim)

    assert not has_news(lead, karim)
    assert Mention.objects.get().opened_at


def test_a_note_without_an_at_asks_nobody(lead):
    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            add_note(lead, user=lead.owner.user, text=text)
        return len(asked)

    queries("eerst")  # what is remembered
    assert queries("zonder") < queries("met @iemand")
