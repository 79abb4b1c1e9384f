"""The second step: who may be called."""

from crispy_forms.layout import Field
from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.widgets import RegionalPhoneNumberWidget

from intake.form.fields import EmailField, LineField, NameField, OneOfField, PhoneField
from intake.form.layout import Row as Beside
from intake.models import CallMoment

from .base import CHOOSE_ONE, StepForm, needed, stored
from .summary import Row


class ContactForm(StepForm):
    """Who speaks for the organisation, and how to reach them."""

    first_name = NameField(
        label=_("First name"),
        max_length=stored("first_name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Fill in your first name.")},
    )
    last_name = NameField(
        label=_("Last name"),
        max_length=stored("last_name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Fill in your last name.")},
    )
    role = LineField(
        label=_("What is your role?"),
        required=False,
        max_length=stored("role"),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        help_text=_("Then the adviser knows who is on the phone."),
    )
    email = EmailField(
        label=_("E-mail address"),
        max_length=stored("email"),
        help_text=_("We send the confirmation here. We use it for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Fill in an e-mail address with an @, such as naam@school.nl"),
        },
    )
    phone = PhoneField(
        label=_("Phone number"),
        help_text=_("Landline or mobile, such as 06 12 34 56 78."),
        widget=RegionalPhoneNumberWidget(attrs={"autocomplete": "tel", "inputmode": "tel", "maxlength": 40}),
        error_messages={
            "required": _("Fill in a phone number: we like to call you back."),
            "invalid": _("This phone number is not right. Fill in ten digits, such as 06 12 34 56 78."),
        },
    )
    call_moment = OneOfField(
        label=_("When does a phone call suit you?"),
        choices=CallMoment.choices,
        initial=CallMoment.ANY,
        widget=forms.RadioSelect,
        error_messages=needed(CHOOSE_ONE),
    )

    def layout(self):
        return [
            Beside("first_name", "last_name"),
            "role",
            "email",
            "phone",
            Field("call_moment", wrapper_class="choices--short"),
        ]

    def rows(self) -> list[Row]:
        answers = self.cleaned_data
        name = f"{answers['first_name']} {answers['last_name']}"
        return [
            Row(_("Name"), ", ".join(filter(None, [name, answers["role"]]))),
            self.row("email"),
            self.row("phone", _("Phone")),
            self.row("call_moment", _("When we call")),
        ]
