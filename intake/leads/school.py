"""What a school does with its own request after it was sent, each through one function.

As at the desk each checks, changes, logs and queues mail in one transaction, on the row as it stands then.
Whatever is sent twice (a double click, a reload, a second tab) counts once. Raises LeadError, in words for
the school, for what is not possible.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.files.errors import FileRefused
from intake.files.names import clean_name
from intake.models import (
    CallMoment,
    CallProposal,
    Lead,
    LeadLogEntry,
    LeadState,
    LostReason,
    RequestFile,
    parse_reference,
)

from . import files, mail
from .access import is_open_to_school
from .dates import spoken_moment
from .deadlines import is_working_day
from .enrolments import lock_date_of
from .errors import LeadError
from .lifecycle import move_lead
from .trail import SCHOOL, Action, record

#: Once there is an agreement, both sides talk before one of them stops.
MAY_WITHDRAW = frozenset({LeadState.NEW, LeadState.CONTACTED, LeadState.PLANNED, LeadState.PROPOSED})
#: What is sent more often than this is no school with something to add.
MOST_MESSAGES_A_DAY = 20
MOST_MOMENTS = 3
#: Nobody knows the own calendar further ahead.
FURTHEST_MOMENT = timedelta(days=60)
ONE_DAY = timedelta(days=1)

Moment = tuple[date, str]


@transaction.atomic
def add_message(lead: Lead, text: str, *, now: datetime | None = None) -> None:
    """Put what the school writes on the timeline, and mail it to the adviser."""
    now = now or timezone.now()
    lead = _locked(lead)
    text = text.strip()
    if not text:
        raise LeadError(_("Write something first."), field="text")
    written = LeadLogEntry.objects.for_instance(lead).filter(
        action=Action.SCHOOL_WROTE, timestamp__gt=now - ONE_DAY
    )
    earlier = [entry.data.get("text") for entry in written]
    if text in earlier:
        return
    if len(earlier) >= MOST_MESSAGES_A_DAY:
        raise LeadError(_("You sent us a lot today. Please call us instead."), field="text")
    if lead.waiting_since:
        lead.waiting_since = None
        lead.save(update_fields=["waiting_since"])
    record(lead, Action.SCHOOL_WROTE, at=now, by=SCHOOL, text=text)
    mail.queue_added(lead, message=text)


@transaction.atomic
def propose_moments(lead: Lead, moments: Iterable[Moment], *, now: datetime | None = None) -> None:
    """Let the adviser choose when to call; these take the place of what the school proposed before."""
    now = now or timezone.now()
    lead = _locked(lead)
    if not lead.is_open:
        raise LeadError(_("This request is closed. Send us a message instead."))
    wanted = sorted(set(moments))
    _must_be_possible(wanted, timezone.localdate(now))
    if wanted == sorted(lead.call_proposals.values_list("day", "part")):
        return
    lead.call_proposals.all().delete()
    CallProposal.objects.bulk_create(
        CallProposal(lead=lead, day=day, part=part, proposed_at=now) for day, part in wanted
    )
    said = [(day.isoformat(), part) for day, part in wanted]
    record(lead, Action.MOMENTS_PROPOSED, at=now, by=SCHOOL, moments=said)
    mail.queue_added(lead, moments=[spoken_moment(day, part) for day, part in wanted])


@transaction.atomic
def withdraw(lead: Lead, *, why: str = "", now: datetime | None = None) -> None:
    """Close the lead because the school wants no more of it. Both sides get a mail."""
    lock_date_of(lead)
    lead = _locked(lead)
    if lead.lost_reason == LostReason.WITHDRAWN:
        return
    if lead.state not in MAY_WITHDRAW:
        raise LeadError(
            _("We have agreed on something already. Please call us, so that we can stop it together.")
        )
    lost = {"lost_reason": LostReason.WITHDRAWN, "note": why}
    move_lead(lead, LeadState.LOST, user=None, by_school=True, now=now, **lost)
    mail.queue_withdrawn(lead, message=why.strip())


class _SentTwiceError(Exception):
    """The same file came at the same moment: one of both is enough."""


def add_file(lead: Lead, upload: UploadedFile, *, now: datetime | None = None) -> None:
    """Keep a file with the request, and tell the adviser. Raises LeadError for one that is not taken."""
    since = (now or timezone.now()) - ONE_DAY
    lead = Lead.objects.with_people().get(pk=lead.pk)
    if _has_file_like(lead, upload, since):
        return

    def tell(file: RequestFile) -> None:
        if _has_file_like(lead, upload, since, besides=file):
            raise _SentTwiceError
        mail.queue_added(lead, message=_("File: %(name)s") % {"name": file.name})

    try:
        files.add_file(lead.request, upload, then=tell)
    except FileRefused as refusal:
        raise LeadError(refusal.message, field="file") from refusal
    except _SentTwiceError:
        return


def _has_file_like(
    lead: Lead, upload: UploadedFile, since: datetime, besides: RequestFile | None = None
) -> bool:
    same = lead.request.files.filter(size=upload.size, added_at__gt=since).exclude(pk=besides and besides.pk)
    return any(file.name == clean_name(upload.name, file.kind) for file in same)


@transaction.atomic
def ask_erasure(lead: Lead) -> None:
    """Mail the contact person a link to confirm it: who has only got hold of the page can erase nothing."""
    lead = _locked(lead)
    if lead.deletion_asked_at is None:
        mail.queue_erasure_asked(lead)


@transaction.atomic
def confirm_erasure(lead: Lead, *, now: datetime | None = None) -> None:
    """Ask the coordinators to erase this person."""
    now = now or timezone.now()
    lead = _locked(lead)
    if lead.deletion_asked_at:
        return
    lead.deletion_asked_at = now
    lead.save(update_fields=["deletion_asked_at"])
    record(lead, Action.ERASURE_ASKED, at=now, by=SCHOOL)
    mail.queue_erasure_confirmed(lead)


@transaction.atomic
def renew_link(reference: str, email: str) -> None:
    """Mail a new link when this reference and address belong together, and say to nobody whether they do."""
    number = parse_reference(reference)
    if number is None or number >= 2**63:
        return
    lead = Lead.objects.with_people().filter(request_id=number).first()
    is_theirs = lead and email.strip() and lead.contact.email.casefold() == email.strip().casefold()
    if is_theirs and is_open_to_school(lead):
        mail.queue_link(lead)


def may_withdraw(lead: Lead) -> bool:
    return lead.state in MAY_WITHDRAW


def _must_be_possible(moments: list[Moment], today: date) -> None:
    if not moments:
        raise LeadError(_("Choose at least one day."), field="day_1")
    if len(moments) > MOST_MOMENTS:
        raise LeadError(_("Choose three moments at most."), field="day_1")
    for day, part in moments:
        if part not in CallMoment.values:
            raise LeadError(_("Choose one of the answers."), field="day_1")
        if refusal := why_not_on(day, today):
            raise LeadError(refusal, field="day_1")


def why_not_on(day: date, today: date) -> str:
    """Why nobody can be called on this day, in words for the school; "" when it is possible."""
    if not today < day <= today + FURTHEST_MOMENT:
        return _("Choose a day from tomorrow on, within two months.")
    if not is_working_day(day):
        return _("We do not work on %(day)s. Choose another day.") % {"day": spoken_moment(day, "")}
    return ""


def _locked(lead: Lead) -> Lead:
    return Lead.objects.select_for_update(of=("self",)).with_people().get(pk=lead.pk)
