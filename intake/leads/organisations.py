"""One organisation, once: find the one a request speaks of, or make it."""

from django.db import IntegrityError, transaction

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
    """The organisation of a request, made when new. What is known is not overwritten, only completed."""
    known = find_organisation(request)
    if known:
        _complete(known, request)
        return known
    try:
        # Two first requests of one school at once: the second one finds what the first one made.
        with transaction.atomic():
            return Organisation.objects.create(
                name=request.organisation_name,
                match_name=match_name(request.organisation_name),
                sector=request.sector,
                brin=request.brin,
                lrk=request.lrk,
                postcode=request.postcode,
                city=request.city,
                province=province_of(request.postcode),
            )
    except IntegrityError:
        return Organisation.objects.get(brin=request.brin) if request.brin else _by_lrk(request)


def contact_of(request: IntakeRequest, organisation: Organisation) -> Contact:
    """The person of a request, made when new, with the role and number as given now."""
    contact = organisation.contacts.filter(email__iexact=request.email).first()
    if contact is None:
        try:
            with transaction.atomic():
                return organisation.contacts.create(
                    first_name=request.first_name,
                    last_name=request.last_name,
                    role=request.role,
                    email=request.email,
                    phone=request.phone,
                )
        except IntegrityError:
            contact = organisation.contacts.get(email__iexact=request.email)
    contact.first_name, contact.last_name = request.first_name, request.last_name
    contact.role = request.role or contact.role
    contact.phone = request.phone
    contact.save(update_fields=["first_name", "last_name", "role", "phone"])
    return contact


def _by_lrk(request: IntakeRequest) -> Organisation:
    return Organisation.objects.get(lrk=request.lrk)


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
