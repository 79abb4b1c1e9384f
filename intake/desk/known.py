"""What we already know of who asks: people, earlier leads, and requests that may be the same one."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from intake.models import Contact, Lead, Organisation

from .bounded import in_any

#: More than this nobody reads on a lead's page; the organisation's own page has all.
SHOWN = 5
#: How many of the newest leads nearby are looked at, of each kind.
LOOKED_AT = 25


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
    """What stands beside a lead.

    `people` and `members` are as many as are shown, with whether there are more.
    """

    earlier: Found
    doubles: Found
    people: list[Contact]
    more_people: bool
    members: list[Organisation]
    more_members: bool


def what_we_know(lead: Lead, user, organisations: QuerySet[Organisation]) -> Known:
    """What is known beside this lead. Of leads the user may not see only the number, never a name.

    People are those of leads the user may see, who asked last first. `organisations` are the ones whose pages
    the user may open.
    """
    near = _near(lead, user)
    doubles = [one for one in near if _may_be_double(one, lead)]
    earlier = [one for one in near if one not in doubles]
    people = _people(lead, near)
    members = list(organisations.filter(board=lead.organisation_id)[: SHOWN + 1]) if lead.has_members else []
    return Known(
        earlier=_found(earlier),
        doubles=_found(doubles),
        people=people[:SHOWN],
        more_people=len(people) > SHOWN,
        members=members[:SHOWN],
        more_members=len(members) > SHOWN,
    )


def _near(lead: Lead, user) -> list[Lead]:
    """The newest leads of the organisation, its family and the same person, the last first. One query."""
    others = Lead.objects.exclude(pk=lead.pk).order_by("-pk")
    address = lead.contact.email.lower()
    same_person = Contact.objects.alias(address=Lower("email")).filter(address=address)
    lists = [
        others.filter(organisation=lead.organisation_id),
        others.filter(organisation__board=lead.organisation_id),
    ]
    if address:  # who asked by phone may have none
        lists.append(others.filter(contact__in=same_person))
    if board := lead.organisation.board_id:
        lists += [others.filter(organisation=board), others.filter(organisation__board=board)]
    visible = Lead.objects.visible_to(user).filter(pk=OuterRef("pk"))
    rows = Lead.objects.for_rows().annotate(may_be_seen=Exists(visible))
    return list(in_any(rows, [few[:LOOKED_AT] for few in lists]).order_by("-pk"))


def _may_be_double(one: Lead, lead: Lead) -> bool:
    is_same = one.organisation_id == lead.organisation_id
    address = lead.contact.email.lower()
    return one.is_open and (is_same or (bool(address) and one.contact.email.lower() == address))


def _people(lead: Lead, near: list[Lead]) -> list[Contact]:
    """Who else speaks for this organisation, of the leads that the user may see."""
    seen = (one for one in near if one.may_be_seen and one.organisation_id == lead.organisation_id)
    people = {one.contact_id: one.contact for one in seen if one.contact_id != lead.contact_id}
    return [person for person in people.values() if person.first_name or person.last_name]


def _found(leads: list[Lead]) -> Found:
    visible = [one for one in leads if one.may_be_seen]
    return Found(visible[:SHOWN], more=max(len(visible) - SHOWN, 0), elsewhere=len(leads) - len(visible))


def found_among(leads: QuerySet[Lead], user) -> Found:
    """Of these leads those the user may see; of the others only how many there are. One query."""
    visible = Lead.objects.visible_to(user).filter(pk=OuterRef("pk"))
    rows = leads.for_rows().annotate(may_be_seen=Exists(visible)).order_by("-pk")
    return _found(list(rows[:LOOKED_AT]))
