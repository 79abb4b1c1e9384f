"""The name of a file as people read it: nothing in it that leads elsewhere or looks like something else."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 120
#: What Windows or a shell takes for something else than a name.
UNWANTED = re.compile(r'[<>:"/\\|?*%`$;&]')
#: Names of devices on Windows, with or without something behind a dot.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_name(name: str, extension: str) -> str:
    """The name without folders, control characters and marks that turn the line; it ends in `.extension`.

    Never empty, never longer than LONGEST, never a name that begins with a dot.
    """
    name = re.split(r"[/\\]", name)[-1][:1000]
    text = "".join(_plain(character) for character in unicodedata.normalize("NFC", name))
    text = UNWANTED.sub(" ", text)
    stem = re.sub(rf"\.({extension}|jpeg)$", "", text.strip(), flags=re.IGNORECASE)
    stem = re.sub(r"\s+", " ", stem).strip(" .")
    if DEVICE.match(stem):
        stem = f"_{stem}"
    stem = stem[: LONGEST - len(extension) - 1].rstrip(" .") or _("file")
    return f"{stem}.{extension}"


def extension_of(name: str) -> str:
    """ "Plan.PDF" -> "pdf"; "" without one."""
    _stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot else ""


def _plain(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    return "" if kind in {"Cf", "Cs", "Co", "Cn"} else character
