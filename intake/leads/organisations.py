"""One organisation, once: find the one a request speaks of, or make it."""

from intake.models import Contact, IntakeRequest, Organisation
from intake.registers.names import match_name
from intake.registers.numbers import brin_variants
from intake.registers.postcodes import province_of


def find_organisation(request: IntakeRequest) -> Organisation | None:
    """The known organisation of a request: by BRIN or LRK, else by name and postcode; None when unknown.

    A number decides: a known name with another number is another organisation.
    """
    for field in ("brin", "lrk"):
        numbers = _numbers(request, field)
        if numbers and (known := Organisation.objects.filter(**{f"{field}__in": numbers}).first()):
            return known
    candidates = Organisation.objects.filter(
        match_name=match_name(request.organisation_name), postcode=request.postcode
    ).order_by("pk")
    return next((known for known in candidates if not _contradicts(known, request)), None)


def organisation_of(request: IntakeRequest) -> Organisation:
    """The organisation of a request, made when new. What is known is not overwritten, only completed.

    Raises IntegrityError when somebody else made it this very moment; trying again then finds it.
    """
    known = find_organisation(request)
    if known:
        _complete(known, request)
        return known
    organisation = Organisation.objects.create(
        name=request.organisation_name,
        match_name=match_name(request.organisation_name),
        sector=request.sector,
        brin=request.brin,
        lrk=request.lrk,
        postcode=request.postcode,
        city=request.city,
        province=province_of(request.postcode),
    )
    organisation.is_new = True
    return organisation


def contact_of(request: IntakeRequest, organisation: Organisation) -> Contact:
    """The person of a request, made when new, with the role and number as given now.

    Raises IntegrityError when somebody else made the same person this very moment.
    """
    contact = None if organisation.is_new else _known_contact(request, organisation)
    if contact is None:
        return organisation.contacts.create(
            first_name=request.first_name,
            last_name=request.last_name,
            role=request.role,
            email=request.email,
            phone=request.phone,
        )
    now = {
        "first_name": request.first_name,
        "last_name": request.last_name,
        "role": request.role or contact.role,
        "phone": request.phone,
    }
    changed = [name for name, value in now.items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, now[name])
    if changed:
        contact.save(update_fields=changed)
    return contact


def _known_contact(request: IntakeRequest, organisation: Organisation) -> Contact | None:
    return organisation.contacts.filter(email__iexact=request.email).first()


def _numbers(request: IntakeRequest, field: str) -> tuple[str, ...]:
    """The ways in which the number of a request is written; none when it gave no number."""
    number = getattr(request, field)
    if not number:
        return ()
    return brin_variants(number) if field == "brin" else (number,)


def _contradicts(known: Organisation, request: IntakeRequest) -> bool:
    return any(
        getattr(known, field)
        and (numbers := _numbers(request, field))
        and getattr(known, field) not in numbers
        for field in ("brin", "lrk")
    )


def _complete(known: Organisation, request: IntakeRequest) -> None:
    changed = []
    for field in ("brin", "lrk", "postcode", "city"):
        if not getattr(known, field) and (value := getattr(request, field)):
            setattr(known, field, value)
            changed.append(field)
    if "postcode" in changed:
        known.province = province_of(known.postcode)
        changed.append("province")
    if changed:
        known.save(update_fields=changed)
