"""Photographs and logos in the sizes that are shown, fetched for all of a page at once.

The templates offer each photograph in the formats and sizes named here; a browser takes the first format it
knows and the size that fits. A drawing (SVG) stays one: it has a size but no format.
"""

from collections.abc import Iterable
from itertools import product

from wagtail.images import get_image_model

FORMATS = ("avif", "webp")
FACE_SIZES = ("fill-200x200", "fill-400x400", "fill-800x800")
LOGO_SIZE = "max-320x120"
PICTURE_SIZES = ("width-400", "width-800", "width-1200", "width-1600")


def in_formats(sizes: Iterable[str]) -> tuple[str, ...]:
    """Each size in each format, and as it is for a drawing: filter specs as Wagtail stores them."""
    sizes = tuple(sizes)
    return (*(f"{size}|format-{kind}" for size, kind in product(sizes, FORMATS)), *sizes)


#: How the templates show a face, a logo, and a picture in running text.
FACE = in_formats(FACE_SIZES)
LOGO = (f"{LOGO_SIZE}|format-webp", LOGO_SIZE)
PICTURE = in_formats(PICTURE_SIZES)


def fetch_renditions(people: Iterable) -> None:
    """Fetch what is shown of these people's `images`: one query, or none. None among them is nobody."""
    fetch_sizes([image for person in people if person for image in person.images], (*FACE, *LOGO))


def fetch_sizes(images: Iterable, specs: Iterable[str]) -> None:
    """Fetch these sizes of the images that there are already: one query, or none."""
    images = list(images)
    if not images:
        return
    found = {image.pk: [] for image in images}
    model = get_image_model().get_rendition_model()
    for rendition in model.objects.filter(image__in=found, filter_spec__in=tuple(specs)):
        found[rendition.image_id].append(rendition)
    for image in images:  # the same picture may be there twice, read twice
        image.prefetched_renditions = found[image.pk]
        for rendition in image.prefetched_renditions:
            rendition.image = image
