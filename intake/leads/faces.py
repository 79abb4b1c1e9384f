"""The face of an adviser as a small round picture inside a mail: who reads it fetches nothing."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from home import art
from offerings.models import AdviserPage

#: Twice the size at which it is shown, for sharp screens.
EDGE = 192


class Colours(NamedTuple):
    """The two colours of the brand."""

    accent: str
    second: str


def face_of(page_id: int | None, brand) -> ImageFile | None:
    """The photograph or drawn portrait of a published page as PNG; None when there is no page or no face."""
    page = AdviserPage.objects.live().with_pictures().filter(pk=page_id).first() if page_id else None
    if page is None or not (page.photo or page.drawing):
        return None
    name = page.photo.file.name if page.photo else ""
    return ImageFile(
        ContentFile(_drawn(page.drawing, name, Colours(brand.accent, brand.second)), name="gezicht.png")
    )


@lru_cache(maxsize=64)
def _drawn(drawing: str, photo: str, colours: Colours) -> bytes:
    # Pillow is only loaded by the process that sends mail.
    from PIL import Image, ImageDraw, ImageOps

    from home.sharing.canvas import FINE, Canvas
    from home.sharing.colours import brand_inks

    picture = _opened(photo) if photo else None
    if picture is not None:
        picture = ImageOps.fit(picture.convert("RGB"), (EDGE, EDGE))
    else:
        canvas = Canvas(EDGE, EDGE, "var(--second)", brand_inks(colours))
        canvas.draw(art.portrait(drawing), (0, 0), EDGE)
        picture = canvas.finish()
    mask = Image.new("L", (EDGE * FINE, EDGE * FINE))
    ImageDraw.Draw(mask).ellipse((0, 0, EDGE * FINE - 1, EDGE * FINE - 1), fill=255)
    picture.putalpha(mask.resize((EDGE, EDGE), Image.Resampling.BOX))
    kept = BytesIO()
    # A hundred and twenty-eight colours are plenty for a drawing this small, and halve the mail.
    picture.quantize(128, method=Image.Quantize.FASTOCTREE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _opened(name: str):
    """The photograph, or None when the file cannot be read: a mail without a face is better than no mail."""
    from django.core.files.storage import default_storage
    from PIL import Image, UnidentifiedImageError

    try:
        with default_storage.open(name) as file:
            picture = Image.open(file)
            picture.load()
            return picture
    except (OSError, UnidentifiedImageError):
        return None
