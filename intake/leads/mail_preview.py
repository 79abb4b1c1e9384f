"""A mail as its reader gets it, without sending it: filled in with a sample, and with words one tries."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.template import engines

from offerings.models import AdviserPage

from .house import house
from .mail import sources_of
from .mail_texts import Words

SAMPLE = Path(__file__).with_name("mail_sample.yaml")


@dataclass(frozen=True)
class Written:
    """A mail with its pictures in it, for a page that fetches nothing."""

    subject: str
    text: str
    html: str


def preview(name: str, words: Words | None = None) -> Written:
    """The mail of this name with sample data; `words` in place of those that stand."""
    face = AdviserPage.objects.live().order_by("path").values_list("pk", flat=True).first()
    return write_out(
        name, {**sample(), "mail": name, "adviser_page": face} | ({"words_to_try": words} if words else {})
    )


def write_out(name: str, context: dict) -> Written:
    """The mail of this name with this context."""
    context = {"house": house()} | context  # read once for its three parts
    engine = engines["post_office"]
    subject, text, html = (engine.from_string(source) for source in sources_of(name))
    written = html.render(context)
    return Written(
        _to_escape(subject.render(context)),
        _to_escape(text.render(context)),
        _to_escape(with_pictures(written, html.template._attached_images)),
    )


def _to_escape(rendered: str) -> str:
    """Without the mark that says that it is safe as HTML: in a page it is shown, never read."""
    return str.__str__(rendered)


@cache
def sample() -> dict:
    return yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))


def with_pictures(html: str, parts: list) -> str:
    """The HTML with what goes along in the mail put into it. `parts` are MIME parts with a Content-ID."""
    for part in parts:
        name = part["Content-ID"].strip("<>")
        data = "".join(part.get_payload().split())
        html = html.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{data}")
    return html
