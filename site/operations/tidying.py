"""What is forgotten by itself, and the alarm about what waits: looked after every minute by the worker."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from post_office.models import STATUS, Email

from intake.form.drafts import delete_expired
from intake.form.quarantine import forget_dropped, sound_alarm
from intake.form.spam import counting, proof
from intake.leads.merging.undoing import forget_steps
from intake.leads.undelivered import unsettled

logger = logging.getLogger(__name__)

#: Deleted in one transaction at the most: a writer must not keep others waiting.
BATCH = 500


def tidy_up() -> bool:
    """Do what is due. Whether there may be more at once."""
    now = timezone.now()
    sound_alarm(now)
    counting.forget_before(timezone.localdate(now))
    proof.forget_expired(now)
    forget_steps(now)
    more = [forget_dropped(now), delete_expired(now), forget_mail(now)]
    return any(more)


def forget_mail(now) -> bool:
    """Delete a batch of mails that left or were given up long ago, with their logs; whether there is more.

    What did not arrive and nobody has dealt with stays, so that its lead can say what is wrong.
    """
    old = Email.objects.filter(
        status__in=[STATUS.sent, STATUS.failed],
        last_updated__lt=now - timedelta(days=settings.SENT_MAIL_DAYS),
    ).exclude(pk__in=unsettled().values("email"))
    batch = list(old.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if batch:
        Email.objects.filter(pk__in=batch).delete()
        logger.info("Deleted %d old mails.", len(batch))
    return len(batch) == BATCH
