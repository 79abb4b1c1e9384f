"""The greetings and closings of our mails, under Instellingen: a list, and a form with a preview for each."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from intake.leads.mail_preview import preview
from intake.leads.mail_texts import (
    KINDS,
    Words,
    placeholders_of,
    set_words,
    validate_placeholders,
    words_of,
)
from intake.models import MailText

from .pages import Crumb, DeskPage

CHANGE_TEXTS = "intake.change_mailtext"
LIST = "intake_mail_texts"
EDIT = "intake_mail_text"
#: The widths at which a mail is shown: on a computer and on a phone.
WIDTHS = (600, 320)


class MailTextForm(forms.Form):
    """A greeting of one line, and a closing."""

    use_required_attribute = False

    greeting = forms.CharField(
        label=gettext_lazy("Greeting"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The first line, in large letters. Leave it empty for our own text."),
    )
    closing = forms.CharField(
        label=gettext_lazy("Closing"),
        max_length=800,
        required=False,
        help_text=gettext_lazy("The last paragraph, above our address."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, mail: str, words: Words):
        self.mail = mail
        initial = {"greeting": words.greeting, "closing": words.closing}
        super().__init__(data, initial=initial, auto_id="mail-%s")

    def clean_greeting(self) -> str:
        return self._checked("greeting")

    def clean_closing(self) -> str:
        return self._checked("closing")

    def _checked(self, name: str) -> str:
        validate_placeholders(self.cleaned_data[name], self.mail)
        return self.cleaned_data[name]


class MailTextPage(DeskPage):
    """A screen for who may change the texts of mails."""

    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE_TEXTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MailTextList(MailTextPage):
    """Every mail: when it goes, to whom, and whether its words were changed."""

    template_name = "intake/desk/mail_texts.html"

    def get_page_title(self):
        return _("Texts of mails")

    def get_context_data(self, **kwargs):
        changed = set(MailText.objects.values_list("name", flat=True))
        rows = [
            {"name": name, "kind": kind, "is_changed": name in changed}
            for name, kind in KINDS.items()
            if kind.is_set
        ]
        return super().get_context_data(**kwargs, rows=rows)


class MailTextEdit(MailTextPage):
    """The words of one mail, and how it looks with them."""

    template_name = "intake/desk/mail_text.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.name = kwargs["name"]
        if self.name not in KINDS or not KINDS[self.name].is_set:
            raise Http404

    def get_page_title(self):
        return str(KINDS[self.name].title)

    def get_crumbs(self):
        return [Crumb(_("Texts of mails"), reverse(LIST))]

    def get_context_data(self, bound: MailTextForm | None = None, **kwargs):
        """`bound` is what was typed, when it was refused or is only looked at."""
        form = bound or MailTextForm(mail=self.name, words=words_of(self.name))
        words = None
        if bound and bound.is_valid():
            data = bound.cleaned_data
            words = Words(data["greeting"] or str(KINDS[self.name].greeting), data["closing"])
        return super().get_context_data(
            **kwargs,
            kind=KINDS[self.name],
            form=form,
            bound=bound if bound and bound.errors else None,
            placeholders=placeholders_of(self.name).items(),
            mail=preview(self.name, words),
            widths=WIDTHS,
            is_tried=words is not None,
        )

    def post(self, request, *args, **kwargs):
        form = MailTextForm(request.POST, mail=self.name, words=words_of(self.name))
        if not form.is_valid() or "look" in request.POST:
            return self.render_to_response(self.get_context_data(bound=form))
        set_words(self.name, **form.cleaned_data, user=request.user)
        messages.success(request, _("The text is saved. It stands in every mail that leaves from now on."))
        return HttpResponseRedirect(reverse(EDIT, args=[self.name]))


class MailTextsItem(MenuItem):
    """In the menu for who may change them."""

    def is_shown(self, request):
        return request.user.has_perm(CHANGE_TEXTS)


def mail_texts_item() -> MenuItem:
    return MailTextsItem(
        gettext_lazy("Texts of mails"), reverse(LIST), name="mail-texts", icon_name="mail", order=450
    )


def mail_text_addresses() -> list:
    return [
        path("mailteksten/", MailTextList.as_view(), name=LIST),
        path("mailteksten/<slug:name>/", MailTextEdit.as_view(), name=EDIT),
    ]
