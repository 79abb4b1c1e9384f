"""The site closed for a while: every address answers 503 with a page in the look, the probes answer as ever.

Two switches, whichever suits the operator: `MAINTENANCE=1` in the environment of the web process, or the file
that `manage.py maintenance on` writes, which works at once and tells when we are back. Nobody gets in
meanwhile, editors and advisers neither: what they did while a database is moved would be lost.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from home.contact import Contact

from .errors import bare_page

#: Seconds after which a browser or a robot may ask again, when nobody said when we are back.
RETRY_AFTER = 600
SOONEST = 60


@dataclass(frozen=True)
class Closed:
    """Why everything answers 503: when we think to be back, if that was said, and how to reach us."""

    until: datetime | None = None
    contact: Contact | None = None

    @property
    def retry_after(self) -> int:
        """In seconds, for the header of that name (RFC 9110, 10.2.3)."""
        if self.until is None:
            return RETRY_AFTER
        return max(SOONEST, int((self.until - timezone.now()).total_seconds()))


class MaintenanceMiddleware:
    """Stands after WhiteNoise, so that the page has its style, and before anything that asks the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return page(read_switch()) if is_on() else self.get_response(request)


def is_on() -> bool:
    """Whether the site is closed. Asked at every request, kept pages too: a look at one file."""
    return settings.MAINTENANCE or os.path.exists(switch_name())  # noqa: PTH110  (four times as fast)


def switch() -> Path:
    return Path(switch_name())


def switch_name() -> str:
    return f"{settings.VAR}/maintenance.json"


def read_switch() -> Closed:
    """What the switch says; a file that somebody made by hand may be empty."""
    try:
        stored = json.loads(switch().read_text(encoding="utf-8"))
        until = stored["until"] and datetime.fromisoformat(stored["until"])
        return Closed(until, Contact(**stored["contact"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Closed()


def turn_on(minutes: int | None, contact: Contact) -> None:
    """Close the site, from the next request on."""
    until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    stored = {"until": until and until.isoformat(), "contact": asdict(contact)}
    switch().parent.mkdir(exist_ok=True)
    beside = switch().with_suffix(".new")
    beside.write_text(json.dumps(stored), encoding="utf-8")
    beside.replace(switch())


def turn_off() -> None:
    switch().unlink(missing_ok=True)


def page(closed: Closed) -> HttpResponse:
    """503, not to be kept by anybody; a time that has passed is not named."""
    until = closed.until if closed.until and closed.until > timezone.now() else None
    response = bare_page("operations/maintenance.html", 503, closed.contact, until=until)
    response["Retry-After"] = str(closed.retry_after)
    return response
