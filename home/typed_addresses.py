"""Addresses that people type: which are our own, and where those lead.

A link that names a page follows it wherever it goes. A typed address does not, so the admin turns the address
of a page into the page itself, and refuses one of our own that leads nowhere.
"""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

#: Addresses of ours that are no page a visitor should be sent to: files have choosers of their own.
NOT_FOR_VISITORS = ("/admin/", "/documents/", "/media/", "/static/")
#: The names of the addresses under which every page is looked for, whether it is there or not.
PAGES = ("page", "wagtail_serve")


def own_address(address: str) -> SplitResult | None:
    """The parts of an address on this site, written with or without its host; None for anybody else's."""
    parts = _parts(address)
    if parts is None:
        return None
    if parts.scheme in {"", "http", "https"} and (
        _bare(parts.netloc) in _own_hosts() if parts.netloc else True
    ):
        return parts if parts.netloc or parts.path.startswith("/") else None
    return None


def page_at(path: str) -> Page | None:
    """The page at this path, published or not; also by an old address that leads to it now."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return None
    url_path = f"{site.root_page.url_path.rstrip('/')}/{path.strip('/')}".rstrip("/") + "/"
    if page := Page.objects.filter(url_path=url_path).first():
        return page
    old = Redirect.objects.filter(old_path=Redirect.normalise_path(path), redirect_page__isnull=False)
    moved = old.select_related("redirect_page").first()
    return moved.redirect_page if moved else None


def page_meant_by(address: str) -> Page | None:
    """The page an address names and no more than that: no place within it, no question to it."""
    parts = own_address(address)
    return page_at(parts.path) if parts and not parts.fragment and not parts.query else None


def leads_somewhere(address: str) -> bool:
    """Whether an address is anybody else's, or of ours a page or a view such as the request form."""
    if _parts(address) is None:
        return False
    parts = own_address(address)
    return parts is None or _is_page(parts.path) or _is_redirect(parts.path) or _is_view(parts.path)


def _is_page(path: str) -> bool:
    page = page_at(path)
    return page is not None and page.live


def _is_redirect(path: str) -> bool:
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()


def _parts(address: str) -> SplitResult | None:
    """The parts of an address; None for what is no address at all, such as http://[voorbeeld]/."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def _is_view(path: str) -> bool:
    if path.startswith(NOT_FOR_VISITORS):
        return False
    try:
        return resolve(path).url_name not in PAGES
    except Resolver404:
        return False


def _own_hosts() -> set[str]:
    hosts = {
        urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc,
        *Site.objects.values_list("hostname", flat=True),
    }
    return {_bare(host) for host in hosts}


def _bare(host: str) -> str:
    """A host name without what differs between two ways to write the same: www, a port."""
    return host.rsplit("@", maxsplit=1)[-1].split(":", maxsplit=1)[0].lower().removeprefix("www.")
