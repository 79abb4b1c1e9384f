"""Calling a colleague in a note: "@Karim" or "@Karim Benali"."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.memory import recall
from intake.models import Lead, Mention

from . import mail
from .errors import LeadError

#: An "@" that begins a word; the one in an e-mail address does not.
CALL = re.compile(r"(?<![\w.@+-])@(?=\w)")
BACKEND = "django.contrib.auth.backends.ModelBackend"


def callable_on(lead: Lead, *, but, http: HttpRequest | None = None) -> list[str]:
    """The names that can be called on this lead: every coordinator's and its adviser's, apart from one's own.

    The coordinators are remembered for as long as no account or right changes.
    """
    names = dict(recall(http, "coordinators", _coordinators))
    if lead.owner and lead.owner.user.is_active:
        names[lead.owner.user_id] = name_of(lead.owner.user)
    names.pop(but.pk, None)
    return sorted(names.values(), key=str.lower)


def called_in(text: str, lead: Lead, *, by, field: str = "text") -> list[AbstractBaseUser]:
    """The colleagues whom a note calls; none of them is the writer.

    What is nobody's name stays text. Raises LeadError when a name may be several people's, or when it is of
    somebody who cannot see this lead. No query for a text without "@".
    """
    calls = [text[found.end() :].lower() for found in CALL.finditer(text)]
    if not calls:
        return []
    people = list(_holders("intake.view_lead"))
    called = {}
    for rest in calls:
        if person := _person_at(rest, people, field):
            called[person.pk] = person
    called.pop(by.pk, None)
    for person in called.values():
        if not Lead.objects.visible_to(person).filter(pk=lead.pk).exists():
            words = _("%(name)s cannot see this lead. Call its adviser or a coordinator, or hand it over.")
            raise LeadError(words % {"name": name_of(person)}, field=field)
    return list(called.values())


def call(lead: Lead, people: Iterable[AbstractBaseUser], *, by, now: datetime) -> None:
    """Put the lead on their morning page, and mail them. In the transaction of the note, under its lock."""
    for person in people:
        if not lead.mentions.filter(user=person, opened_at=None).exists():
            Mention.objects.create(lead=lead, user=person, by=by, made_at=now)
        if person.email:
            mail.queue_mentioned(lead, to=person.email, by=name_of(by))


def name_of(person) -> str:
    return person.get_full_name() or person.get_username()


def _coordinators() -> dict[int, str]:
    return {person.pk: name_of(person) for person in _holders("intake.coordinate_lead")}


def _holders(permission: str):
    users = get_user_model().objects
    return users.with_perm(permission, include_superusers=False, backend=BACKEND).order_by("pk")


def _person_at(rest: str, people: list[AbstractBaseUser], field: str) -> AbstractBaseUser | None:
    """Whose name the text begins with, the longest one; None when it is nobody's. Raises LeadError."""
    fits = [(len(name), person) for person in people for name in _names(person) if _begins(rest, name)]
    longest = max((length for length, _person in fits), default=0)
    found = {person.pk: person for length, person in fits if length == longest}
    if len(found) > 1:
        names = ", ".join(f"@{name_of(person)}" for person in found.values())
        raise LeadError(
            _("Whom do you mean? Write the whole name: %(names)s.") % {"names": names}, field=field
        )
    return next(iter(found.values()), None)


def _names(person) -> set[str]:
    return {person.get_full_name().lower(), person.first_name.lower(), person.get_username().lower()} - {""}


def _begins(rest: str, name: str) -> bool:
    return rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum()
