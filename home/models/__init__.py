"""Ground floor: pages everybody has, pictures, brand and menus."""

from .base import BasePage
from .calls import CallToAction
from .images import SiteImage, SiteRendition
from .pages import HomePage, TextPage
from .pictures import PictureMixin, PictureQuerySet
from .searches import MissedSearch
from .settings import BrandSettings, MenuSettings
from .version import ContentVersion

__all__ = [
    "BasePage",
    "BrandSettings",
    "CallToAction",
    "ContentVersion",
    "HomePage",
    "MenuSettings",
    "MissedSearch",
    "PictureMixin",
    "PictureQuerySet",
    "SiteImage",
    "SiteRendition",
    "TextPage",
]
