"""The catalogue: what the sources ask for, and what is wrong with a translation of it."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from operations import catalogue

SOURCES = {
    "home/models.py": '_("Name")\nngettext("%(n)s seat", "%(n)s seats", n)\npgettext("verb", "Open")\n',
    "intake/migrations/0001_initial.py": '_("never shown")\n',
    "site/demo/apps.py": '_("Demo content")\n',
    "templates/home/page.html": (
        '<h1>  {% translate "Welcome" %}</h1>\n'
        "    {% blocktranslate trimmed count seats=page.seats %}\n"
        "      {{ seats }} chair\n"
        "    {% plural %}\n"
        "      {{ seats }} chairs\n"
        "    {% endblocktranslate %}\n"
        '  {% include "x.html" with text=_("It\'s free") %}\n'
    ),
    "templates/mail/thanks.txt": "{% blocktranslate %}Dear {{ name }},{% endblocktranslate %}\n",
}
COMPLETE = """
msgid "Name"
msgstr "Naam"

msgid "%(n)s seat"
msgid_plural "%(n)s seats"
msgstr[0] "één plaats"
msgstr[1] "%(n)s plaatsen"

msgctxt "verb"
msgid "Open"
msgstr "Openen"

msgid "Demo content"
msgstr "Voorbeeld"

msgid "Welcome"
msgstr "Welkom"

msgid "%(seats)s chair"
msgid_plural "%(seats)s chairs"
msgstr[0] "%(seats)s stoel"
msgstr[1] "%(seats)s stoelen"

msgid "It's free"
msgstr "Gratis"

msgid "Dear %(name)s,"
msgstr "Beste %(name)s,"
"""


@pytest.fixture
def house(tmp_path, settings) -> Path:
    """A small project with texts in Python and templates, and its complete catalogue."""
    settings.ROOT, settings.SITE = tmp_path, tmp_path / "site"
    for name, text in {**SOURCES, "site/locale/nl/LC_MESSAGES/django.po": COMPLETE}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def po(house: Path) -> Path:
    return house / "site" / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def test_texts_of_python_and_templates_are_found_and_migrations_left_alone(house):
    found = {message.id for message in catalogue.messages_of(catalogue.extract_catalogue(house))}

    assert found == {
        "Name",
        ("%(n)s seat", "%(n)s seats"),
        "Open",
        "Demo content",
        "Welcome",
        ("%(seats)s chair", "%(seats)s chairs"),
        "It's free",
        "Dear %(name)s,",
    }


def test_a_complete_catalogue_passes(house, capsys):
    call_command("check_translations")

    assert "complete" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('msgstr "Naam"', 'msgstr ""'), "not translated: 'Name'"),
        (('msgstr[1] "%(n)s plaatsen"', 'msgstr[1] ""'), "not translated: '%(n)s seat'"),
        (('msgstr "Openen"', 'msgstr ""'), "not translated: verb: 'Open'"),
        (('msgid "Name"', '#, fuzzy\nmsgid "Name"'), "fuzzy: 'Name'"),
        (
            ('"Beste %(name)s,"', '"Beste %(naam)s,"'),
            "other placeholders than the original: 'Dear %(name)s,'",
        ),
        (('"%(n)s plaatsen"', '"veel plaatsen"'), "other placeholders than the original: '%(n)s seat'"),
        (('msgid "Name"', 'msgid "Names"'), "not in the sources any more: 'Names'"),
    ],
)
def test_what_is_wrong_is_named(house, change, complaint):
    po(house).write_text(COMPLETE.replace(*change), encoding="utf-8")

    with pytest.raises(CommandError) as failure:
        call_command("check_translations")

    assert complaint in str(failure.value).splitlines()


def test_write_keeps_translations_and_changes_nothing_the_second_time(house):
    call_command("check_translations", "--write")
    written = po(house).read_text(encoding="utf-8")
    call_command("check_translations", "--write")

    assert po(house).read_text(encoding="utf-8") == written
    assert 'msgstr[0] "één plaats"' in written
    assert "POT-Creation-Date" not in written
    assert str(house) not in written


def test_write_adds_new_texts_and_drops_stale_ones(house):
    (house / "home" / "models.py").write_text('_("Place")\n')

    with pytest.raises(CommandError, match="not translated: 'Place'"):
        call_command("check_translations", "--write")

    written = po(house).read_text(encoding="utf-8")
    assert 'msgid "Place"' in written
    assert 'msgid "Name"' not in written


def test_merge_takes_translations_from_other_files_but_keeps_what_there_is(house):
    (house / "home" / "views.py").write_text('_("Place")\n')
    fragment = house / "fragment.po"
    fragment.write_text('msgid "Place"\nmsgstr "Plaats"\n\nmsgid "Name"\nmsgstr "Anders"\n')

    call_command("check_translations", "--merge", str(fragment))

    merged = catalogue.read(po(house))
    assert merged.get("Place").string == "Plaats"
    assert merged.get("Name").string == "Naam"


def test_a_compiled_catalogue_knows_dutch_plurals(house, tmp_path):
    compiled = tmp_path / "django.mo"
    catalogue.compile_catalogue(po(house), compiled)

    with compiled.open("rb") as file:
        dutch = GNUTranslations(file)
    assert [dutch.ngettext("%(n)s seat", "%(n)s seats", n) for n in (1, 2)] == [
        "één plaats",
        "%(n)s plaatsen",
    ]
