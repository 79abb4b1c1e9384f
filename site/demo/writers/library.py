"""Puts the drawn pictures into the image library."""

from django.core.files.base import ContentFile

from demo.known import Known
from demo.pictures import PICTURES, Picture
from home.models import SiteImage
from home.permissions import root_collection


def write(known: Known) -> None:
    """Draw the pictures that are missing, and learn all of them."""
    known.pictures = {name: _picture(name, picture).pk for name, picture in PICTURES.items()}


def _picture(name: str, picture: Picture) -> SiteImage:
    known = SiteImage.objects.filter(title=picture.title).first()
    return known or SiteImage.objects.create(
        title=picture.title,
        description=picture.description,
        collection=root_collection(),
        file=ContentFile(picture.draw(), name=f"{name}.png"),
    )
