"""Reads the texts of the demo, and says exactly where one of them is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

CONTENT = Path(__file__).parent / "content"
T = TypeVar("T")


class ContentError(Exception):
    """A content file is wrong. The message names the file, the place in it, and what is wrong there."""


@dataclass(frozen=True)
class Where:
    """A place in a content file; `where / "dates" / 2` is a place inside it."""

    file: str
    keys: tuple[str | int, ...] = ()

    def __truediv__(self, key: str | int) -> "Where":
        return Where(self.file, (*self.keys, key))

    def __str__(self) -> str:
        return f"{self.file}: {' / '.join(map(str, self.keys))}" if self.keys else self.file

    def error(self, problem: object) -> ContentError:
        return ContentError(f"{self}: {problem}")


def exists(name: str) -> bool:
    return (CONTENT / name).exists()


def read(name: str) -> tuple[Any, Where]:
    """The data in one file, and the place it stands, for errors. Raises ContentError."""
    where = Where(name)
    try:
        return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8")), where
    except OSError as error:
        raise where.error(error.strerror) from error
    except yaml.YAMLError as error:
        raise where.error(f"not valid YAML: {error}") from error


def read_mapping(name: str) -> tuple[dict[str, Any], Where]:
    """The same, for a file that holds keys with values."""
    data, where = read(name)
    return mapping(data, where), where


def read_records(name: str, kind: type[T]) -> list[tuple[T, Where]]:
    """The records in a file that holds a list of them, each with its place."""
    data, where = read(name)
    return [(record(kind, item, where / number), where / number) for number, item in numbered(data, where)]


def mapping(value: object, where: Where) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise where.error("expected keys with values")
    return dict(value)


def numbered(value: object, where: Where) -> list[tuple[int, Any]]:
    """The items of a list, counted from 1."""
    if not isinstance(value, list):
        raise where.error("expected a list")
    return list(enumerate(value, start=1))


def record(kind: type[T], value: object, where: Where) -> T:
    """A dataclass from a mapping, which has no keys but its fields. Raises ContentError."""
    data = mapping(value, where)
    hints = get_type_hints(kind)
    if unknown := sorted(data.keys() - hints.keys()):
        raise (where / unknown[0]).error(f"unknown key; there is {', '.join(hints)}")
    for field in fields(kind):
        if field.name not in data:
            if field.default is MISSING and field.default_factory is MISSING:
                raise (where / field.name).error("is missing")
        elif not _fits(data[field.name], hints[field.name]):
            raise (where / field.name).error(f"is no {_name(hints[field.name])}: {data[field.name]!r}")
    return kind(**data)


def _fits(value: object, hint: Any) -> bool:
    if isinstance(hint, UnionType):
        return any(_fits(value, choice) for choice in get_args(hint))
    kind = get_origin(hint) or hint
    if kind is int and isinstance(value, bool):
        return False
    return isinstance(value, kind)


def _name(hint: Any) -> str:
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    kind = choices[0] if isinstance(hint, UnionType) else hint
    return (get_origin(kind) or kind).__name__
