"""Writing a mail to the school, from a template or from nothing, and seeing it before it goes."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.mail import WRITTEN
from intake.leads.mail_preview import write_out
from intake.leads.mail_templates import templates_for
from intake.leads.placeholders import IN_TEMPLATES, complete
from intake.leads.writing import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    Letter,
    context_of,
    one_line,
    reader_of,
    send_mail_to_school,
    started_from,
    values_for,
)
from intake.models import MailTemplate

from .lead_actions import LeadActionView
from .lead_forms import LeadForm, day_field
from .lead_page import LeadPage, url_of
from .mail_texts import WIDTHS
from .pages import Crumb
from .rights import CHANGE
from .seen import seen_field


class WriteForm(LeadForm):
    """A subject, a text, and what is next. Placeholders may still stand in it: they are filled in."""

    name = "write"
    for_closed = True

    key = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": gettext_lazy("Give the mail a subject.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("The name, phone number and e-mail address of the adviser stand below it."),
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    next_action = forms.CharField(
        label=gettext_lazy("Next step"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "next-actions", "autocomplete": "off"}),
    )
    next_action_on = day_field(gettext_lazy("On which day"))

    def __init__(self, data=None, *, initial: dict | None = None, **kwargs):
        super().__init__(data, initial={"key": uuid4()} | (initial or {}), **kwargs)
        if not self.lead.is_open:  # nothing comes after it
            del self.fields["next_action"], self.fields["next_action_on"]

    @cached_property
    def values(self) -> dict[str, str]:
        return values_for(self.lead, self.user)

    def clean_subject(self) -> str:
        return self._checked(one_line(self.cleaned_data["subject"]))

    def clean_text(self) -> str:
        return self._checked(self.cleaned_data["text"])

    def _checked(self, text: str) -> str:
        """As it was typed: it is filled in when it is sent, so that no value is read as a placeholder."""
        complete(text, self.values)
        return text

    @property
    def letter(self) -> Letter | None:
        """What the mail would say; None as long as something is wrong with it."""
        data = getattr(self, "cleaned_data", {})
        if not {"subject", "text"} <= set(data):
            return None
        return Letter(*(complete(data[name], self.values) for name in ("subject", "text")))

    def apply(self):
        if send_mail_to_school(self.lead, user=self.user, **self.cleaned_data):
            return _("The mail is on its way, and stands on the timeline.")
        return _("This mail was sent before. It goes once.")


class WritePage(LeadActionView):
    """The form, the mail as the school gets it, and sending it."""

    template_name = "intake/desk/write.html"
    header_icon = "mail"
    form_class = WriteForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Write a mail")

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.lead.organisation.name, url_of(self.lead))]

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(bound=self.begin()))

    def post(self, request, *args, **kwargs):
        if "look" not in request.POST:
            return super().post(request, *args, **kwargs)
        return self.show_again(WriteForm(request.POST, lead=self.lead, user=request.user))

    @cached_property
    def templates(self) -> list[MailTemplate]:
        return templates_for(self.lead, self.request)

    @cached_property
    def template(self) -> MailTemplate | None:
        """The one that was chosen, if it fits this lead."""
        wanted = self.request.GET.get("template", "")
        return next((one for one in self.templates if str(one.pk) == wanted), None)

    def begin(self) -> WriteForm:
        """An empty form; or a template filled in, which says what is still missing."""
        about = {"lead": self.lead, "user": self.request.user}
        if self.template is None:
            return WriteForm(**about)
        values = values_for(self.lead, self.request.user)
        letter = started_from(self.template, values)
        form = WriteForm({"key": uuid4(), "subject": letter.subject, "text": letter.text}, **about)
        form.values = values
        return form

    def get_context_data(self, bound: WriteForm, **kwargs):
        lead, user = self.lead, self.request.user
        if bound.is_bound:
            bound.is_valid()
        letter = bound.letter
        # What stands on the lead's own page is not read for this one.
        return super(LeadPage, self).get_context_data(
            **kwargs,
            lead=lead,
            form=bound,
            bound=bound if bound.is_bound and bound.errors else None,
            templates=self.templates,
            template=self.template,
            placeholders=[(name, what, bound.values[name]) for name, what in IN_TEMPLATES.items()],
            mail=write_out(WRITTEN, context_of(lead, user, letter) | self.face) if letter else None,
            reader=reader_of(lead, user),
            sender=settings.DEFAULT_FROM_EMAIL,
            seen_field=seen_field(lead, user),
            widths=WIDTHS,
        )

    @property
    def face(self) -> dict:
        return {"adviser_page": self.lead.owner.page_id if self.lead.owner else None}
