"""What templates need of the intake: the way to the form, days in words, the sender of a mail."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from wagtail.models import Site

from home.models import BrandSettings
from intake.leads.dates import spoken_day as say_day

register = template.Library()


@register.simple_tag
def request_url(page=None, wish="", date=None, about=None, answers="") -> str:
    """The address of the request form; it remembers the page, the wish and the start date.

    After a guide also what it advised, and the answers as they stand in the guide's own address.
    """
    known = {
        "van": page.pk if page else "",
        "wens": wish,
        "datum": date.pk if date else "",
        "advies": about.pk if about else "",
        "antwoorden": answers,
    }
    query = urlencode({name: value for name, value in known.items() if value})
    return reverse("intake:request") + (f"?{query}" if query else "")


@register.filter(expects_localtime=True)
def spoken_day(day) -> str:
    """ "dinsdag 24 november", or nothing for no day."""
    return say_day(day) if day else ""


@register.simple_tag
def brand() -> BrandSettings:
    """The consultancy, for a mail: there is no request to take the site from."""
    site = Site.objects.filter(is_default_site=True).first()
    return BrandSettings.for_site(site) if site else BrandSettings()


@register.filter
def quoted(text: str) -> str:
    """Somebody's words in a plain mail, with "> " before each line: nobody can write in our name."""
    return "\n".join(f"> {line}" for line in text.splitlines())
