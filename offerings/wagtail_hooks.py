"""Registers what editors manage beside the pages."""

from wagtail.snippets.models import register_snippet

from offerings.snippets import OfferingViewSetGroup

register_snippet(OfferingViewSetGroup)
