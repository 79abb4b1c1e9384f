"""Finding the organisation of who calls: those we know first, then the national registers.

The answers have the form that `finder.js` and the request form know (`intake.form.register_search`); a known
one has a key of its own, `known:<number>`, and only who may see it finds it.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _

from intake.form.register_search import as_choice, said
from intake.models import Organisation
from intake.registers.lookup import Found, entry_by_key, find_entries

from .organisations import fits, organisations_of
from .rights import CHANGE

KNOWN = "known:"
SAFE = ("GET", "HEAD")
#: So many of our own are offered before those of the registers.
OFFERED = 5


def find(request: HttpRequest) -> HttpResponse:
    """What fits `?q=`, as JSON; only for who enters leads. Never kept: it says whom we know."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    found, choices = find_choices(request.GET.get("q", ""), request.user)
    response = JsonResponse(
        {"said": said_of(found, choices), "results": choices}, status=400 if found.is_short else 200
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def find_choices(question: str, user) -> tuple[Found, list[dict]]:
    """What fits, ours first; an entry of the register that is one of ours is not said twice."""
    question = question.replace("\x00", "").strip()[:100]
    found = find_entries(question)
    if found.is_short:
        return found, []
    known = organisations_of(user).filter(fits(question)).select_related("board").order_by("name", "pk")
    ours = [known_choice(one) for one in known[:OFFERED]]
    numbers = {one["fields"]["register_code"] for one in ours} - {""}
    entries = [entry for entry in found.entries if entry.code not in numbers]
    return found, [*ours, *(as_choice(entry) for entry in entries)]


def said_of(found: Found, choices: list[dict]) -> str:
    """How many there are, as it is shown and read aloud."""
    if found.is_short or not choices:
        return said(Found([], is_short=found.is_short))
    return _("%(count)d found. Those we know come first.") % {"count": len(choices)}


def choice_of(key: str, user) -> dict | None:
    """The choice with this key, or None for what is none, or not for this user to see."""
    if known := known_by(key, user):
        return known_choice(known)
    entry = entry_by_key(key)
    return as_choice(entry) if entry else None


def known_by(key: str, user) -> Organisation | None:
    """The known organisation of a key, if it is one and this user may see it."""
    number = key.removeprefix(KNOWN)
    if number == key or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    return organisations_of(user).select_related("board").filter(pk=number).first()


def known_choice(organisation: Organisation) -> dict:
    """A known organisation as the form offers it."""
    facts = [
        (_("Known to us"), _("since %(year)s") % {"year": organisation.created_at.year}),
        (_("Address"), ", ".join(filter(None, [organisation.street, _where(organisation)]))),
        (_("Kind"), organisation.get_sector_display()),
        (_("Board"), organisation.board.name if organisation.board else ""),
    ]
    return {
        "key": f"{KNOWN}{organisation.pk}",
        "name": organisation.name,
        "line": ", ".join(filter(None, [_("Known to us"), organisation.street, organisation.city])),
        "fields": {
            "organisation_name": organisation.name,
            "sector": organisation.sector,
            "postcode": organisation.postcode,
            "city": organisation.city,
            "register_code": organisation.brin or organisation.lrk,
        },
        "facts": [(str(label), str(value)) for label, value in facts if value],
    }


def _where(organisation: Organisation) -> str:
    return f"{organisation.postcode} {organisation.city}".strip()
