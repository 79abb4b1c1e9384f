"""Faces and logos in the sizes that are shown, fetched for all people of a page at once."""

from collections.abc import Iterable

from wagtail.images import get_image_model

#: How the templates show a face, and a logo. The second of each is for a drawing (SVG), which stays one.
FACE = ("fill-400x400|format-webp", "fill-400x400")
LOGO = ("max-320x120|format-webp", "max-320x120")


def fetch_renditions(people: Iterable) -> None:
    """Fetch what is shown of these people's `images`: one query, or none. None among them is nobody."""
    people = [person for person in people if person]
    images = {image.pk: image for person in people for image in person.images}
    if not images:
        return
    for image in images.values():
        image.prefetched_renditions = []
    model = get_image_model().get_rendition_model()
    for rendition in model.objects.filter(image__in=images, filter_spec__in=(*FACE, *LOGO)):
        rendition.image = images[rendition.image_id]
        rendition.image.prefetched_renditions.append(rendition)
    for image in (image for person in people for image in person.images):
        image.prefetched_renditions = images[image.pk].prefetched_renditions  # the same picture, read twice
