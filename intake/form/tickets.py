"""What a form carries along, signed: so that it counts once, and says what the school agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone

from intake.models import KEPT_FOR

SALT = "intake.form.ticket"
#: As long as a draft is kept: whoever has a page open that long can still send what stands in it.
MAX_AGE = KEPT_FOR


@dataclass(frozen=True)
class Ticket:
    """Goes out with a step of the form and comes back with its answers.

    `key` is that of the draft: who has the ticket was shown the draft, also when the cookie has gone. It
    makes sure that a double click or a reload gives one request. `consent` and `privacy_version` are the
    words that were on the screen, also when an editor changes them meanwhile; only the last step has them.
    `generation` is that of the draft for who was shown this page. `origin` are the fields of
    `intake.form.origin.Origin`: a page that outlives its draft still knows where the school came from.
    """

    key: UUID
    issued_at: datetime
    consent: str = ""
    privacy_version: str = ""
    generation: int = 0
    origin: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def issue(cls, key: UUID | None = None, **more) -> "Ticket":
        """A ticket of now; with a new key when it is for a new request. `more` are the other fields."""
        return cls(key or uuid4(), timezone.now().replace(microsecond=0), **more)

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        """The ticket in a posted form, or None when it is missing, forged or too old."""
        try:
            data = signing.Signer(salt=SALT).unsign_object(text)
            ticket = cls(
                UUID(data["key"]),
                datetime.fromtimestamp(data["at"], tz=UTC),
                data.get("consent", ""),
                data.get("privacy", ""),
                data.get("generation", 0),
                data.get("origin", {}),
            )
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            return None
        return ticket if timezone.now() - ticket.issued_at <= MAX_AGE else None

    def __str__(self) -> str:
        data = {"key": self.key.hex, "at": int(self.issued_at.timestamp())}
        if self.consent:
            data |= {"consent": self.consent, "privacy": self.privacy_version}
        if self.generation:
            data["generation"] = self.generation
        if self.origin:
            data["origin"] = dict(self.origin)
        return signing.Signer(salt=SALT).sign_object(data, compress=True)
