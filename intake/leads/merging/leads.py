"""Two open leads of one organisation turn out to be about the same thing: the one goes on as the other.

The requests stay as they were sent in, and so do the files and the trail of each: the lead that goes on shows
them all. What still has to be done moves: moments to call, mails, appointments. The lead that became part of
it is closed as asked twice, and has the owner of the other for as long as they belong together.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.leads.errors import LeadError
from intake.leads.locks import lock_requests
from intake.leads.states import PATH
from intake.leads.trail import Action, record
from intake.models import Agreement, CallProposal, Enrolment, Lead, LeadState, LostReason, Merge, MergeKind

from .ledger import Ledger
from .merges import keep_merge

#: What goes along, by the name it has with a lead; what a lead does not have (yet) is no matter.
FOLLOWS = ("mails", "appointments", "doubles")


@transaction.atomic
def merge_leads(keep: Lead, gone: Lead, *, user, now: datetime | None = None) -> Merge:
    """Let `gone` go on as `keep`. Both references and links of the school lead to it.

    Raises LeadError for leads of two people, that are closed, that wait for erasure, and when it is `gone`
    that has a talk to come, seats on a date or an agreement: that is the one to go on with.
    """
    now = now or timezone.now()
    lock_requests()
    rows = Lead.objects.select_for_update(of=("self",)).with_people().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[keep.pk, gone.pk])}
    if keep.pk == gone.pk or len(found) < 2:
        raise LeadError(_("Choose two different leads."))
    keep, gone = found[keep.pk], found[gone.pk]
    ledger = Ledger()
    _join(ledger, keep, gone, now)
    merge = keep_merge(MergeKind.LEAD, keep, gone.pk, (keep.reference, gone.reference), ledger, user, now)
    record(keep, Action.LEADS_MERGED, user=user, at=now, reference=gone.reference)
    return merge


def look_at_leads(ledger: Ledger, keep: Lead, gone: Lead) -> None:
    """What joining them would do, for who only looks. Raises LeadError as `merge_leads` does."""
    _join(ledger, keep, gone, timezone.now())


def _join(ledger: Ledger, keep: Lead, gone: Lead, now: datetime) -> None:
    _must_fit(keep, gone, now)
    for name in FOLLOWS:
        if relation := _relation(name):
            ledger.move(relation.model._base_manager.filter(**{relation.name: gone}), relation.name, keep.pk)
    ledger.move(_moments(keep, gone), "lead", keep.pk)
    problem = keep.mail_problem or gone.mail_problem
    ledger.change(
        keep, mail_problem=problem, first_contact_at=_earliest(keep.first_contact_at, gone.first_contact_at),
        **_furthest(keep, gone),
    )  # fmt: skip
    ledger.change(
        gone, lost_from=gone.state, state=LeadState.LOST, lost_reason=LostReason.DOUBLE, closed_at=now,
        next_action="", next_action_on=None, waiting_since=None, mail_problem="", double_of_id=keep.pk,
        owner_id=keep.owner_id, triage_since=keep.triage_since,
    )  # fmt: skip
    _owners_follow(ledger, keep)


def give_doubles(lead: Lead) -> None:
    """Let what became part of a lead have its owner. In the transaction of who gives it away."""
    Lead.objects.filter(double_of=lead.pk).update(owner=lead.owner_id, triage_since=lead.triage_since)


def _earliest(*moments: datetime | None) -> datetime | None:
    return min(filter(None, moments), default=None)


def _furthest(keep: Lead, gone: Lead) -> dict:
    """The state to go on in: that of the one that got further, with since when it waits for the school."""
    if PATH.index(gone.state) <= PATH.index(keep.state):
        return {}
    return {"state": gone.state, "waiting_since": gone.waiting_since}


def _must_fit(keep: Lead, gone: Lead, now: datetime) -> None:
    if keep.organisation_id != gone.organisation_id:
        raise LeadError(_("These leads are of two organisations. Join those first."))
    # What is known, mailed and planned is one person's: of two nobody may get or keep what is the other's.
    if keep.contact_id != gone.contact_id:
        raise LeadError(
            _(
                "These leads are of two people. Join the contact persons first if they are one. "
                "If not, note it on the other lead."
            )
        )
    if not (keep.is_open and gone.is_open):
        raise LeadError(_("Only open leads can be joined."))
    if any(one.erased_at or one.deletion_asked_at for one in (keep, gone)):
        raise LeadError(_("One of these people asks to be erased. Do that first."))
    _must_not_be_agreed(gone)
    if gone.appointments.coming(now).exists():
        raise LeadError(
            _("%(reference)s has a talk to come. Call that off first, or go on with that lead.")
            % {"reference": gone.reference}
        )
    if Enrolment.objects.alive().filter(request=gone.request_id).exists():
        if Enrolment.objects.alive().filter(request=keep.request_id).exists():
            raise LeadError(_("Both leads have seats on a start date. Give those of one back first."))
        raise LeadError(
            _("%(reference)s has seats on a start date. Go on with that one.") % {"reference": gone.reference}
        )


def _must_not_be_agreed(gone: Lead) -> None:
    if Agreement.objects.filter(lead=gone).exists():
        raise LeadError(
            _("Something was agreed about %(reference)s. Go on with that one.")
            % {"reference": gone.reference}
        )


def _relation(name: str):
    """The key by which something follows, for what leads have here."""
    names = {one.get_accessor_name(): one.field for one in Lead._meta.related_objects}
    return names.get(name)


def _moments(keep: Lead, gone: Lead) -> QuerySet[CallProposal]:
    """Moments to call that `keep` does not have yet; of two that were agreed on, its own counts."""
    own = list(keep.call_proposals.all())
    moments = gone.call_proposals.all()
    if any(one.chosen_at for one in own):
        moments = moments.filter(chosen_at=None)
    taken = {(one.day, one.part) for one in own}
    return gone.call_proposals.filter(pk__in=[one.pk for one in moments if (one.day, one.part) not in taken])


def _owners_follow(ledger: Ledger, keep: Lead) -> None:
    """What had become part of `gone` before is now part of `keep`, and its owner's too."""
    for one in Lead.objects.filter(double_of=keep.pk).exclude(owner=keep.owner_id):
        ledger.change(one, owner_id=keep.owner_id, triage_since=keep.triage_since)
