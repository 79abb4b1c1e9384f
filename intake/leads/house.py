"""The consultancy itself, for a mail: there is no request to take the site from."""

from wagtail.models import Site

from home.models import BrandSettings


def house() -> BrandSettings:
    """What it is called, and how it is reached. Two queries."""
    site = Site.objects.filter(is_default_site=True).first()
    return BrandSettings.for_site(site) if site else BrandSettings()


def house_name() -> str:
    """What the consultancy is called. One query."""
    own = BrandSettings.objects.filter(site__is_default_site=True).values_list("name", flat=True)
    return own.first() or BrandSettings().name
