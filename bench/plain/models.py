"""Wagtail's own form page, as its documentation has it: what the intake is measured against."""

from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class PlainField(AbstractFormField):
    page = ParentalKey("PlainFormPage", related_name="form_fields")


class PlainFormPage(AbstractForm):
    """Stores what was sent as one row of JSON, mails nobody, and shows a page of two lines."""

    template = "plain/form.html"
    landing_page_template = "plain/landing.html"
