"""Forms of the admin that ask for more than Wagtail does."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class SiteImageForm(BaseImageForm):
    """A picture, with the choice what who does not see it is told: what is on it, or nothing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["description"].help_text = _(
            "For who does not see it: what is on it, in one sentence. "
            "For example: Vijf leraren bekijken samen een blad met toetsvragen."
        )

    def clean(self) -> dict:
        data = super().clean()
        described, decorative = bool(data.get("description", "").strip()), data.get("decorative")
        if not described and not decorative:
            self.add_error(
                "description", _("Say in one sentence what is on it, or tick that it only decorates.")
            )
        elif described and decorative:
            self.add_error("decorative", _("A picture that only decorates has no description: choose one."))
        return data
