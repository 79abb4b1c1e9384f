"""What people type and paste, without what a keyboard does not have."""

import re
import unicodedata

#: Invisible characters that a name or a sentence may need: they join letters (Persian) and emoji.
JOINERS = "\u200c\u200d"


def clean_lines(text: str) -> str:
    """The text with plain line breaks, without control characters and invisible marks.

    Among those marks are the ones that turn the direction of a line: they make a name in a mail or
    a list look like something else. A null character would be refused by PostgreSQL.
    """
    if text.isascii() and text.isprintable():  # as nearly all is
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(character for character in unicodedata.normalize("NFC", text) if _is_text(character))


def clean_line(text: str) -> str:
    """The same on one line, with single spaces: fit for a name, and for the header of a mail."""
    return re.sub(r"\s+", " ", clean_lines(text)).strip()


def _is_text(character: str) -> bool:
    if character in JOINERS or character == "\n":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
