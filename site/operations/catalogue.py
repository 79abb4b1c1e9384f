"""The Dutch catalogue: what the sources ask to have translated, beside what `django.po` translates.

Babel reads and writes it, so no machine needs the gettext programs. The sources are extracted as Django's
own `makemessages` does it: Python by its gettext calls, templates by `templatize`, which turns them into such
calls. The file is written sorted, without dates, line numbers or names, so that it only changes where a text
does.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = "nl"
HEADER = """\
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PYTHON_FOLDERS = ("home", "offerings", "intake", "site")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def extract_catalogue(root: Path) -> Catalog:
    """Every message in the sources below `root`, with empty translations."""
    catalogue = Catalog(locale=LOCALE)
    for messages in (
        *map(python_messages, python_files(root)),
        *map(template_messages, template_files(root)),
    ):
        for _line, message, comments, context in messages:
            catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def python_files(root: Path) -> Iterator[Path]:
    """The project's Python, but not migrations: those hold copies of what the models say."""
    for folder in PYTHON_FOLDERS:
        yield from (file for file in sorted((root / folder).rglob("*.py")) if "migrations" not in file.parts)


def template_files(root: Path) -> Iterator[Path]:
    yield from (file for file in sorted((root / "templates").rglob("*")) if file.suffix in TEMPLATE_SUFFIXES)


def python_messages(file: Path) -> Iterable[tuple]:
    return extract("python", BytesIO(file.read_bytes()), KEYWORDS, comment_tags=("Translators:",))


def template_messages(file: Path) -> Iterable[tuple]:
    """Messages of a template: `templatize` leaves gettext calls between blanked-out text."""
    calls = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    # The calls stand where the tags stood; Python's tokenizer would object to that indentation.
    source = "\n".join(line.strip() for line in calls.splitlines())
    return extract("python", BytesIO(source.encode()), KEYWORDS)


def read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=LOCALE, charset="utf-8")


def update(catalogue: Catalog, *translated: Catalog) -> None:
    """Fill the empty messages of `catalogue` from the first of `translated` that has each."""
    for message in messages_of(catalogue):
        for source in translated:
            known = source.get(message.id, context=message.context)
            if known and is_translated(known):
                message.string = known.string
                break


def write(catalogue: Catalog, file: Path) -> None:
    stream = BytesIO()
    write_po(stream, catalogue, no_location=True, omit_header=True, sort_output=True, width=110)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + stream.getvalue().decode().strip() + "\n", encoding="utf-8")


def compile_catalogue(source: Path, target: Path) -> None:
    """Turn a .po file into the .mo file that Django reads."""
    with target.open("wb") as stream:
        write_mo(stream, read(source))


def problems(wanted: Catalog, translated: Catalog) -> Iterator[str]:
    """What keeps `translated` from being complete and right for the sources' messages, a line each."""
    for message in messages_of(wanted):
        known = translated.get(message.id, context=message.context)
        if known is None or not is_translated(known):
            yield f"not translated: {title(message)}"
        elif known.fuzzy:
            yield f"fuzzy: {title(message)}"
        elif not same_placeholders(known):
            yield f"other placeholders than the original: {title(message)}"
    for message in messages_of(translated):
        if wanted.get(message.id, context=message.context) is None:
            yield f"not in the sources any more: {title(message)}"


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header, which is a message with an empty id."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(strings) and len(strings) == (2 if message.pluralizable else 1)


def same_placeholders(message: Message) -> bool:
    """Whether the translation fills in what the original does; a singular form may leave some of it out."""
    singular, plural = message.id if message.pluralizable else (message.id, message.id)
    strings = message.string if message.pluralizable else (message.string,)
    allowed = placeholders(singular) | placeholders(plural)
    return placeholders(strings[-1]) == placeholders(plural) and all(
        placeholders(s) <= allowed for s in strings
    )


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def title(message: Message) -> str:
    text = message.id[0] if message.pluralizable else message.id
    return f"{message.context}: {text!r}" if message.context else repr(text)
