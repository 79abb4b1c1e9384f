"""The lead of a page, read once: with its people, its last decision, and which of its lists are not empty.

A list is asked for only where there is something in it: most leads have no files, no proposals to call, no
talk to come. Each of these looks goes by an index of its own.
"""

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from intake.leads.looks import is_news
from intake.models import (
    Appointment,
    CallProposal,
    Lead,
    LeadLogEntry,
    Organisation,
    PossibleDouble,
    RequestFile,
)
from intake.models.leads import LeadQuerySet

OF_LEAD, OF_ORGANISATION = OuterRef("pk"), OuterRef("organisation")


def opened_leads(user) -> LeadQuerySet:
    """The leads this user may see, as their page needs them. A lead comes once for each of its decisions, the
    last first: take the first.
    """
    leads = Lead.objects.visible_to(user).with_people().annotate(last_decision=FilteredRelation("decisions"))
    alike = Q(first=OF_ORGANISATION) | Q(second=OF_ORGANISATION)
    newest = LeadLogEntry.objects.filter(lead=OF_LEAD).order_by("-pk").values("pk")[:1]
    return (
        leads.select_related("organisation__board", "request__origin_page", "agreement", "last_decision")
        .annotate(
            is_news=is_news(user),
            last_entry=Subquery(newest),
            has_files=Exists(RequestFile.objects.filter(request=OuterRef("request"))),
            has_proposals=Exists(CallProposal.objects.filter(lead=OF_LEAD)),
            has_talk=Exists(Appointment.objects.coming().filter(lead=OF_LEAD)),
            has_members=Exists(Organisation.objects.filter(board=OF_ORGANISATION)),
            has_doubles=Exists(Lead.objects.filter(double_of=OF_LEAD)),
            has_alikes=Exists(PossibleDouble.objects.filter(alike, different_since=None)),
        )
        .order_by("-last_decision__decided_at", "-last_decision__pk")
    )
