"""Walks the whole demo as a visitor: every page, every link on it, and what comes when something is wrong."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views.defaults import permission_denied
from wagtail.models import Page, PageViewRestriction

from home.contact import last_read
from intake.form.again import kept_when_away
from intake.leads.access import Purpose, status_url
from intake.leads.offer_links import offer_address
from intake.models import Enrolment, Lead
from offerings.models import CoursePage, GuidePage
from operations import errors, maintenance
from tests.intake.form.conftest import ANSWERS, FORM, hidden_in, walk_steps

#: Where no link leads to.
ASIDE = ["/zoeken/?q=xyzzy", "/zoeken/?q=training&p=2", "/nergens/", "/aanvraag/bedankt/nergens/"]
#: Not pages of the site.
ELSEWHERE = ("/admin/", "/static/", "/media/", "/documents/", "//")
HREF = re.compile(r'<a [^>]*href="([^"#]+)')
#: Of the links that differ only in the values of their query, so many are followed.
ALIKE = 3
MOST = 600


@dataclass(frozen=True)
class Shown:
    """What a visitor gets to see at one address; a state of it stands after a `#`."""

    address: str
    status: int
    html: str


def walk(client: Client) -> list[Shown]:
    """Everything a visitor can reach: pages, links on them, and addresses that nothing leads to.

    A link with a query (a filter, a page of results) is followed from a page without one: a step, not all
    combinations. Of many that are alike, the first few.
    """
    pages = Page.objects.live().filter(depth__gte=2).order_by("path")
    queue = deque([*(page.get_url() for page in pages), FORM, *ASIDE])
    seen, alike, shown = set(queue), Counter(), []
    while queue:
        address = queue.popleft()
        response = client.get(address, follow=True)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            response.getvalue()  # a file is closed when it has been read
            continue
        shown.append(Shown(address, response.status_code, response.text))
        for link in links(address, response.text):
            if link in seen or ("?" in link and "?" in address) or alike[kind(link)] == ALIKE:
                continue
            seen.add(link)
            alike[kind(link)] += "?" in link
            queue.append(link)
        assert len(shown) < MOST, "the walk does not end"
    return [*shown, *answers(client), *after(client), *guide(client), *failures()]


def links(address: str, html: str) -> list[str]:
    """The addresses on this site that the page at `address` links to."""
    found = (urljoin(address, unescape(href)) for href in HREF.findall(html))
    return [href for href in found if href.startswith("/") and not href.startswith(ELSEWHERE)]


def kind(link: str) -> tuple[str, ...]:
    """What links have in common that differ only in the values of their query."""
    parts = urlsplit(link)
    return parts.path, *sorted(parse_qs(parts.query))


def answers(client: Client) -> list[Shown]:
    """What the request form answers at each step: shown, with errors, without its cookie, put aside, sent."""
    response = client.get(FORM)
    seen = {"no-cookie": Client(enforce_csrf_checks=True).post(FORM, ANSWERS)}
    course = {"courses": [str(course.pk) for course in CoursePage.objects.live()]}
    for step in ("start", "contact", "vraag", "controle"):
        address, hidden = response.request["PATH_INFO"], hidden_in(response)
        seen |= {step: response, f"{step}-errors": client.post(address, hidden | {"plg_count": "veel"})}
        if step == "vraag":
            seen["more"] = client.post(address, ANSWERS | hidden | course, follow=True)
        if step == "controle":
            seen["later"] = client.post(address, hidden | {"later": "1"}, follow=True)
            seen["later-errors"] = client.post(seen["later"].request["PATH_INFO"], {"email": "x"})
            seen["mailed"] = client.post(
                seen["later"].request["PATH_INFO"], {"email": "a@b.example"}, follow=True
            )
            seen["unfinished"] = client.get(FORM)
            seen["locked"] = Client().get(address)
            seen["unlocked"] = Client().post(address.replace(step, "link"))
        response = client.post(address, ANSWERS | hidden, follow=True)
    seen |= {"thanks": response, "gone": client.get("/aanvraag/verder/verlopen/")}
    seen["found"] = client.post(FORM, hidden_in(client.get(FORM)) | {"search": "school", "zoek": "1"})
    trapped = Client()
    sent = walk_steps(trapped, trapped.get(FORM), ANSWERS | {"website": "x"})
    seen["looked-at"] = trapped.get(sent["Location"])
    return [Shown(f"{FORM}#{name}", one.status_code, one.text) for name, one in seen.items()]


def after(client: Client) -> list[Shown]:
    """The pages of a request that was sent: what its school sees, what is wrong, and what others see."""
    lead = Lead.objects.filter(call_proposals__isnull=False).first()
    seen = {
        "closed": client.get(reverse("intake:status", args=[lead.reference])),
        "asked": client.get(reverse("intake:status_link") + "?verstuurd=ja"),
        "page": client.get(status_url(lead), follow=True),
        "wrong": client.post(reverse("intake:status_message", args=[lead.reference]), {"text": ""}),
        "confirm": client.get(status_url(lead, Purpose.ERASE), follow=True),
    }
    for name in ("status_data", "status_withdraw"):
        seen[name] = client.get(reverse(f"intake:{name}", args=[lead.reference]))
    for one in Enrolment.objects.filter(state__in=("offered", "confirmed")):
        seen[f"seats-{one.state}"] = client.get(urlsplit(offer_address(one)).path)
    seen["seats-gone"] = client.get(reverse("intake:offer", args=["onzin"]))
    return [Shown(f"/aanvraag/status/#{name}", one.status_code, one.text) for name, one in seen.items()]


def guide(client: Client) -> list[Shown]:
    """The guide half-way, without an answer, and with an advice of each kind; and the form after it."""
    page = GuidePage.objects.live().first()
    first, second = page.asks[:2]
    url = page.get_url()
    states = [f"?antwoorden={first.answers[0].key}", f"?gevraagd={second.key}"]
    for mode, _label in page.preview_modes[1:]:
        states.append(f"?antwoorden={page.example(mode).state}")
    shown = [Shown(f"{url}{state}", 200, client.get(f"{url}{state}").text) for state in states]
    link = next(link for link in links(url, shown[-1].html) if "advies=" in link)
    return [*shown, Shown(link, 200, client.get(link).text)]


def one_of_each(shown: list[Shown]) -> list[Shown]:
    """As few of these as have every component and every status: each element with its classes is on one."""
    parts = {one: {one.status, *re.findall(r'<[a-z0-9]+(?: class="[^"]*")?', one.html)} for one in shown}
    chosen, missing = [], set().union(*parts.values())
    while missing:
        best = max(shown, key=lambda one: len(parts[one] & missing))
        chosen.append(best)
        missing -= parts[best]
    return chosen


def failures() -> list[Shown]:
    """What a visitor sees when something is wrong, or closed."""
    request = RequestFactory().get("/")
    page = Page.objects.live().filter(depth=3).order_by("path").first()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="kring")
    secret = Client().get(page.get_url())
    restriction.delete()
    seen = {
        "400": errors.bad_request(request, SuspiciousOperation()),
        "403": permission_denied(request, PermissionDenied()),
        "403-form": Client(enforce_csrf_checks=True).post("/zoeken/"),
        "405": Client().post("/zoeken/"),
        "413": errors.bad_request(request, RequestDataTooBig()),
        "429": render(request, settings.AXES_LOCKOUT_TEMPLATE, {"cooloff_timedelta": timedelta(minutes=15)}),
        "500": errors.server_error(request),
        "503-form": kept_when_away(unreachable)(RequestFactory().post(FORM, ANSWERS)),
        "503": maintenance.page(maintenance.Closed(timezone.now() + timedelta(minutes=30), last_read())),
        "password": secret,
    }
    return [Shown(f"/#{name}", response.status_code, response.text) for name, response in seen.items()]


def unreachable(request):
    """A page whose database is away."""
    raise OperationalError
