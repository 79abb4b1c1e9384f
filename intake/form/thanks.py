"""What a school sees after sending a request: the number, who calls, and by when.

The address is signed, so nobody can guess another one's; but it can be forwarded, so the page shows no
more of what was sent than a first name and the outline of a mail address.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from intake.leads.dates import PARTS
from intake.models import Adviser, IntakeRequest, LostReason
from offerings.models import AdviserPage

from .seats_now import SeatsNow, seats_now, wish_now
from .wishes import WishForm, form_for

SALT = "intake.form.thanks"
#: How long the page can be looked at again.
SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Thanks:
    """The contents of the page.

    `adviser` is None in triage, `page` when there is no published page. `respond_by` is None once the
    promise is kept or the day is past: then there is nothing to promise any more. `is_looked_at` says that
    somebody has to look first whether it is spam. `seats` is None when it is not about a start date.
    """

    first_name: str
    reference: str
    email: str
    adviser: Adviser | None
    page: AdviserPage | None
    respond_by: date | None
    moment: str
    wish: WishForm
    is_looked_at: bool = False
    is_withdrawn: bool = False
    seats: SeatsNow | None = None


def thanks_url(request: IntakeRequest) -> str:
    """The address of the thank-you page; the same one for the same request."""
    return reverse("intake:thanks", args=[_signer().sign(request.pk)])


def read_thanks(token: str, *, today: date | None = None) -> Thanks | None:
    """What to show for a token; None when it is forged or too old, or its request was erased or dropped."""
    try:
        pk = int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    more = ("lead__owner__user", "lead__owner__page__photo", "quarantine", "enrolment")
    is_ours = Q(lead__erased_at=None, lead__isnull=False) | Q(lead=None, quarantine__verdict="")
    request = IntakeRequest.objects.select_related(*more).filter(is_ours, pk=pk).first()
    if request is None or timezone.now() - request.received_at > SHOWN_FOR:
        return None
    return _thanks(request, today or timezone.localdate())


def outline(email: str) -> str:
    """ "annelies@dewaterlijn.nl" -> "a***s@dewaterlijn.nl": enough to see a typing error, not to write to."""
    name, _at, domain = email.rpartition("@")
    return f"{name[0]}***{name[-1]}@{domain}" if len(name) > 2 else f"***@{domain}"


def _thanks(request: IntakeRequest, today: date) -> Thanks:
    lead = getattr(request, "lead", None)  # none yet in quarantine
    adviser = lead.owner if lead else None
    seats = seats_now(request, may_answer=False) if lead else None
    promised = lead and lead.is_open and lead.first_contact_at is None and lead.respond_by >= today
    return Thanks(
        first_name=request.first_name,
        reference=request.reference,
        email=outline(request.email),
        adviser=adviser,
        page=adviser.page if adviser and adviser.page and adviser.page.live else None,
        respond_by=lead.respond_by if promised else None,
        moment=PARTS.get(request.call_moment, ""),
        wish=form_for(wish_now(request, seats)),
        is_looked_at=lead is None,
        is_withdrawn=bool(lead and lead.lost_reason == LostReason.WITHDRAWN),
        seats=seats,
    )


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")
