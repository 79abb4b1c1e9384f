"""Writes the accounts, and who of them receives requests."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser
from wagtail.users.models import UserProfile

from demo.files import Where, numbered, read_records, record
from demo.known import Known
from home.roles import Role
from intake.models import Absence, Adviser, Province, Sector

#: Known to everybody who reads the documentation: settings for a real site refuse to load the demo.
PASSWORD = "leerkring-demo"  # noqa: S105
LANGUAGE = "nl"


@dataclass(frozen=True)
class Account:
    """Somebody who works with the site; `receives` is for advisers."""

    username: str
    first_name: str
    last_name: str
    email: str
    role: str
    receives: dict | None = None


@dataclass(frozen=True)
class Receiver:
    """What an adviser takes on; `absent` is a first and a last day, in working days from the loading."""

    page: str
    capacity: int
    sectors: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    absent: list[int] | None = None


def write(known: Known) -> None:
    """Make the accounts that are missing."""
    # One hash for all: making it is slow on purpose, and their password is one and the same.
    password = make_password(PASSWORD)
    for account, where in read_records("people.yaml", Account):
        user = _user(account, password, where)
        if account.receives:
            receiver = record(Receiver, account.receives, where / "receives")
            _adviser(user, receiver, known, where / "receives")


def _user(account: Account, password: str, where: Where) -> AbstractUser:
    user, is_new = get_user_model().objects.get_or_create(
        username=account.username,
        defaults={
            "first_name": account.first_name,
            "last_name": account.last_name,
            "email": account.email,
            "password": password,
        },
    )
    if is_new:
        user.groups.add(_role(account.role, where).group)
        UserProfile.objects.create(user=user, preferred_language=LANGUAGE)
    return user


def _role(name: str, where: Where) -> Role:
    if name not in Role.__members__:
        raise (where / "role").error(f"there is no role {name}; there is {', '.join(Role.__members__)}")
    return Role[name]


def _adviser(user: AbstractUser, receiver: Receiver, known: Known, where: Where) -> None:
    if Adviser.objects.filter(user=user).exists():
        return
    adviser = Adviser(
        user=user,
        page=known.page(receiver.page, where / "page").specific,
        capacity=receiver.capacity,
        sectors=_values(Sector, receiver.sectors, where / "sectors"),
        provinces=_values(Province, receiver.provinces, where / "provinces"),
    )
    adviser.services = [
        known.page(address, where / "services" / number).specific
        for number, address in numbered(receiver.services, where / "services")
    ]
    if receiver.absent:
        first, last = map(known.clock.working_day, receiver.absent)
        adviser.absences = [Absence(first_day=first, last_day=last, note="Verlof")]
    adviser.save()


def _values(choices: type[Sector] | type[Province], values: list[str], where: Where) -> list[str]:
    for value in values:
        if value not in choices.values:
            raise where.error(f"there is no {value!r}; there is {', '.join(choices.values)}")
    return values
