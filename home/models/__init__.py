"""Ground floor: pages everybody has, pictures, brand and menus."""

from .base import BasePage
from .images import SiteImage, SiteRendition
from .pages import HomePage, TextPage
from .pictures import PictureMixin, PictureQuerySet
from .settings import BrandSettings, MenuSettings

__all__ = [
    "BasePage",
    "BrandSettings",
    "HomePage",
    "MenuSettings",
    "PictureMixin",
    "PictureQuerySet",
    "SiteImage",
    "SiteRendition",
    "TextPage",
]
