"""Taking a merge back, within a day; and forgetting what that takes when it is of no use any more."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from intake.leads.errors import LeadError
from intake.leads.locks import lock_requests, lock_rows
from intake.leads.trail import Action, record
from intake.models import UNDO_WITHIN, Lead, Merge, MergeKind, Organisation

from .agreeing import must_agree
from .ledger import take_back
from .log import UNMERGED
from .merges import find_again, leads_in


@transaction.atomic
def undo_merge(merge: Merge, *, user, now: datetime | None = None) -> Merge:
    """Put every row back as it was. What was logged stays, and says that it was undone.

    Raises LeadError after a day, when it was undone before, when a person in it was erased, when somebody
    changed since what would have to go back, and when what came since would not fit any more.
    """
    now = now or timezone.now()
    lock_requests()
    _lock_rows_of(Merge.objects.get(pk=merge.pk))
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    _must_be_possible(merge, now)
    steps = merge.steps
    try:
        with transaction.atomic():
            take_back(steps)
            must_agree(merge, steps)
    except IntegrityError as error:
        raise LeadError(_("Something else took its place since. So it cannot be undone any more.")) from error
    merge.steps, merge.undone_at, merge.undone_by = [], now, user
    merge.save(update_fields=["steps", "undone_at", "undone_by"])
    find_again(steps)
    _log(merge, steps, user, now)
    return merge


def forget_person(leads: Collection[int], contacts: Collection[int], email: str) -> None:
    """Forget what it takes to undo a merge with this person in it. In the transaction that erases them."""
    about = {"intake.lead": set(leads), "intake.contact": set(contacts)}
    for merge in Merge.objects.select_for_update().exclude(steps=[]).order_by("pk"):
        if any(_speaks_of(step, about, email) for step in merge.steps):
            merge.steps = []
            merge.save(update_fields=["steps"])


def forget_steps(now: datetime) -> int:
    """Forget what it takes to undo what cannot be undone any more."""
    return Merge.objects.filter(at__lte=now - UNDO_WITHIN).exclude(steps=[]).update(steps=[])


def _lock_rows_of(merge: Merge) -> None:
    """Lock what goes back before the row of the merge, as who erases a person does."""
    keys = {"intake.lead": set(), "intake.organisation": set(), "intake.contact": set()}
    if merge.kind == MergeKind.LEAD:
        keys["intake.lead"] = {merge.kept, merge.gone}
    for step in merge.steps:
        if step["table"] in keys:
            keys[step["table"]] |= {step["key"]} if "key" in step else set(step.get("keys", ()))
    lock_rows(*keys.values())


def _must_be_possible(merge: Merge, now: datetime) -> None:
    if merge.undone_at:
        raise LeadError(_("This was undone already."))
    if now >= merge.at + UNDO_WITHIN:
        raise LeadError(_("This was more than a day ago. It cannot be undone any more."))
    if not merge.steps:
        raise LeadError(_("A person in it was erased since. So it cannot be undone any more."))


def _speaks_of(step: dict, about: dict[str, set[int]], email: str) -> bool:
    keys = about.get(step["table"], set())
    if keys & {step.get("key"), *step.get("keys", ())}:
        return True
    if step.get("field") == "contact_id" and about["intake.contact"] & {step["before"], step["after"]}:
        return True
    return bool(email) and str(step.get("row", {}).get("email", "")).casefold() == email.casefold()


def _log(merge: Merge, steps: list[dict], user, now: datetime) -> None:
    if merge.kind == MergeKind.ORGANISATION:
        log(Organisation.objects.get(pk=merge.kept), UNMERGED, user=user, data={"name": merge.gone_name})
    leads = {merge.kept, merge.gone} if merge.kind == MergeKind.LEAD else leads_in(steps)
    for lead in Lead.objects.filter(pk__in=leads).select_related("organisation").order_by("pk"):
        record(lead, Action.MERGE_UNDONE, user=user, at=now, name=merge.gone_name)
