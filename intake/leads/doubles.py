"""Organisations that may be one: who they are, and what somebody says of them.

Nothing is ever joined by itself. A coordinator says "the same", and joins them (`intake.leads.merging`); or
"not the same", and then nobody is asked again.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from intake.models import Organisation, PossibleDouble

from .errors import LeadError
from .merging.log import DIFFERENT


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


def _still_there(pair: PossibleDouble) -> PossibleDouble:
    pairs = PossibleDouble.objects.select_for_update(of=("self",)).select_related("first", "second")
    found = pairs.filter(pk=pair.pk, different_since=None).first()
    if found is None:
        raise LeadError(_("Somebody else has decided on this meanwhile."))
    return found
