"""Who opened a lead: kept once a day for each person, so that a click costs a look and not a line.

It is asked by whoever only reads, so it writes nothing but news: `is_news` goes along with the query that
reads the lead.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from intake.models import Lead, LeadLook, Mention


def is_news(user, now: datetime | None = None) -> Q:
    """For a query of leads: whether `look` has something to keep when this user opens one."""
    today = timezone.localdate(now)
    looked = LeadLook.objects.filter(lead=OuterRef("pk"), user=user, day=today)
    own = Q(lead=OuterRef("pk")) | Q(lead__double_of=OuterRef("pk"))
    called = Mention.objects.filter(own, user=user, opened_at=None)
    return ~Exists(looked) | Exists(called)


@transaction.atomic
def look(lead: Lead, *, user, now: datetime | None = None) -> None:
    """Keep that this user opened the lead, if that is not kept today; whoever called them there is heard.

    So is who called them on what became part of it: that is shown here too.
    Two at once keep one: the database forbids a second, and neither fails.
    """
    now = now or timezone.now()
    one = LeadLook(lead=lead, user=user, day=timezone.localdate(now), at=now)
    LeadLook.objects.bulk_create([one], ignore_conflicts=True)
    own = Q(lead=lead) | Q(lead__double_of=lead)
    Mention.objects.filter(own, user=user, opened_at=None).update(opened_at=now)
