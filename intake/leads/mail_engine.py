"""The engine that writes our mails: post_office's, whose pictures go along, with an invitation besides.

The invitation is another form of the text itself (RFC 6047), so that Outlook, Gmail and Apple ask for an
answer; and a file as well, for programs that only know those. `{% mail_invitation %}` puts it there.
"""

from django.core.mail import EmailMultiAlternatives
from post_office.template.backends import post_office

FILE = "afspraak.ics"


class MailTemplate(post_office.Template):
    """A mail's HTML, with what goes along with it."""

    def __init__(self, template, backend):
        template.invitations = []
        super().__init__(template, backend)

    def attach_related(self, email_message: EmailMultiAlternatives) -> None:
        """Put the pictures and the invitations in the mail."""
        super().attach_related(email_message)
        for method, calendar in self.template.invitations:
            email_message.attach_alternative(calendar, f"text/calendar; method={method}")
            email_message.attach(FILE, calendar.encode(), "application/ics")


class MailTemplates(post_office.PostOfficeTemplates):
    """post_office's engine with those templates."""

    def from_string(self, template_code):
        return MailTemplate(self.engine.from_string(template_code), self)
