"""What a site stands on: roles and the root page, and the site itself."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS
from wagtail.models import Page, Site

#: Host and port of the site that Wagtail's own migration makes: not where anybody finds it.
AS_IT_CAME = ("localhost", 80)


def prepare() -> None:
    """Make again what `migrate` leaves behind, in a database whose tables were emptied since."""
    if Page.get_first_root_node() is None:
        emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)


def site_on(home: Page) -> Site:
    """The default site, with this page as its first; made when there is none."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk or (site.hostname, site.port) == AS_IT_CAME:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname, site.port, site.root_page = address.hostname, address.port or _port(address), home
        site.save()
    return site


def _port(address: SplitResult) -> int:
    return 443 if address.scheme == "https" else 80
