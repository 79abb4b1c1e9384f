"""Loads the whole demo, or what is missing of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from demo.known import Known
from demo.moments import Clock
from demo.writers import (
    brand,
    calls,
    ground,
    history,
    library,
    lists,
    mail_templates,
    offerings,
    pages,
    people,
    questions,
    registers,
    rules,
    searches,
)


@transaction.atomic
def load_demo(*, now: datetime | None = None) -> None:
    """Make everything of the demo that is not there yet; what is there stays as it is. All or nothing.

    Days are counted from `now`. Raises ContentError when one of the texts is wrong.
    """
    known = Known(Clock(now or timezone.now()))
    ground.prepare()
    library.write(known)
    lists.write(known)
    planted = pages.plant(known)
    site = ground.site_on(known.pages["/"])
    people.write(known)
    offerings.write_testimonials(known)
    offerings.write_topics(known)
    calls.write(known)
    pages.fill(planted, known)
    offerings.write_dates(known)
    brand.write(known, site)
    calls.hand_in(known)
    questions.write(known)
    registers.write()
    history.write(known, site)
    rules.write(known)
    mail_templates.write()
    searches.write(known)
