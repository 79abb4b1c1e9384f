"""Whether two organisations look like one. Pure functions; somebody has to say whether they are."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from intake.models import IntakeRequest, Likeness, Organisation, RegisterEntry
from intake.registers.names import match_name
from intake.registers.numbers import brin_variants

#: From this on two names are probably one with a typing mistake.
ALIKE = 0.82
#: Here anybody has an address: it says nothing of where somebody works.
FOR_ANYBODY = frozenset(
    (
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "outlook.com", "outlook.nl", "live.nl",
        "live.com", "msn.com", "icloud.com", "me.com", "yahoo.com", "yahoo.nl", "ziggo.nl", "kpnmail.nl",
        "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "casema.nl", "upcmail.nl", "quicknet.nl",
        "chello.nl", "xs4all.nl", "solcon.nl", "zeelandnet.nl", "caiway.nl", "telfort.nl", "tele2.nl",
        "online.nl", "proton.me", "protonmail.com", "gmx.com", "gmx.net",
    )
)  # fmt: skip


class Called(NamedTuple):
    """Under what an organisation is known, or was before it was joined with another."""

    match_name: str
    postcode: str
    brin: str
    lrk: str


@dataclass(frozen=True)
class Described:
    """An organisation as a request and the register describe it, made comparable."""

    match_name: str
    postcode: str
    city: str
    brin: str
    lrk: str
    board_number: str
    mail_domain: str

    @property
    def brins(self) -> tuple[str, ...]:
        """The ways in which its BRIN code is written; none without one."""
        return brin_variants(self.brin) if self.brin else ()

    def has_number_of(self, known: Called) -> bool:
        return known.brin in self.brins or (bool(self.lrk) and known.lrk == self.lrk)

    def contradicts(self, known: Called | Organisation) -> bool:
        """Whether both have a number, and not the same one."""
        other_brin = bool(self.brin and known.brin) and known.brin not in self.brins
        return other_brin or (bool(self.lrk and known.lrk) and known.lrk != self.lrk)

    def has_name_and_postcode_of(self, known: Called | Organisation) -> bool:
        # Who asks by phone may not say the postcode: a name alone is nothing certain.
        is_same = (known.match_name, known.postcode) == (self.match_name, self.postcode)
        return is_same and bool(self.postcode)


def described(request: IntakeRequest, entry: RegisterEntry | None) -> Described:
    """What a request says of its organisation, with what the register knows of it."""
    return Described(
        match_name=match_name(request.organisation_name),
        postcode=request.postcode,
        city=request.city,
        brin=request.brin,
        lrk=request.lrk,
        board_number=entry.board_number if entry else "",
        mail_domain=mail_domain(request.email),
    )


def mail_domain(email: str) -> str:
    """The domain of an address, or "" for one that anybody can have an address at."""
    domain = email.rpartition("@")[2].casefold()[:100]
    return "" if domain in FOR_ANYBODY else domain


def reasons_for(one: Described, known: Organisation) -> list[Likeness]:
    """Why these two may be the same organisation, the strongest first; none when they are plainly two."""
    if one.contradicts(known):
        # The registers say that these are two, unless a school got a new number.
        return [Likeness.NUMBER] if one.has_name_and_postcode_of(known) else []
    same_name = one.match_name == known.match_name
    reasons = []
    is_elsewhere = one.postcode != known.postcode or not one.postcode
    if same_name and one.city and one.city.casefold() == known.city.casefold() and is_elsewhere:
        reasons.append(Likeness.PLACE)
    if not (same_name or is_alike(one.match_name, known.match_name)):
        return reasons
    shared = {
        Likeness.POSTCODE: one.postcode == known.postcode and one.postcode,
        Likeness.MAIL: one.mail_domain == known.mail_domain and one.mail_domain,
        Likeness.BOARD: one.board_number == known.board_number and one.board_number,
    }
    return reasons + [reason for reason, has in shared.items() if has]


def is_alike(one: str, other: str) -> bool:
    """Whether two names, made comparable, are nearly the same: one within the other, or a letter apart."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
