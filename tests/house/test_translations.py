import ast
from collections.abc import Iterator
from pathlib import Path

import wagtail
from django.conf import settings

from home.wagtail_words import WORDS
from operations import catalogue


def test_the_dutch_catalogue_is_complete():
    translated = catalogue.read(settings.SITE / "locale" / "nl" / "LC_MESSAGES" / "django.po")

    assert list(catalogue.problems(catalogue.extract_catalogue(settings.ROOT), translated)) == []


def literals(file: Path) -> Iterator[tuple]:
    """Each (context, message) that a gettext call names literally, also inside an f-string."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        named = [
            one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if name not in catalogue.KEYWORDS or not named:
            continue
        context = named.pop(0) if name.removeprefix("n").startswith("p") else None
        yield context, tuple(named[:2]) if "ngettext" in name or name.startswith("np") else named[0]


def test_every_literal_that_python_asks_for_stands_translated():
    """The extraction reads tokens, and in an f-string it finds none."""
    ours = catalogue.read(settings.SITE / "locale" / "nl" / "LC_MESSAGES" / "django.po")

    missing = [
        (file.name, message)
        for file in catalogue.python_files(settings.ROOT)
        for context, message in literals(file)
        if not (known := ours.get(message, context=context)) or not catalogue.is_translated(known)
    ]

    assert missing == []


def wagtails_dutch() -> dict[tuple, set]:
    """What Wagtail itself says in Dutch, by context and message; its parts may differ."""
    found = {}
    for file in Path(wagtail.__file__).parent.rglob("locale/nl/LC_MESSAGES/django.po"):
        for message in catalogue.messages_of(catalogue.read(file)):
            if catalogue.is_translated(message):
                found.setdefault((message.context, message.id), set()).add(message.string)
    return found


def test_our_catalogue_changes_no_dutch_of_wagtail():
    theirs = wagtails_dutch()
    ours = catalogue.read(settings.SITE / "locale" / "nl" / "LC_MESSAGES" / "django.po")

    changed = [
        message.id
        for message in catalogue.messages_of(ours)
        if (said := theirs.get((message.context, message.id)))
        and message.string not in said
        and message.id not in said  # left in English
    ]

    assert changed == []


def test_words_we_add_are_words_wagtail_leaves_in_english():
    theirs = wagtails_dutch()

    for word in WORDS:
        assert word in theirs[None, word]
