"""What the site says about itself to machines: things in the words of schema.org, as JSON-LD 1.1.

A page type says its own things in `BasePage.linked_data`; the builders of an app stand in its own
`linked_data`. A thing has an address that stays (`@id`), by which others refer to it.
Read https://schema.org/docs/schemas.html; a test holds every property against schema.org's own lists.
"""

from .pages import of_page
from .site import organisation, website
from .things import CONTEXT, LANGUAGE, Publisher, Thing, as_json, as_script, moment, number, thing

__all__ = [
    "CONTEXT",
    "LANGUAGE",
    "Publisher",
    "Thing",
    "as_json",
    "as_script",
    "moment",
    "number",
    "of_page",
    "organisation",
    "thing",
    "website",
]
