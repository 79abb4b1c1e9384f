"""What we already know of who asks: earlier leads, and requests that may be the same one."""

from dataclasses import dataclass

from django.db.models import Q

from intake.models import Lead
from intake.models.leads import LeadQuerySet

#: More than this nobody reads on a lead's page; the organisation's own page has all.
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """The last leads the user may see, how many more of those there are, and how many are with colleagues."""

    leads: list[Lead]
    more: int
    elsewhere: int

    @property
    def count(self) -> int:
        return len(self.leads) + self.more + self.elsewhere


@dataclass(frozen=True)
class Known:
    """Earlier leads of the organisation or its board, and open leads that may be a double of this one."""

    earlier: Found
    doubles: Found


def what_we_know(lead: Lead, user) -> Known:
    """What is known beside this lead. Of leads the user may not see only the number, never a name."""
    others = Lead.objects.exclude(pk=lead.pk)
    same = Q(organisation=lead.organisation) | Q(contact__email__iexact=lead.contact.email)
    doubles = others.open().filter(same)
    earlier = others.filter(_family(lead)).exclude(pk__in=doubles.values("pk"))
    return Known(earlier=_found(earlier, user), doubles=_found(doubles, user))


def _family(lead: Lead) -> Q:
    family = Q(organisation=lead.organisation)
    if board := lead.organisation.board_id:
        family |= Q(organisation=board) | Q(organisation__board=board)
    return family | Q(organisation__board=lead.organisation_id)


def _found(leads: LeadQuerySet, user) -> Found:
    total = leads.count()
    if not total:
        return Found([], 0, 0)
    visible = leads.visible_to(user)
    count = visible.count()
    shown = list(visible.with_people().order_by("-created_at", "-pk")[:SHOWN])
    return Found(shown, more=count - len(shown), elsewhere=total - count)
