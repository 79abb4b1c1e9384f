"""The request form: what is asked, in which words, and what a good answer is."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from phonenumber_field.widgets import RegionalPhoneNumberWidget

from intake.models import CallMoment, IntakeRequest, Scope, Sector, Wish, WishedStart

from .fields import (
    CountField,
    EmailField,
    LineField,
    NameField,
    PhoneField,
    PostcodeField,
    RegisterCodeField,
    TextField,
)
from .layout import form_helper
from .offer import COURSE, SERVICE, Offer
from .origin import Origin
from .submit import RequestData
from .tickets import Ticket
from .wishes import QUESTIONS, form_for

CHOOSE_ONE = _("Choose one of the answers.")
GONE = _("One of your choices is no longer offered. Choose again.")
MAX_PLGS, MAX_PARTICIPANTS = 99, 999


def _stored(name: str) -> int:
    """How many characters of this answer are kept."""
    return IntakeRequest._meta.get_field(name).max_length


def _needed(message) -> dict[str, str]:
    return {"required": message, "invalid_choice": CHOOSE_ONE}


class RequestForm(forms.Form):
    """Three parts on one page: the organisation, the person, the question. Then the consent.

    The ticket says to which sentence a school agrees, the origin which questions make sense.
    """

    organisation_name = LineField(
        label=_("Name of your organisation"),
        max_length=_stored("organisation_name"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Fill in the name of your organisation.")},
    )
    sector = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[("", _("Choose what fits")), *Sector.choices],
        error_messages=_needed(_("Choose what kind of organisation it is.")),
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Fill in the postcode, such as 3512 LK.")},
    )
    city = LineField(
        label=_("Place"),
        max_length=_stored("city"),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": _("Fill in the place.")},
    )
    register_code = RegisterCodeField(
        label=_("BRIN code or LRK number"),
        required=False,
        max_length=30,
        help_text=_("A school has a BRIN code, such as 03WU. Childcare has an LRK number."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "invalid": _(
                "This is not a BRIN code (such as 03WU) and not an LRK number (nine digits or more). "
                "You may also leave it empty."
            )
        },
    )

    first_name = NameField(
        label=_("First name"),
        max_length=_stored("first_name"),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Fill in your first name.")},
    )
    last_name = NameField(
        label=_("Last name"),
        max_length=_stored("last_name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Fill in your last name.")},
    )
    role = LineField(
        label=_("What is your role?"),
        required=False,
        max_length=_stored("role"),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = EmailField(
        label=_("E-mail address"),
        max_length=_stored("email"),
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
        widget=RegionalPhoneNumberWidget(attrs={"autocomplete": "tel", "maxlength": 40}),
        error_messages={
            "required": _("Fill in a phone number: we like to call you back."),
            "invalid": _("This phone number is not right. Fill in ten digits, such as 06 12 34 56 78."),
        },
    )
    call_moment = forms.ChoiceField(
        label=_("When does a phone call suit you?"),
        choices=CallMoment.choices,
        initial=CallMoment.ANY,
        widget=forms.RadioSelect,
        error_messages=_needed(CHOOSE_ONE),
    )

    services = forms.MultipleChoiceField(
        label=_("What is it about?"),
        required=False,
        help_text=_("You may choose more than one. Not sure yet? Skip this."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE, "invalid_list": GONE},
    )
    courses = forms.MultipleChoiceField(
        label=_("Which course?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE, "invalid_list": GONE},
    )
    guide_answers = TextField(
        label=_("Your answers in the guide"),
        required=False,
        max_length=_stored("guide_answers"),
        help_text=_("Your adviser reads this. You may change it or take it out."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    scope = forms.ChoiceField(
        label=_("Who would learn together?"),
        choices=Scope.choices,
        initial=Scope.UNKNOWN,
        widget=forms.RadioSelect,
        error_messages=_needed(CHOOSE_ONE),
    )
    plg_count = CountField(label=_("How many PLGs?"), required=False, max_value=MAX_PLGS)
    participants = CountField(label=_("How many participants?"), required=False, max_value=MAX_PARTICIPANTS)
    goal = TextField(
        label=_("What do you want to reach?"),
        required=False,
        max_length=_stored("goal"),
        help_text=_("A few words are enough. Please name no pupils or children."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wished_start = forms.ChoiceField(
        label=_("When do you want to start?"),
        choices=WishedStart.choices,
        initial=WishedStart.UNKNOWN,
        error_messages=_needed(CHOOSE_ONE),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Tick this box. Without it we may not call you.")},
    )

    def __init__(self, data=None, *, offer: Offer, origin: Origin, ticket: Ticket):
        super().__init__(data, label_suffix="")
        self.offer, self.origin, self.ticket = offer, origin, ticket
        self.fields["consent"].label = ticket.consent
        self._ask_for(origin)
        self._offer_choices()

    @property
    def helper(self):
        """How crispy-forms lays it out."""
        return form_helper(self)

    @property
    def announcement(self) -> str:
        """What the school is about to ask for, when a link said so; "" for a talk that no guide led to."""
        if self.origin.wish == Wish.TALK and self.origin.answers:
            return _("We filled in what came out of the guide. You may change all of it.")
        subject = self.origin.subject
        return form_for(self.origin.wish).announce(subject.title if subject else "", self.origin.date_label)

    def link_privacy_statement(self, url: str) -> None:
        """Say under the consent where the privacy statement stands ("" for nowhere)."""
        if url:
            self["consent"].help_text = format_html(
                _('Our <a href="{url}">privacy statement</a> says what we do with it.'), url=url
            )

    def request_data(self) -> RequestData:
        """The answers of a valid form, ready to be submitted."""
        answers = dict(self.cleaned_data)
        answers.pop("consent")
        code = answers.pop("register_code")
        return RequestData(
            **answers | {"brin": code.brin, "lrk": code.lrk, "subjects": self._subjects(answers)},
            wish=self.origin.wish,
            origin_page_id=self.origin.page_id,
            origin_title=self.origin.page_title,
            course_date_id=self.origin.date_id,
            course_date_label=self.origin.date_label,
            submission_key=self.ticket.key,
            consent_text=self.ticket.consent,
            consent_version=self.ticket.privacy_version,
        )

    def _ask_for(self, origin: Origin) -> None:
        """Leave out what is no question for this wish, and say the rest in its words."""
        wanted = form_for(origin.wish)
        for name in set(QUESTIONS).difference(wanted.questions):
            del self.fields[name]
        for name, label in wanted.labels.items():
            self.fields[name].label = label
        if origin.answers:
            self.initial["guide_answers"] = origin.answers_in_words
        else:
            del self.fields["guide_answers"]

    def _offer_choices(self) -> None:
        for name, kind in (("services", SERVICE), ("courses", COURSE)):
            if name not in self.fields:
                continue
            self.fields[name].choices = self.offer.choices(kind)
            if not self.fields[name].choices:
                del self.fields[name]
            elif self.origin.subject and self.origin.subject.kind == kind:
                self.initial[name] = [str(self.origin.subject.id)]

    def _subjects(self, answers: dict) -> list[dict]:
        """What it is about: the course of the link, or what was ticked. Takes the ticks out of `answers`."""
        ticked = [*answers.pop("services", []), *answers.pop("courses", [])]
        if self.origin.wish == Wish.TALK:
            subjects = [self.offer.get(int(pk)) for pk in ticked]
        else:
            subjects = [self.origin.subject]
        return [subject.as_data() for subject in subjects]
