"""Spam is kept apart without asking a stranger, and a real school is never lost."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from home.roles import Role
from home.visitors import address_of, connection_of, warn_of_proxy
from intake.form import quarantine
from intake.form.spam import proof
from intake.form.spam.counting import digest_of
from intake.leads.errors import LeadError
from intake.leads.trail import timeline
from intake.models import AddressCount, IntakeRequest, Lead, Quarantine, SpentProof, Suspicion
from tests.factories.intake import QuarantineFactory, RequestFileFactory, UserFactory

from .conftest import ANSWERS

pytestmark = pytest.mark.django_db
CHALLENGE = "/aanvraag/controle-getal/"


def solved(challenge: dict, **changes) -> str:
    """What a browser answers."""
    numbers = range(challenge["maxnumber"] + 1)
    number = next(n for n in numbers if hashed(challenge["salt"], n) == challenge["challenge"])
    answer = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return encoded(answer | {"number": number} | changes)


def hashed(salt: str, number: int) -> str:
    return sha256(f"{salt}{number}".encode()).hexdigest()


def encoded(answer) -> str:
    return b64encode(json.dumps(answer).encode()).decode()


@pytest.fixture
def hasty(settings):
    """Whoever sends at once is too fast."""
    settings.REQUEST_LEAST_SECONDS = 60


@pytest.fixture
def coordinator(db):
    return UserFactory(role=Role.COORDINATOR)


# ------------------------------------------------------------------ what is suspect, and what becomes of it
def test_a_trapped_request_waits_without_lead_or_mail_and_the_school_hears_so(client, send, adviser):
    response = send(website="http://koop.example")
    page = client.get(response["Location"])
    request = IntakeRequest.objects.get()

    assert request.quarantine.suspicions == [Suspicion.TRAP]
    assert not Lead.objects.exists()
    assert not Email.objects.exists()
    assert request.reference in page.text
    assert "Een collega kijkt er eerst naar" in page.text
    assert "Mirjam" not in page.text


def test_who_takes_the_time_is_not_suspect(send, adviser, settings):
    settings.REQUEST_LEAST_SECONDS = 0
    settings.REQUESTS_PER_ADDRESS = 1
    send()

    assert Lead.objects.count() == 1


def counted() -> AddressCount | None:
    """How many requests the connection of the tests sent today."""
    today = timezone.localdate()
    return AddressCount.objects.filter(digest=digest_of("127.0.0.1", today)).first()


def test_haste_without_a_script_is_not_refused_but_looked_at(send, adviser, hasty):
    assert send().status_code == 302
    assert Quarantine.objects.get().suspicions == [Suspicion.FAST]


def test_a_whole_school_behind_one_address_is_not_refused(send, adviser, settings):
    settings.REQUESTS_PER_ADDRESS = 2
    statuses = [send(email=f"juf{number}@school.example").status_code for number in range(4)]

    assert statuses == [302] * 4
    assert Lead.objects.count() == 2
    assert [one.suspicions for one in Quarantine.objects.all()] == [[Suspicion.RATE]] * 2


def test_the_same_form_again_counts_once(send, open_form, adviser, settings):
    opened = open_form()
    for _time in range(3):
        send(opened)

    assert counted().count == 1


# ------------------------------------------------------------------ the proof
@pytest.fixture
def prove(client, send, open_form):
    """Send too fast from a browser with scripts, which then proves and sends again."""

    def prove(payload=None):
        asked = send(**{"kan-bewijzen": "1"})
        kept = dict(asked.context["kept"])
        payload = payload or solved(client.get(CHALLENGE).json())
        return asked, client.post(asked.context["action"], kept | {"altcha": payload, "kan-bewijzen": ""})

    return prove


def test_a_browser_that_proves_is_a_school_like_any_other(prove, adviser, hasty):
    asked, sent = prove()

    assert asked.status_code == 422
    assert sent.status_code == 302
    assert Lead.objects.get().owner == adviser
    assert not Quarantine.objects.exists()


def test_nothing_is_stored_before_the_proof_and_nothing_has_to_be_typed_again(send, open_form, hasty, site):
    asked = send(**{"kan-bewijzen": "1"}, goal='Samen "leren" <b>')

    assert not IntakeRequest.objects.exists()
    assert counted() is None
    assert ANSWERS.items() - {("goal", "")} <= set(asked.context["kept"])
    assert 'name="goal" value="Samen &quot;leren&quot; &lt;b&gt;"' in asked.text
    assert "no-store" in asked["Cache-Control"]


def test_one_proof_is_one_request(prove, send, open_form, adviser, hasty, client):
    payload = solved(client.get(CHALLENGE).json())
    prove(payload)
    send(**{"altcha": payload, "kan-bewijzen": "1"}, email="tweede@school.example")

    assert Lead.objects.count() == 1
    assert Quarantine.objects.get().request.email == "tweede@school.example"


def test_no_proof_opens_the_trap(send, open_form, client, adviser):
    payload = solved(client.get(CHALLENGE).json())
    send(**{"altcha": payload, "kan-bewijzen": "1", "website": "x"})

    assert Quarantine.objects.get().suspicions == [Suspicion.TRAP]


def later(seconds: int) -> str:
    return f"{'0' * 24}?expires={int(timezone.now().timestamp()) + seconds}&"


@pytest.mark.parametrize(
    "forge",
    [
        lambda made: solved(made, number=1),
        lambda made: solved(made, signature="0" * 64),
        lambda made: solved(made, signature=None),
        lambda made: solved(made, algorithm="SHA-1"),
        lambda made: solved(made, salt=later(3600)),
        lambda made: solved(made, salt=["a"]),
        lambda made: solved(made, number=True),
        lambda made: encoded([made]),
        lambda made: encoded("x"),
        lambda made: "geen base64",
        lambda made: b64encode(b"\xff[").decode(),
        lambda made: b64encode(b"[" * 1400).decode(),
        lambda made: "A" * 100_000,
        lambda made: "",
    ],
)
def test_what_is_no_proof_of_ours_proves_nothing(forge):
    assert proof.read(forge(proof.challenge())) is None


def test_a_proof_holds_for_an_hour(settings):
    began = timezone.now()
    payload = solved(proof.challenge(began))

    assert proof.read(payload, began + timedelta(minutes=59))
    assert proof.read(payload, began + timedelta(minutes=61)) is None


def test_a_key_of_another_site_makes_no_proof_here(settings):
    made = proof.challenge()
    settings.SECRET_KEY = "een andere"

    assert proof.read(solved(made)) is None


def test_the_challenge_follows_the_protocol_and_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(CHALLENGE)
    made = response.json()

    assert set(made) == {"algorithm", "challenge", "maxnumber", "salt", "signature"}
    assert made["algorithm"] == "SHA-256"
    assert "?expires=" in made["salt"]
    assert "no-store" in response["Cache-Control"]
    assert json.loads(b64decode(solved(made)))["number"] <= made["maxnumber"]


# ------------------------------------------------------------------ who it was
def test_of_an_address_only_a_hash_of_that_day_is_kept(send, site, rf):
    send()
    today = timezone.localdate()

    assert counted()
    assert not AddressCount.objects.filter(digest__contains="127.0.0.1").exists()
    assert digest_of("127.0.0.1", today) != digest_of("127.0.0.1", today - timedelta(days=1))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 192.0.2.7", "192.0.2.7"),
        (2, "9.9.9.9, 192.0.2.7, 10.0.0.1", "192.0.2.7"),
        (1, "192.0.2.7:4711", "192.0.2.7"),
        (1, "::ffff:192.0.2.7", "192.0.2.7"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "onzin", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (3, "192.0.2.7", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_counts(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert address_of(rf.get("/", headers={"x-forwarded-for": forwarded})) == address


def test_a_proxy_that_nobody_told_of_is_warned_of_once(rf, settings, caplog):
    settings.TRUSTED_PROXIES = 0
    warn_of_proxy.cache_clear()
    for _number in range(2):
        address_of(rf.get("/", headers={"x-forwarded-for": "203.0.113.9"}))
    address_of(rf.get("/"))

    [warning] = caplog.messages
    assert "TRUSTED_PROXIES" in warning
    assert "203.0.113.9" not in warning


def test_a_device_with_many_addresses_is_one_connection(rf):
    one, other = (rf.get("/", REMOTE_ADDR=f"2001:db8:1:2:{n}::1") for n in (3, 4))

    assert connection_of(one) == connection_of(other) == "2001:db8:1:2::/64"


# ------------------------------------------------------------------ what a coordinator decides
def test_a_freed_request_becomes_a_lead_with_its_mails_and_says_so(adviser, coordinator):
    lead = quarantine.free(QuarantineFactory(), user=coordinator)

    assert lead.owner == adviser
    assert Email.objects.count() == 2
    assert _("Freed from quarantine") in [item.title for item in timeline(lead)]


def test_what_was_thrown_away_can_be_freed_and_nothing_is_freed_twice(adviser, coordinator):
    kept = quarantine.drop(QuarantineFactory(), user=coordinator)
    with pytest.raises(LeadError):
        quarantine.drop(kept, user=coordinator)
    quarantine.free(kept, user=coordinator)
    with pytest.raises(LeadError):
        quarantine.free(kept, user=coordinator)
    assert Lead.objects.count() == 1


def test_coordinators_hear_of_it_at_most_once_a_day(coordinator, inbox):
    QuarantineFactory.create_batch(3)
    call_command("run_worker", once=True)
    QuarantineFactory()
    call_command("run_worker", once=True)
    call_command("run_worker", once=True)

    [message] = inbox.to(coordinator.email)
    assert message["Subject"].startswith("3 ")
    assert "/admin/intake/quarantine/" in message.get_body(("plain",)).get_content()
    assert quarantine.sound_alarm(timezone.now() + timedelta(days=1, minutes=1))


def test_what_still_waits_is_told_again_every_working_day(coordinator):
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    QuarantineFactory(since=friday)
    rung = [day for day in range(6) if quarantine.sound_alarm(friday + timedelta(days=day, minutes=day))]
    assert rung == [0, 3, 4, 5]  # not on Saturday and Sunday

    QuarantineFactory.create_batch(2)
    saturday = friday + timedelta(days=8)
    assert quarantine.sound_alarm(saturday)  # new ones are told on any day
    for one in Quarantine.objects.waiting():
        quarantine.drop(one, user=coordinator)
    assert not quarantine.sound_alarm(friday + timedelta(days=10, hours=1))


# ------------------------------------------------------------------ what is forgotten
def test_the_worker_forgets_what_is_old_and_nothing_else(coordinator, settings, site):
    now = timezone.now()
    fresh, old = (
        quarantine.drop(QuarantineFactory(), user=coordinator, now=now - timedelta(days=days))
        for days in (settings.DROPPED_REQUEST_DAYS - 1, settings.DROPPED_REQUEST_DAYS + 1)
    )
    RequestFileFactory(request=old.request)
    waiting = QuarantineFactory(since=now - timedelta(days=400), told_at=now)
    for days in (0, 1):
        AddressCount.objects.create(digest=str(days), day=timezone.localdate() - timedelta(days=days))
    for minutes in (-1, 1):
        SpentProof.objects.create(signature=str(minutes), expires_at=now + timedelta(minutes=minutes))
    call_command("run_worker", once=True)

    assert set(Quarantine.objects.all()) == {fresh, waiting}
    assert not IntakeRequest.objects.filter(pk=old.request_id).exists()
    assert list(AddressCount.objects.values_list("digest", flat=True)) == ["0"]
    assert list(SpentProof.objects.values_list("signature", flat=True)) == ["1"]


def test_mail_that_left_long_ago_is_forgotten(settings, inbox):
    def mail(status, days):
        email = Email.objects.create(from_email="a@b.example", to=["c@d.example"], status=status)
        Email.objects.filter(pk=email.pk).update(last_updated=timezone.now() - timedelta(days=days))
        return email

    days = settings.SENT_MAIL_DAYS
    kept = [mail(STATUS.sent, days - 1), mail(STATUS.requeued, days + 1)]
    Email.objects.filter(pk=kept[1].pk).update(scheduled_time=timezone.now() + timedelta(hours=1))
    old = [mail(STATUS.sent, days + 1), mail(STATUS.failed, days + 1)]
    old[0].logs.create(status=STATUS.sent, message="c@d.example")
    call_command("run_worker", once=True)

    assert list(Email.objects.order_by("pk")) == kept
