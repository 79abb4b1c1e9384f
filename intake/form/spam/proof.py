"""Proof of work after ALTCHA's protocol (version 1): a browser looks for a number, which costs it a second.

The challenge is the SHA-256 of a salt with that number behind it, in hexadecimal. The salt says until when it
holds ("3f…?expires=1795000000&"), and an HMAC of the challenge says that it is ours, so that nothing has to
be kept until it is solved. The browser's half is `site/static/js/proof.js`; any client of ALTCHA will do.
"""

import json
import re
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import randbelow, token_hex

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from intake.models import SpentProof

#: On average half of it has to be tried: about a second on a laptop, some seconds on an old phone.
MOST = 60_000
#: Long enough to look a phone number up, short enough to store nothing for long.
HOLDS = timedelta(hours=1)
ALGORITHM = "SHA-256"
#: Our own salt. Its last character keeps the number from running into the moment.
SALT = re.compile(r"[0-9a-f]{24}\?expires=([0-9]{10})&")
LONGEST = 2000  # characters; ours have some 400


@dataclass(frozen=True)
class Proof:
    """A challenge of ours that was solved, and until when it counts."""

    signature: str
    expires_at: datetime


def challenge(now: datetime | None = None) -> dict:
    """A new challenge, as ALTCHA's clients read it."""
    until = (now or timezone.now()) + HOLDS
    salt = f"{token_hex(12)}?expires={int(until.timestamp())}&"
    hashed = _hash(salt, randbelow(MOST + 1))
    return {
        "algorithm": ALGORITHM,
        "challenge": hashed,
        "maxnumber": MOST,
        "salt": salt,
        "signature": _signature(hashed),
    }


def read(payload: str, now: datetime | None = None) -> Proof | None:
    """The proof in what a browser sent (base64 of JSON), or None when it proves nothing or came too late."""
    match _decode(payload):
        case {"algorithm": "SHA-256", "salt": str(salt), "number": int(number), "signature": str(signature)}:
            found = SALT.fullmatch(salt)
            if found is None or not constant_time_compare(signature, _signature(_hash(salt, number))):
                return None
            until = datetime.fromtimestamp(int(found[1]), tz=UTC)
            return Proof(signature, until) if until > (now or timezone.now()) else None
    return None


def spend(proof: Proof) -> bool:
    """Use a proof, in the caller's transaction; False when it was used before."""
    with transaction.atomic():  # two at once: the second one finds the first one's row
        return SpentProof.objects.get_or_create(
            signature=proof.signature, defaults={"expires_at": proof.expires_at}
        )[1]


def forget_expired(now: datetime) -> int:
    """Delete used proofs that are too old to be used again; gives how many."""
    return SpentProof.objects.filter(expires_at__lt=now).delete()[0]


def _decode(payload: str) -> object:
    if not payload or len(payload) > LONGEST:
        return None
    try:
        return json.loads(b64decode(payload, validate=True))
    except (Error, ValueError, RecursionError):
        return None


def _hash(salt: str, number: int) -> str:
    return sha256(f"{salt}{number:d}".encode()).hexdigest()


def _signature(hashed: str) -> str:
    return salted_hmac(__name__, hashed, algorithm="sha256").hexdigest()
