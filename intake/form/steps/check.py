"""The last step: everything looked over, and consent."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .base import StepForm


class CheckForm(StepForm):
    """The consent. Its words are those of the ticket: the ones that were on the screen."""

    consent = forms.BooleanField(
        error_messages={"required": _("Tick this box. Without it we may not call you.")},
    )

    def add_fields(self, typed) -> None:
        self.fields["consent"].label = self.asked.ticket.consent

    def link_privacy_statement(self, url: str) -> None:
        """Say under the consent where the privacy statement stands ("" for nowhere)."""
        if url:
            self["consent"].help_text = format_html(
                _('Our <a href="{url}">privacy statement</a> says what we do with it.'), url=url
            )

    def rows(self) -> list:
        return []

    def request_data(self) -> dict:
        ticket = self.asked.ticket
        return {
            "submission_key": ticket.key,
            "consent_text": ticket.consent,
            "consent_version": ticket.privacy_version,
        }
