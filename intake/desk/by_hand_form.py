"""What a colleague fills in about a phone call. Only what a call gives has to be there."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.widgets import RegionalPhoneNumberWidget

from intake.form.fields import (
    CountField,
    EmailField,
    LineField,
    NameField,
    PhoneField,
    PostcodeField,
    RegisterCodeField,
)
from intake.form.offer import Offer
from intake.form.steps.base import lists, stored
from intake.form.steps.finder import CHOICE, ChoiceField, SearchField, filled_in
from intake.form.submit import RequestData
from intake.leads.enrolments import MOST_SEATS
from intake.models import ConsentWay, IntakeSettings, Sector, Way, Wish
from offerings.models import CourseDate

from .known_finder import choice_of
from .lead_forms import note_field, team_choices
from .rights import COORDINATE
from .rule_form import number_ticks

ORGANISATION = ("organisation_name", "sector", "postcode", "city", "register_code")
RULES, ME, COLLEAGUE = "rules", "me", "colleague"
#: So many start dates can be chosen from.
MOST_DATES = 24


def plain(**attrs) -> forms.TextInput:
    """An input in which the browser does not offer what belongs to the colleague who types."""
    return forms.TextInput(attrs={"autocomplete": "off", **attrs})


class ByHandForm(forms.Form):
    """Who called, about what, and who takes it."""

    use_required_attribute = False

    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    search = SearchField()
    register_choice = ChoiceField()
    register_was = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    organisation_name = LineField(
        label=gettext_lazy("Name of the organisation"),
        max_length=stored("organisation_name"),
        widget=plain(),
        error_messages={"required": gettext_lazy("Fill in the name of the organisation.")},
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        choices=[("", gettext_lazy("Choose what fits")), *Sector.choices],
        error_messages={"required": gettext_lazy("Choose what kind of organisation it is.")},
    )
    postcode = PostcodeField(
        label=gettext_lazy("Postcode"), required=False, max_length=20, widget=plain(spellcheck="false")
    )
    city = LineField(label=gettext_lazy("Place"), required=False, max_length=stored("city"), widget=plain())
    register_code = RegisterCodeField(
        label=gettext_lazy("BRIN code or LRK number"),
        required=False,
        max_length=30,
        widget=plain(spellcheck="false"),
        error_messages={
            "invalid": gettext_lazy(
                "This is not a BRIN code (such as 03WU) and not an LRK number (nine digits or more). "
                "You may also leave it empty."
            )
        },
    )
    first_name = NameField(
        label=gettext_lazy("First name"), required=False, max_length=stored("first_name"), widget=plain()
    )
    last_name = NameField(
        label=gettext_lazy("Last name"), required=False, max_length=stored("last_name"), widget=plain()
    )
    role = LineField(label=gettext_lazy("Role"), required=False, max_length=stored("role"), widget=plain())
    phone = PhoneField(
        label=gettext_lazy("Phone number"),
        required=False,
        widget=RegionalPhoneNumberWidget(attrs={"autocomplete": "off", "inputmode": "tel", "maxlength": 40}),
        error_messages={
            "invalid": gettext_lazy(
                "This phone number is not right. Fill in ten digits, such as 06 12 34 56 78."
            )
        },
    )
    email = EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=stored("email"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "invalid": gettext_lazy("Fill in an e-mail address with an @, such as naam@school.nl")
        },
    )
    subjects = number_ticks(gettext_lazy("What is it about?"))
    course_date = forms.ChoiceField(
        label=gettext_lazy("Seats on a start date"),
        required=False,
        help_text=gettext_lazy("When it is full, they join the waiting list."),
    )
    participants = CountField(label=gettext_lazy("Participants"), required=False, max_value=MOST_SEATS)
    note = note_field(
        gettext_lazy("What was said"), help_text=gettext_lazy("On the timeline. The school does not see it.")
    )
    taker = forms.ChoiceField(
        label=gettext_lazy("Who takes it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who takes it.")},
    )
    adviser = forms.ChoiceField(label=gettext_lazy("Adviser"), required=False)
    confirm = forms.BooleanField(
        label=gettext_lazy("Mail the school a confirmation"), required=False, initial=True
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Ask for consent, and tick it here.")}
    )

    def __init__(self, data=None, *, user, settings: IntakeSettings, offer: Offer, **kwargs):
        self.user, self.settings, self.offer = user, settings, offer
        if data is not None:
            data = filled_in(lists(data), ORGANISATION, self._choice)
        super().__init__(data, auto_id="hand-%s", **kwargs)
        subjects = [one for kind in ("service", "course") for one in self.offer.of_kind(kind)]
        self.fields["subjects"].choices = [(one.id, one.title) for one in subjects]
        self.fields["consent"].label = settings.consent
        self._offer_dates()
        self._offer_takers()
        self.fields["submission_key"].initial = uuid4()
        search = self.fields["search"]
        search.label, search.help_text = (
            _("Find the organisation"),
            _("Those we know come first, then the national registers."),
        )
        del search.widget.attrs["maxlength"]
        if data is None and not self.initial:
            search.widget.attrs["autofocus"] = True
        self.fields["note"].widget.attrs["rows"] = 4

    def _choice(self, key: str) -> dict | None:
        return choice_of(key, self.user)

    def _offer_dates(self) -> None:
        dates = CourseDate.objects.open_for_enrolment(timezone.localdate()).select_related("course")
        self.dates = {str(date.pk): date for date in dates.order_by("first_day", "pk")[:MOST_DATES]}
        if not self.dates:
            del self.fields["course_date"], self.fields["participants"]
            return
        lines = [(key, f"{date.course.title}: {date.label}") for key, date in self.dates.items()]
        self.fields["course_date"].choices = [("", _("No seats")), *lines]

    def _offer_takers(self) -> None:
        takers = [(RULES, _("Whoever the rules choose"))]
        if hasattr(self.user, "adviser"):
            takers.append((ME, _("I do")))
        if self.user.has_perm(COORDINATE):
            takers.append((COLLEAGUE, _("A colleague I choose")))
            self.fields["adviser"].choices = team_choices()
        else:
            del self.fields["adviser"]
        self.fields["taker"].choices = takers
        self.fields["taker"].initial = RULES

    @cached_property
    def chosen(self) -> dict | None:
        """The organisation that was found and chosen, as the page shows it."""
        return self._choice(self[CHOICE].value() or "")

    def clean(self) -> dict:
        data = super().clean()
        if not any(data.get(name) for name in ("first_name", "last_name")) and not (
            {"first_name", "last_name"} & set(self.errors)
        ):
            self.add_error("last_name", _("Fill in a name: first or last."))
        if not any(data.get(name) for name in ("phone", "email")) and not {"phone", "email"} & set(
            self.errors
        ):
            self.add_error("phone", _("Fill in a phone number or an e-mail address."))
        if data.get("taker") == COLLEAGUE and not data.get("adviser"):
            self.add_error("adviser", _("Choose an adviser."))
        return data

    def request_data(self) -> RequestData:
        """What is stored as the request."""
        data = self.cleaned_data
        code, date = data["register_code"], self.dates.get(data.get("course_date"))
        ticked = [self.offer.get(pk) for pk in data["subjects"]]
        if date and (course := self.offer.get(date.course_id)) and course not in ticked:
            ticked.append(course)
        return RequestData(
            submission_key=data["submission_key"] or uuid4(),
            way=Way.HAND,
            **{name: data[name] for name in ("organisation_name", "sector", "postcode", "city")},
            **{name: data[name] for name in ("first_name", "last_name", "role", "email", "phone")},
            brin=code.brin,
            lrk=code.lrk,
            subjects=[one.as_data() for one in ticked],
            wish=Wish.ENROL if date else Wish.TALK,
            participants=data.get("participants"),
            course_date_id=date.pk if date else None,
            course_date_label=date.label if date else "",
            consent_text=self.settings.consent,
            consent_version=self.settings.privacy_version,
            consent_way=ConsentWay.PHONE,
        )

    def called(self) -> str:
        """The call as a note on a lead that there is already: who called, and what was said."""
        values = (self[name].value() or "" for name in ("first_name", "last_name", "role", "phone", "email"))
        first, last, *rest = (str(value).strip() for value in values)
        who = ", ".join(filter(None, [f"{first} {last}".strip(), *rest]))
        said = str(self["note"].value() or "").strip()
        return "\n".join(filter(None, [_("Called: %(who)s") % {"who": who} if who else "", said]))
