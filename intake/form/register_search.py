"""Finding one's organisation in the registers: the words for a choice, and the address the form asks."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from home.visitors import connection_of
from intake.models import Register, RegisterEntry
from intake.registers.lookup import OFFERED, Found, find_entries, key_of

from .spam.pace import Pace

#: A person types five letters a second at the most, and the form asks once they pause; a whole school at one
#: connection stays below it too.
pace = Pace(burst=120, per_second=6)
#: Seconds after which a browser may ask again.
WAIT = 5
#: Who types on and comes back asks nothing twice; after an import nobody waits long.
KEPT = 300
CHILDCARE_KINDS = {
    "KDV": gettext_lazy("day care"),
    "BSO": gettext_lazy("out-of-school care"),
    "GOB": gettext_lazy("childminding agency"),
}


@require_safe
def search(request: HttpRequest) -> JsonResponse:
    """What fits `?q=`, eight at the most, as JSON; see `as_choice`. Public facts only; sets no cookie.

    A question that is too short gets 400 and says so, one too many 429.
    """
    if pace.is_too_fast(connection_of(request)):
        return _too_fast()
    found = find_entries(request.GET.get("q", ""))
    response = JsonResponse(
        {"said": said(found), "results": [as_choice(entry) for entry in found.entries]},
        status=400 if found.is_short else 200,
    )
    # Not for the page cache: there are as many questions as there are words.
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _too_fast() -> JsonResponse:
    message = _("One moment: very much is being asked from your connection. Or fill it in yourself below.")
    response = JsonResponse({"said": message, "results": []}, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(WAIT)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def said(found: Found) -> str:
    """How many there are, as it is shown and read aloud."""
    if found.is_short:
        return _("Type at least three letters.")
    if not found.entries:
        return _("Nothing found. Try fewer words, or fill it in yourself below.")
    if found.has_more:
        return _("The first %(count)d. Type on to see others.") % {"count": OFFERED}
    count = len(found.entries)
    return ngettext("%(count)d organisation found.", "%(count)d organisations found.", count) % {
        "count": count
    }


def as_choice(entry: RegisterEntry) -> dict:
    """An entry as the form offers it.

    `key` names it, `name` and `line` say which it is. `fields` fills in the form, `facts` are pairs of label
    and value that are shown once it is chosen.
    """
    return {
        "key": key_of(entry),
        "name": entry.name,
        "line": line_of(entry),
        "fields": fields_of(entry),
        "facts": facts_of(entry),
    }


def line_of(entry: RegisterEntry) -> str:
    """ "Melkweg 13, Alteveer, 32JK00": what tells it from others of its name."""
    kind = str(CHILDCARE_KINDS.get(entry.kind, ""))
    return ", ".join(filter(None, [entry.street, entry.city, kind, _number(entry)]))


def fields_of(entry: RegisterEntry) -> dict[str, str]:
    """What the form need not ask any more, by the names of its fields."""
    return {
        "organisation_name": entry.name,
        "sector": entry.sector,
        "postcode": entry.postcode,
        "city": entry.city,
        "register_code": "" if entry.register == Register.BOARD else entry.code,
    }


def facts_of(entry: RegisterEntry) -> list[tuple[str, str]]:
    """What the register says, in plain words."""
    address = ", ".join(filter(None, [entry.street, f"{entry.postcode} {entry.city}".strip()]))
    facts = [
        (_("Address"), address),
        (_("Kind"), entry.get_sector_display()),
        (_("Board"), entry.board_name),
        (_("Province"), entry.get_province_display()),
        (_("School holidays"), entry.get_holiday_region_display()),
        (_number_label(entry), _number(entry)),
    ]
    return [(str(label), str(value)) for label, value in facts if value]


def _number(entry: RegisterEntry) -> str:
    return "" if entry.register == Register.BOARD else entry.code


def _number_label(entry: RegisterEntry) -> str:
    return _("LRK number") if entry.register == Register.CHILDCARE else _("BRIN code")
