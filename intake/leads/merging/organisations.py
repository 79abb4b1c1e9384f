"""Two organisations become one."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from intake.leads.errors import LeadError
from intake.leads.locks import lock_requests, lock_rows
from intake.leads.trail import Action, record
from intake.models import Contact, Lead, Merge, MergeKind, Organisation, OrganisationAlias, PossibleDouble

from .ledger import Ledger
from .log import MERGED
from .merges import keep_merge, leads_in, point

#: What the one that stays takes over where it has nothing itself.
TAKEN_OVER = ("brin", "lrk", "street", "postcode", "city", "province", "holiday_region", "mail_domain")


@transaction.atomic
def merge_organisations(keep: Organisation, gone: Organisation, *, user) -> Merge:
    """Make two organisations one. `keep` stays; leads, people, members and all else of `gone` become its own.

    What `keep` does not have it takes over. Name, postcode and numbers of `gone` are remembered, so that who
    asks under them again is `keep`. Raises LeadError for an organisation and its board, for two levels of
    boards, and for one that is not there any more.
    """
    lock_requests()
    keep, gone = _locked(keep, gone)
    _must_fit(keep, gone)
    ledger = Ledger()
    _move_people(ledger, keep, gone)
    _move_pairs(ledger, keep, gone)
    # Everything else that speaks of `gone`, also what is added to the intake later.
    point(ledger, gone, keep.pk, apart_from={Contact, PossibleDouble})
    ledger.make(_earlier_name(keep, gone))
    # Its numbers are unique: the row goes before they move.
    ledger.delete(gone)
    _take_over(ledger, keep, gone)
    merge = keep_merge(MergeKind.ORGANISATION, keep, gone.pk, (keep.name, gone.name), ledger, user)
    leads = Lead.objects.filter(pk__in=leads_in(ledger.steps)).select_related("organisation").order_by("pk")
    log(keep, MERGED, user=user, data={"name": gone.name, "leads": len(leads)})
    for lead in leads:
        record(lead, Action.ORGANISATION_MERGED, user=user, name=gone.name)
    return merge


def look_at_organisations(ledger: Ledger, keep: Organisation, gone: Organisation) -> None:
    """What joining them would do, for who only looks: what goes along and what is taken over.

    Raises LeadError as `merge_organisations` does.
    """
    _must_fit(keep, gone)
    _move_others(ledger, keep, gone, _twins(keep, gone))
    point(ledger, gone, keep.pk, apart_from={Contact, PossibleDouble})
    _take_over(ledger, keep, gone)


def _locked(keep: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Both as they stand now, locked with their leads and people."""
    both = [keep.pk, gone.pk]
    contacts = list(Contact.objects.filter(organisation__in=both).values_list("pk", flat=True))
    leads = Lead.objects.filter(Q(organisation__in=both) | Q(contact__in=contacts))
    lock_rows(leads.values_list("pk", flat=True), both, contacts)
    found = Organisation.objects.in_bulk(both)
    if keep.pk == gone.pk or len(found) < 2:
        raise LeadError(_("One of these organisations is not there any more."))
    return found[keep.pk], found[gone.pk]


def _must_fit(keep: Organisation, gone: Organisation) -> None:
    if keep.pk == gone.board_id or gone.pk == keep.board_id:
        raise LeadError(_("One of these is the board of the other. Take the board off first."))
    has_members = {one.pk for one in (keep, gone) if one.members.exists()}
    if (keep.board_id and gone.pk in has_members) or (gone.board_id and keep.pk in has_members):
        raise LeadError(_("One of these is a board, and the other belongs to one. Take the board off first."))


def _move_people(ledger: Ledger, keep: Organisation, gone: Organisation) -> None:
    """The same person of both becomes one; the other people move."""
    twins = _twins(keep, gone)
    _move_others(ledger, keep, gone, twins)
    for contact in gone.contacts.filter(pk__in=twins).order_by("pk"):
        point(ledger, contact, twins[contact.pk])
        ledger.delete(contact)


def _move_others(ledger: Ledger, keep: Organisation, gone: Organisation, twins: dict[int, int]) -> None:
    ledger.move(gone.contacts.exclude(pk__in=twins), "organisation", keep.pk)


def _twins(keep: Organisation, gone: Organisation) -> dict[int, int]:
    """People of `gone` who are known at `keep` by the same address: the keys of both."""
    known, theirs = (
        {email.casefold(): pk for pk, email in one.contacts.exclude(email="").values_list("pk", "email")}
        for one in (keep, gone)
    )
    return {pk: known[email] for email, pk in theirs.items() if email in known}


def _move_pairs(ledger: Ledger, keep: Organisation, gone: Organisation) -> None:
    """What `gone` might be, `keep` might be; what was judged of either stays judged."""
    about = PossibleDouble.objects.filter(Q(first=gone) | Q(second=gone)).select_related("first", "second")
    for pair in about.order_by("pk"):
        other = pair.other_than(gone)
        if other.pk != keep.pk:
            _move_pair(ledger, pair, *sorted((keep, other), key=lambda one: one.pk))
        ledger.delete(pair)


def _move_pair(ledger: Ledger, pair: PossibleDouble, first: Organisation, second: Organisation) -> None:
    judged = {"different_since": pair.different_since, "judged_by_id": pair.judged_by_id}
    known = PossibleDouble.objects.filter(first=first, second=second).first()
    if known is None:
        ledger.make(PossibleDouble(first=first, second=second, reasons=pair.reasons, **judged))
    elif pair.different_since and not known.different_since:
        ledger.change(known, **judged)


def _earlier_name(keep: Organisation, gone: Organisation) -> OrganisationAlias:
    names = ("name", "match_name", "postcode", "brin", "lrk")
    return OrganisationAlias(organisation=keep, **{name: getattr(gone, name) for name in names})


def _take_over(ledger: Ledger, keep: Organisation, gone: Organisation) -> None:
    new = {name: getattr(gone, name) for name in TAKEN_OVER if not getattr(keep, name)}
    if gone.board_id and not keep.board_id:
        new |= {"board_id": gone.board_id, "board_number": gone.board_number}
    elif gone.board_number and not keep.board_number:
        new["board_number"] = gone.board_number
    ledger.change(keep, **{name: value for name, value in new.items() if value or name == "board_number"})
