"""The texts are finished, and our own."""

import os
import re
from pathlib import Path

import pytest
import yaml

from demo.files import CONTENT

FILES = sorted(CONTENT.rglob("*.yaml"))
PLACEHOLDER = re.compile(r"\b(lorem|ipsum|todo|fixme|tbd|xxx|nog invullen|tekst volgt)\b", re.IGNORECASE)
#: A folder with documents whose facts the demo carries over, as text files; their sentences are not ours.
SOURCES = os.environ.get("DEMO_SOURCES", "")
LONG = 8  # words


def texts(data: object) -> list[str]:
    """All texts in a file; what is quoted from a book is somebody else's by right."""
    if isinstance(data, dict):
        return [text for key, value in data.items() if key != "quotation" for text in texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts(value)]
    return [data] if isinstance(data, str) else []


def sentences(text: str) -> set[str]:
    """The sentences of eight words or more, without capitals and signs."""
    parts = re.split(r"[.!?;:]\s|</?(?:p|li|h\d)>|\n\s*\n|•", re.sub(r"[“”\"’‘]", "", text))
    words = (re.findall(r"\w+", part.casefold()) for part in parts)
    return {" ".join(part) for part in words if len(part) >= LONG}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(CONTENT)))
def test_no_text_still_has_to_be_written(file):
    for text in texts(yaml.safe_load(file.read_text(encoding="utf-8"))):
        assert not PLACEHOLDER.search(text)


@pytest.mark.skipif(not SOURCES, reason="DEMO_SOURCES names no folder with the documents to compare with")
def test_no_sentence_is_taken_over():
    sources = [file.read_text(encoding="utf-8") for file in Path(SOURCES).glob("*.txt")]
    taken = set().union(*map(sentences, sources))
    assert taken
    for file in FILES:
        for text in texts(yaml.safe_load(file.read_text(encoding="utf-8"))):
            assert not sentences(text) & taken, file.name
