"""Is this a person? What speaks against it, and what the browser proved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from home.visitors import connection_of
from intake.models import Suspicion

from .counting import count_one_more
from .proof import Proof, read, spend

#: Fields of a form that are no questions: one that must stay empty, whether the browser can prove, its proof.
TRAP, ABLE, PROOF = "website", "kan-bewijzen", "altcha"


@dataclass(frozen=True)
class Visit:
    """What is known of who sends a form, apart from the answers.

    `seconds` since the form was opened, by our own signed word. Judged only when the request is stored:
    the same form sent twice is one request, and counts once.
    """

    address: str = ""
    seconds: float | None = None
    trapped: bool = False
    able: bool = False
    proof: Proof | None = field(default=None, repr=False)

    @classmethod
    def of(cls, request: HttpRequest, *, opened_at: datetime) -> "Visit":
        """The visit in a posted form that was opened at this moment."""
        data: Mapping[str, str] = request.POST
        return cls(
            address=connection_of(request),
            seconds=(timezone.now() - opened_at) / timedelta(seconds=1),
            trapped=bool(data.get(TRAP, "").strip()),
            able=bool(data.get(ABLE)),
            proof=read(data.get(PROOF, "")),
        )

    @property
    def is_fast(self) -> bool:
        return self.seconds is not None and self.seconds < settings.REQUEST_LEAST_SECONDS


def suspicions_of(visit: Visit, now: datetime) -> list[Suspicion]:
    """Count this visit, and say what speaks against it: nothing, or what is left after its proof.

    In the transaction that stores the request. A proof answers for haste and numbers, which a hurried person
    or a whole school may cause; what fills in a field that nobody can see is looked at by somebody.
    """
    found = [Suspicion.FAST] if visit.is_fast else []
    if visit.address and _counts_too_many(visit.address, now):
        found.append(Suspicion.RATE)
    if found and visit.proof and spend(visit.proof):
        found = []
    return [Suspicion.TRAP, *found] if visit.trapped else found


def begins_too_many(request: HttpRequest) -> bool:
    """Count a draft that is begun; whether more come from this connection today than people can mean."""
    today = timezone.localdate()
    return count_one_more(f"begun {connection_of(request)}", today) > settings.DRAFTS_PER_ADDRESS


def _counts_too_many(address: str, now: datetime) -> bool:
    return count_one_more(address, timezone.localdate(now)) > settings.REQUESTS_PER_ADDRESS
