"""Organisations that may be one: who they are, and what somebody says of them.

Nothing is ever joined by itself. A coordinator says "the same", and then everything of the one becomes the
other's; or "not the same", and then nobody is asked again.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.models import Contact, Lead, Organisation, OrganisationAlias, PossibleDouble, RoutingLock

from .errors import LeadError
from .trail import Action, record

MERGED = "intake.organisations_merged"
DIFFERENT = "intake.organisations_different"
#: What the one that stays takes over where it has nothing itself.
TAKEN_OVER = ("brin", "lrk", "street", "postcode", "city", "province", "holiday_region", "mail_domain")


def doubles_of(organisation: Organisation) -> QuerySet[PossibleDouble]:
    """What this organisation may be the same as, and nobody has judged yet."""
    pairs = PossibleDouble.objects.filter(Q(first=organisation) | Q(second=organisation))
    return pairs.filter(different_since=None).select_related("first__board", "second__board").order_by("pk")


@transaction.atomic
def judge_different(pair: PossibleDouble, *, user) -> None:
    """Keep that these are two organisations. Nobody is asked again."""
    pair = _still_there(pair)
    pair.different_since, pair.judged_by = timezone.now(), user
    pair.save(update_fields=["different_since", "judged_by"])
    log(pair.second, DIFFERENT, user=user, data={"name": pair.first.name})


@transaction.atomic
def merge_pair(pair: PossibleDouble, *, keep: Organisation, user) -> Organisation:
    """Join the two of a pair. LeadError as in `merge_organisations`, and when it was judged meanwhile."""
    _lock_requests()
    pair = _still_there(pair)
    return merge_organisations(keep, pair.other_than(keep), user=user)


@transaction.atomic
def merge_organisations(keep: Organisation, gone: Organisation, *, user) -> Organisation:
    """Make two organisations one. `keep` stays; leads, people, members and all else of `gone` become its own.

    What `keep` does not have it takes over. Name, postcode and numbers of `gone` are remembered, so that who
    asks under them again is `keep`. Raises LeadError for an organisation and its board, for two levels of
    boards, and for one that is not there any more.
    """
    _lock_requests()
    keep, gone = _locked(keep, gone)
    _must_fit(keep, gone)
    leads = list(Lead.objects.filter(organisation=gone).select_related("organisation"))
    _move_people(keep, gone)
    Organisation.objects.filter(board=gone).update(board=keep)
    _move_pairs(keep, gone)
    _move_rest(keep, gone)
    _remember(keep, gone)
    # Its numbers are unique: the row goes before they move.
    Organisation.objects.filter(pk=gone.pk).delete()
    _take_over(keep, gone)
    log(keep, MERGED, user=user, data={"name": gone.name, "leads": len(leads)})
    for lead in leads:
        lead.organisation = keep
        record(lead, Action.ORGANISATION_MERGED, user=user, name=gone.name)
    return keep


def register_log_actions(registry) -> None:
    """Tell Wagtail how these changes read in a report."""
    registry.register_action(MERGED)(MergedFormatter)
    registry.register_action(DIFFERENT)(DifferentFormatter)


class MergedFormatter(LogFormatter):
    """Which organisation became part of this one."""

    label = gettext_lazy("Organisations joined")

    def format_message(self, log_entry):
        return _("%(name)s turned out to be the same organisation") % {"name": log_entry.data["name"]}


class DifferentFormatter(LogFormatter):
    """Which organisation it is not."""

    label = gettext_lazy("Organisations kept apart")

    def format_message(self, log_entry):
        return _("Is another organisation than %(name)s") % {"name": log_entry.data["name"]}


def _lock_requests() -> None:
    """Let no request come in meanwhile that would go to an organisation that is about to disappear.

    The same row as `intake.routing.assign.lock_routing`; SQLite has one writer at a time by itself.
    """
    RoutingLock.objects.select_for_update().get_or_create(pk=1)


def _still_there(pair: PossibleDouble) -> PossibleDouble:
    pairs = PossibleDouble.objects.select_for_update(of=("self",)).select_related("first", "second")
    found = pairs.filter(pk=pair.pk, different_since=None).first()
    if found is None:
        raise LeadError(_("Somebody else has decided on this meanwhile."))
    return found


def _locked(keep: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    """Both as they stand now, locked in one order."""
    rows = Organisation.objects.select_for_update().filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if keep.pk == gone.pk or len(found) < 2:
        raise LeadError(_("One of these organisations is not there any more."))
    return found[keep.pk], found[gone.pk]


def _must_fit(keep: Organisation, gone: Organisation) -> None:
    if keep.pk == gone.board_id or gone.pk == keep.board_id:
        raise LeadError(_("One of these is the board of the other. Take the board off first."))
    has_members = {one.pk for one in (keep, gone) if one.members.exists()}
    if (keep.board_id and gone.pk in has_members) or (gone.board_id and keep.pk in has_members):
        raise LeadError(_("One of these is a board, and the other belongs to one. Take the board off first."))


def _move_people(keep: Organisation, gone: Organisation) -> None:
    """The same person of both becomes one; the other people move."""
    known = {contact.email.casefold(): contact for contact in keep.contacts.exclude(email="")}
    for contact in gone.contacts.all():
        twin = known.get(contact.email.casefold())
        if twin is None:
            contact.organisation = keep
            contact.save(update_fields=["organisation"])
            continue
        _point(Contact, contact, twin)
        contact.delete()


def _move_pairs(keep: Organisation, gone: Organisation) -> None:
    """What `gone` might be, `keep` might be; what was judged of either stays judged."""
    about = PossibleDouble.objects.filter(Q(first=gone) | Q(second=gone)).exclude(
        Q(first=keep) | Q(second=keep)
    )
    for pair in about.select_related("first", "second"):
        first, second = sorted((keep, pair.other_than(gone)), key=lambda one: one.pk)
        facts = {name: getattr(pair, name) for name in ("reasons", "different_since", "judged_by_id")}
        moved, is_new = PossibleDouble.objects.get_or_create(first=first, second=second, defaults=facts)
        if not is_new and pair.different_since and not moved.different_since:
            moved.different_since, moved.judged_by_id = pair.different_since, pair.judged_by_id
            moved.save(update_fields=["different_since", "judged_by"])
    PossibleDouble.objects.filter(Q(first=gone) | Q(second=gone)).delete()


def _move_rest(keep: Organisation, gone: Organisation) -> None:
    """Everything else that speaks of `gone`, also what is added to the intake later."""
    _point(Organisation, gone, keep, apart_from={Contact, Organisation, PossibleDouble})


def _point(model, old, new, *, apart_from: frozenset = frozenset()) -> None:
    for relation in model._meta.get_fields(include_hidden=True):
        is_key = relation.one_to_many or relation.one_to_one
        if relation.auto_created and is_key and relation.related_model not in apart_from:
            field = relation.field
            field.model._base_manager.filter(**{field.name: old}).update(**{field.name: new})


def _remember(keep: Organisation, gone: Organisation) -> None:
    OrganisationAlias.objects.create(
        organisation=keep,
        name=gone.name,
        match_name=gone.match_name,
        postcode=gone.postcode,
        brin=gone.brin,
        lrk=gone.lrk,
    )


def _take_over(keep: Organisation, gone: Organisation) -> None:
    changed = [name for name in TAKEN_OVER if not getattr(keep, name) and getattr(gone, name)]
    for name in changed:
        setattr(keep, name, getattr(gone, name))
    if gone.board_id and not keep.board_id:
        keep.board_id, keep.board_number = gone.board_id, gone.board_number
        changed += ["board", "board_number"]
    elif gone.board_number and not keep.board_number:
        keep.board_number = gone.board_number
        changed.append("board_number")
    if changed:
        keep.save(update_fields=changed)
