"""The form of every page: limits that keep titles whole in menus, and an outline to start with."""

from django.core.validators import MaxLengthValidator
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home import link_checks
from home.outlines import outline

#: The most letters a menu, a list or a search engine shows whole.
LIMITS = {"title": 70, "seo_title": 60, "search_description": 160}


class BasePageForm(WagtailAdminPageForm):
    """A page's form. It asks more than the model does: of people, not of content that is loaded."""

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        initial = initial or {}
        if instance is not None and instance.pk is None:
            initial = {**outline(type(instance)), **self._closing(instance), **initial}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        for name, longest in LIMITS.items():
            if field := self.fields.get(name):
                limit(field, longest)
        if title := self.fields.get("title"):
            title.help_text = _(
                "Short and recognisable: menus, links and lists show it. For example: Privacy"
            )

    def clean(self) -> dict:
        data = super().clean()
        for name, fault in link_checks.faults(self.instance, data):
            self.add_error(name, fault)
        return data

    @staticmethod
    def _closing(page) -> dict[str, object]:
        """A new page ends with the first shared invitation there is."""
        stream = page._meta.get_field("closing").stream_block
        calls = stream.child_blocks["call"].child_blocks["call"].target_model.objects
        call = calls.filter(live=True).first()
        return {"closing": stream.normalize([("call", {"call": call})])} if call else {}


def limit(field: Field, longest: int) -> None:
    """Let a field take so many letters and no more; the counter in the admin reads the attribute."""
    field.validators.append(MaxLengthValidator(longest))
    field.widget.attrs["maxlength"] = longest
