"""Mail leaves the queue once, in the end always, and nobody's address gets into the log."""

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from post_office import mail
from post_office.models import STATUS, Email

ADDRESS = "directie@school.example"


def queue(number: int = 1) -> None:
    for n in range(1, number + 1):
        mail.send(ADDRESS, subject=f"Bericht {n}", message="Dank u wel.", html_message="<p>Dank u wel.</p>")


def test_once_sends_all_that_is_due(db, inbox):
    queue(outbox_batches := 2 * settings.POST_OFFICE["BATCH_SIZE"] + 1)

    call_command("run_worker", "--once")

    assert len(inbox.to(ADDRESS)) == outbox_batches
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.sent}
    message = inbox.messages[0]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_what_the_mail_server_refuses_is_tried_again_later(db, inbox):
    queue()
    inbox.refusal = "451 Come back later"

    call_command("run_worker", "--once")

    refused = Email.objects.get()
    assert refused.status == STATUS.requeued
    assert refused.scheduled_time > timezone.now()
    inbox.refusal = None
    Email.objects.update(scheduled_time=timezone.now())
    call_command("run_worker", "--once")
    assert len(inbox.to(ADDRESS)) == 1


def test_a_mail_server_that_is_down_for_two_days_costs_no_mail():
    patience = settings.POST_OFFICE["RETRY_INTERVAL"] * settings.POST_OFFICE["MAX_RETRIES"]

    assert patience.days >= 2


def test_no_address_gets_into_the_log(db, inbox, log):
    queue()
    inbox.refusal = f"550 No such person: {ADDRESS}"

    call_command("run_worker", "--once")

    assert "1 to be tried again" in log.getvalue()
    assert "school.example" not in log.getvalue()
