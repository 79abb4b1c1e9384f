"""What a form carries along, signed: so that it counts once, and says what the school agreed to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.utils import timezone

SALT = "intake.form.ticket"
#: Long enough for a weekend and a day off, short enough to have been read.
MAX_AGE = timedelta(days=7)


@dataclass(frozen=True)
class Ticket:
    """Goes out with an empty form and comes back with a full one.

    `key` makes sure that a double click or a reload gives one request. `consent` and `privacy_version`
    are the words that were on the screen, also when an editor changes them meanwhile.
    """

    key: UUID
    issued_at: datetime
    consent: str
    privacy_version: str

    @classmethod
    def issue(cls, *, consent: str, privacy_version: str) -> "Ticket":
        now = timezone.now().replace(microsecond=0)
        return cls(uuid4(), now, consent, privacy_version)

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        """The ticket in a posted form, or None when it is missing, forged or too old."""
        try:
            data = signing.Signer(salt=SALT).unsign_object(text)
            ticket = cls(
                UUID(data["key"]),
                datetime.fromtimestamp(data["at"], tz=UTC),
                data["consent"],
                data["privacy"],
            )
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            return None
        return ticket if timezone.now() - ticket.issued_at <= MAX_AGE else None

    def __str__(self) -> str:
        data = {
            "key": self.key.hex,
            "at": int(self.issued_at.timestamp()),
            "consent": self.consent,
            "privacy": self.privacy_version,
        }
        return signing.Signer(salt=SALT).sign_object(data, compress=True)
