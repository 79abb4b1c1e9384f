"""What somebody wrote as plain text, as the HTML of a mail: escaped, in paragraphs, with links to click."""

import re

from django.utils.html import Urlizer
from django.utils.safestring import SafeString, mark_safe

_BREAK = re.compile(r"\n\s*\n")


class _Linker(Urlizer):
    """Links in the colour of our mails: many programs that show mail read no stylesheet."""

    url_template = '<a href="{href}"{attrs} style="color:#12352f;">{url}</a>'


_link = _Linker()


def letter_html(text: str) -> SafeString:
    """A paragraph for each block of lines. Addresses of pages and of mailboxes become links."""
    blocks = [block.strip() for block in _BREAK.split(text.replace("\r\n", "\n").strip())]
    return mark_safe(  # noqa: S308  (the linker escapes every word)
        "\n".join(
            f'<p style="margin:0 0 16px;">{_link(block, autoescape=True).replace(chr(10), "<br>")}</p>'
            for block in blocks
            if block
        )
    )
