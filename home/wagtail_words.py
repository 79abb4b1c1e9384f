"""Words of Wagtail that an editor meets every day and that its Dutch leaves in English.

Our catalogue translates them, and no others: where Wagtail has Dutch, a test holds that we leave it alone.
"""

from django.utils.translation import gettext_noop

WORDS = (
    gettext_noop("Bold"),
    gettext_noop("Checks"),
    gettext_noop("File"),
    gettext_noop("Minimap"),
    gettext_noop("Email link"),
)
