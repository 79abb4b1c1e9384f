"""One organisation, once: find the one a request speaks of, or make it."""

from dataclasses import asdict
from functools import cache
from typing import NamedTuple

from home.inserts import insert
from intake.models import (
    Contact,
    IntakeRequest,
    Organisation,
    PossibleDouble,
    RegisterEntry,
)
from intake.registers.lookup import entry_by_number
from intake.registers.postcodes import province_of
from intake.registers.regions import holiday_region_of

from .boards import join_board, known_board
from .likeness import Called, Described, described, mail_domain, reasons_for

#: What is known of one postcode, name, board and e-mail domain together is some dozens of rows at the most.
MOST = 300
#: More than this nobody compares by hand.
MOST_DOUBLES = 5
#: What of a contact a request may add when we do not know it.
MAY_MISS = ("role", "phone")


def find_organisation(request: IntakeRequest, *, chosen: Organisation | None = None) -> Organisation | None:
    """The known organisation of a request: by BRIN or LRK, else by name and postcode; None when unknown.

    A number decides: a known name with another number is another organisation. What it was called before it
    was joined with another counts too. `chosen` is the one that a colleague says it is.
    """
    one = described(request, None)
    return _find(one, _kin(one), chosen)


def alike_to(request: IntakeRequest, entry: RegisterEntry | None) -> list[Organisation]:
    """The known organisations that a new one would look like, a few at the most."""
    one = described(request, entry)
    return [known for known in _others(None, _kin(one)) if reasons_for(one, known)][:MOST_DOUBLES]


def imagined(request: IntakeRequest, entry: RegisterEntry | None) -> Organisation:
    """The organisation that a request would make, not stored."""
    organisation = _made(request, described(request, entry), entry)
    organisation.board_id = known_board(entry.board_number) if entry else None
    return organisation


def organisation_of(
    request: IntakeRequest, entry: RegisterEntry | None = None, *, chosen: Organisation | None = None
) -> Organisation:
    """The organisation of a request, made when new. What is known is not overwritten, only completed.

    `entry` is what the register has under the number of the request. A new one that looks like another is
    kept apart, and somebody is asked. Two queries for one that is known; for a new one at most four more.
    `chosen` is the one that a colleague says it is; only the number of another says otherwise.

    Raises IntegrityError when somebody else made it this very moment; trying again then finds it.
    """
    one = described(request, entry)
    kin = _kin(one)
    known = _find(one, kin, chosen)
    if known:
        _complete(known, request, entry, kin)
        return known
    organisation = _made(request, one, entry)
    if entry:
        join_board(organisation, entry, _others(organisation, kin))
    insert([organisation])
    _ask_about(organisation, one, kin)
    return organisation


def register_entry_of(*, brin: str, lrk: str) -> RegisterEntry | None:
    """What the register has under the number of a request. Two queries at most; none without a number."""
    return entry_by_number(brin=brin, lrk=lrk) if brin or lrk else None


def contact_of(request: IntakeRequest, organisation: Organisation) -> Contact:
    """The person of a request, made when new. What is known of somebody stays, and is only completed.

    Anybody can send a request with anybody's address; `persons.take_over` is for who knows that it was them.
    Raises IntegrityError when somebody else made the same person this very moment.
    """
    contact = None if organisation.is_new else _known_contact(request, organisation)
    if contact is None:
        contact = Contact(
            organisation=organisation,
            first_name=request.first_name,
            last_name=request.last_name,
            role=request.role,
            email=request.email,
            phone=request.phone,
        )
        insert([contact])
        return contact
    missing = [name for name in MAY_MISS if getattr(request, name) and not getattr(contact, name)]
    if missing:
        for name in missing:
            setattr(contact, name, getattr(request, name))
        contact.save(update_fields=missing)
    return contact


def _known_contact(request: IntakeRequest, organisation: Organisation) -> Contact | None:
    """By the e-mail address; without one by number and name, because a school has one number for many."""
    if request.email:
        return organisation.contacts.filter(email__iexact=request.email).first()
    names = {f"{name}__iexact": getattr(request, name) for name in ("first_name", "last_name")}
    return organisation.contacts.filter(phone=request.phone, **names).first() if request.phone else None


class Kin(NamedTuple):
    """A known organisation, and what it is or was called: its own name and numbers, or those of an alias."""

    organisation: Organisation
    called: Called


