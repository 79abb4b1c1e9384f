"""The address of a page's picture, and the file behind it: drawn once, then kept beside the uploads."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from home.addresses import absolute
from home.cards import HEIGHT, WIDTH

FOLDER = "deelplaten"


@dataclass(frozen=True)
class Picture:
    """A picture as the head of a page names it."""

    address: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(page, brand) -> Picture:
    """The picture of a page that is stored. Asks nothing of the database beyond what the page knows."""
    card = page.share_card()
    known = {"page_id": page.pk, "version": card.version(brand)}
    return Picture(absolute(reverse("share_picture", kwargs=known)), alt=f"{card.in_words}, {brand.name}")


def picture_file(page, version: str, brand) -> bytes:
    """The file of this version, which must be the page's own: read, or else drawn and kept.

    Older versions of the same page are thrown away then.
    """
    folder = f"{FOLDER}/{page.pk}"
    name = f"{folder}/{version}.png"
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        pass  # not drawn yet
    from home.sharing.layout import draw_card  # Pillow is only loaded by the process that draws

    drawn = draw_card(page.share_card(), brand)
    kept = default_storage.save(name, ContentFile(drawn))  # another name when somebody else drew it just now
    for other in default_storage.listdir(folder)[1]:
        if f"{folder}/{other}" not in {name, kept}:
            default_storage.delete(f"{folder}/{other}")
    if kept != name:
        default_storage.delete(kept)
    return drawn
