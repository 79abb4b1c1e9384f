"""The order of the questions on the page, for crispy-forms; the template pack is templates/leerkring."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django.utils.translation import gettext_lazy as _


class Row(Div):
    """Short questions beside each other, where the screen is wide enough."""

    css_class = "row"


class Details(Div):
    """Questions that few people need, folded away; open when there is something in it."""

    template = "%s/layout/details.html"

    def __init__(self, summary, *fields, is_open: bool = False):
        super().__init__(*fields)
        self.summary, self.is_open = summary, is_open


def form_helper(form) -> FormHelper:
    """How a RequestForm is laid out: three parts and the consent. The page itself has the form tag."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = False  # the summary stands above the heading
    helper.layout = Layout(
        Fieldset(
            _("Your organisation"),
            "organisation_name",
            "sector",
            Row("postcode", "city", css_class="row--narrow-first"),
            "register_code",
            css_class="set",
        ),
        Fieldset(
            _("Who may we call?"),
            Row("first_name", "last_name"),
            "role",
            "email",
            "phone",
            Field("call_moment", wrapper_class="choices--short"),
            css_class="set",
        ),
        Fieldset(_("Your question"), *_questions(form), css_class="set"),
        "consent",
    )
    return helper


def _questions(form) -> list:
    asked = [name for name in ("scope", "goal", "wished_start") if name in form.fields]
    counts = [name for name in ("plg_count", "participants") if name in form.fields]
    layout = [name for name in ("guide_answers", "services") if name in form.fields]
    if "courses" in form.fields:
        has_answer = bool(form["courses"].value() or form["courses"].errors)
        layout.append(
            Details(
                _("Is it about a course?"),
                Field("courses", wrapper_class="choices--long"),
                is_open=has_answer,
            )
        )
    if counts:
        # After who learns together, and before what they want to reach.
        place = asked.index("scope") + 1 if "scope" in asked else 0
        asked.insert(place, Row(*counts) if len(counts) > 1 else counts[0])
    return layout + asked