#: As SQL, because making it of a query takes Django ten times as long as asking it. Whoever has the number
#: or the name and postcode comes first, then who had it, then who may be it.
KIN = """
    SELECT {columns}, organisation.match_name AS called_match_name, organisation.postcode AS called_postcode,
        organisation.brin AS called_brin, organisation.lrk AS called_lrk,
        CASE WHEN {is_it} THEN 0 ELSE 2 END AS place
    FROM intake_organisation organisation
    WHERE {may_be}
    UNION ALL
    SELECT {columns}, alias.match_name, alias.postcode, alias.brin, alias.lrk, 1
    FROM intake_organisationalias alias
    JOIN intake_organisation organisation ON organisation.id = alias.organisation_id
    WHERE {was_it}
    ORDER BY place, id LIMIT {most}
"""
#: Each is asked only of who has it: a plan without what is empty anyway is sooner made.
IS_IT = {
    "match_name": "({name}.match_name = %(match_name)s AND {name}.postcode = %(postcode)s)",
    "brin": "{name}.brin IN (%(brin)s, %(other_brin)s)",
    "lrk": "{name}.lrk = %(lrk)s",
}
MAY_BE = {
    name: f"organisation.{name} = %({name})s"
    for name in ("postcode", "match_name", "lrk", "board_number", "mail_domain")
} | {"brin": IS_IT["brin"].format(name="organisation")}


@cache
def _kin_statement(known: frozenset[str]) -> str:
    """The statement for an organisation of which these are known."""
    is_it = " OR ".join(part for name, part in IS_IT.items() if name in known)
    return KIN.format(
        columns=", ".join(f"organisation.{field.column}" for field in Organisation._meta.concrete_fields),
        is_it=is_it.format(name="organisation"),
        was_it=is_it.format(name="alias"),
        may_be=" OR ".join(part for name, part in MAY_BE.items() if name in known),
        most=MOST,
    )


def _kin(one: Described) -> list[Kin]:
    """Whatever is this organisation, may be it, or is of its board; by one query, on indexes only."""
    asked = asdict(one) | {"other_brin": one.brins[-1] if one.brins else ""}
    known = frozenset(name for name, value in asked.items() if value)
    if known.isdisjoint(IS_IT):
        return []
    rows = Organisation.objects.raw(_kin_statement(known), asked)
    return [Kin(row, Called(*(getattr(row, f"called_{name}") for name in Called._fields))) for row in rows]


def _find(one: Described, kin: list[Kin], chosen: Organisation | None = None) -> Organisation | None:
    for known in kin:
        if one.has_number_of(known.called):
            return known.organisation
    if chosen:
        return chosen
    for organisation, called in kin:
        is_other = one.contradicts(called) or one.contradicts(organisation)
        if one.has_name_and_postcode_of(called) and not is_other:
            return organisation
    return None


def _made(request: IntakeRequest, one: Described, entry: RegisterEntry | None) -> Organisation:
    organisation = Organisation(
        name=request.organisation_name,
        match_name=one.match_name,
        sector=request.sector,
        brin=request.brin,
        lrk=request.lrk,
        city=request.city,
        mail_domain=one.mail_domain,
        **_address(request.postcode, entry),
    )
    organisation.is_new = True
    return organisation


def _address(postcode: str, entry: RegisterEntry | None) -> dict[str, str]:
    """What a postcode says, and the register where it has the same one. A school may have moved meanwhile."""
    if entry and entry.postcode != postcode:
        entry = None
    return {
        "postcode": postcode,
        "street": entry.street if entry else "",
        "province": (entry and entry.province) or province_of(postcode),
        "holiday_region": (entry and entry.holiday_region) or holiday_region_of(postcode),
    }


def _complete(
    known: Organisation, request: IntakeRequest, entry: RegisterEntry | None, kin: list[Kin]
) -> None:
    offered = {name: getattr(request, name) for name in ("brin", "lrk", "postcode", "city")}
    offered["mail_domain"] = mail_domain(request.email)
    if (known.postcode or request.postcode) == request.postcode:
        offered |= _address(request.postcode, entry)
    changed = [name for name, value in offered.items() if value and not getattr(known, name)]
    # A board is taken from the register once. Who took it off at the desk took the number off too.
    has_facts = {"street", "brin", "lrk"}.isdisjoint(changed) or known.board_number or known.board_id
    if entry and not has_facts and not known.members.exists():
        join_board(known, entry, _others(known, kin))
        changed += ["board", "board_number"]
    for name in changed:
        if name in offered:
            setattr(known, name, offered[name])
    if changed:
        known.save(update_fields=changed)


def _others(organisation: Organisation | None, kin: list[Kin]) -> list[Organisation]:
    """The other organisations among them, each once."""
    own = organisation.pk if organisation else None
    return list({one.pk: one for one, _called in kin if one.pk != own}.values())


def _ask_about(organisation: Organisation, one: Described, kin: list[Kin]) -> None:
    """Keep which known ones may be this one. One query, or none."""
    others = _others(organisation, kin)
    alike = [(known, reasons) for known in others if (reasons := reasons_for(one, known))]
    PossibleDouble.objects.bulk_create(
        PossibleDouble(first=known, second=organisation, reasons=[reason.value for reason in reasons])
        for known, reasons in alike[:MOST_DOUBLES]
    )
