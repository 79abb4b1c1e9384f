"""Sends the mail that waits in the database.

post_office keeps the queue, the retries and what went wrong with each mail. No address gets into the log, so
failures are named by their kind only.
"""

import logging
from typing import NamedTuple

from post_office.mail import send_queued

logger = logging.getLogger(__name__)


class Batch(NamedTuple):
    """What became of one batch: mails that left, were given up, and will be tried again later."""

    sent: int
    failed: int
    requeued: int


def send_batch() -> bool:
    """Send the mails that are due, at most one batch. Whether there was any: there may be more."""
    batch = Batch(*send_queued())
    if any(batch):
        level = logging.WARNING if batch.failed or batch.requeued else logging.INFO
        logger.log(level, "Mail: %d sent, %d given up, %d to be tried again.", *batch)
    return any(batch)
