"""What can be done with a lead, as forms: each checks its input and calls one function of the floor below."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.dates import spoken_moment
from intake.leads.errors import LeadError
from intake.leads.lifecycle import move_lead
from intake.leads.moments import choose_moment
from intake.leads.persons import keep_known, take_over
from intake.leads.reminders import is_ignored
from intake.leads.talks import coming_talk
from intake.leads.undelivered import correct_address, settle_mail
from intake.models import Adviser, Lead, LeadState, LostReason
from intake.routing.assign import hand_over, reroute

from .asks import asks_of, plain_ways
from .rights import COORDINATE
from .team import team

#: How many characters a note may have.
LONGEST_NOTE = 4000


def note_field(label, rows: int = 2, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": rows}),
        **kwargs,
    )


def day_field(label) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


def team_choices(but: int | None = None) -> list[tuple[str, str]]:
    """Everybody who receives leads, with how full they are, apart from one."""
    people = [person for person in team(timezone.now()) if person.id != but]
    return [("", _("Choose an adviser")), *((str(person.id), person.label) for person in people)]


class LeadForm(forms.Form):
    """A form about one lead. `name` is its address and the prefix of its ids."""

    name = ""
    #: Whether this can be done with a lead that is closed.
    for_closed = False
    #: Whether what others did meanwhile has to be looked at first. What only adds something needs no look.
    overwrites = True
    #: Whether it has to do with who gets what, and whether the lead may be locked before all else.
    assigns, locks = False, True
    # What is missing is said on the page, in our own words, whatever the browser.
    use_required_attribute = False

    def __init__(self, data=None, *, lead: Lead, user, initial: dict | None = None):
        super().__init__(data, initial=initial, auto_id=f"{self.name}-%s")
        self.lead = lead
        self.user = user

    @classmethod
    def fits(cls, lead: Lead) -> bool:
        """Whether this can be done with the lead as it stands."""
        return lead.is_open or cls.for_closed

    @property
    def needs(self) -> dict[str, bool]:
        """What `as_seen` has to lock before the lead, and whether the lead."""
        return {"assigns": self.assigns, "gives_up": self.gives_up, "locks": self.locks}

    @property
    def gives_up(self) -> bool:
        """Whether the seats of the lead are given back, so that their date is locked first."""
        return False

    @property
    def typed(self) -> str:
        """The note or message that was typed, so that it can be kept when the rest has become impossible."""
        return self.data.get("note") or self.data.get("message") or ""

    def apply(self) -> str:
        """Do it, and return what to tell the user. Raises LeadError for what is not allowed."""
        raise NotImplementedError

    def refuse(self, error: LeadError) -> None:
        """Show a refusal beside the input it is about."""
        self.add_error(error.field if error.field in self.fields else None, error.message)


class MoveForm(LeadForm):
    """To another state. Whether this lead may go there is for the life cycle to say, not for the form."""

    name = "move"
    for_closed = True

    to = forms.CharField(label=gettext_lazy("New state"), required=False)
    note = note_field(gettext_lazy("Note"))

    @property
    def ways(self) -> list[LeadState]:
        """Where the lead may go from here with one click."""
        return plain_ways(self.lead.state)

    @property
    def asking(self) -> list[tuple[LeadState, str]]:
        """Where else it may go, each by a form of its own; being lost stands apart on the page."""
        asked = asks_of(self.lead.state).items()
        return [(state, form) for state, form in asked if state != LeadState.LOST]

    @property
    def gives_up(self):
        return self.cleaned_data["to"] == LeadState.LOST

    def apply(self):
        data = self.cleaned_data
        lead = move_lead(self.lead, data["to"], user=self.user, note=data["note"])
        return _("The lead now stands at “%(state)s”.") % {"state": lead.get_state_display()}


class LostForm(LeadForm):
    """It does not go ahead, and why."""

    name = "lost"
    gives_up = True

    lost_reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        required=False,
        choices=[("", gettext_lazy("Choose a reason")), *LostReason.choices],
    )
    note = note_field(gettext_lazy("Note"))

    def apply(self):
        is_untold = not self.lead.contact.email and coming_talk(self.lead)
        move_lead(self.lead, LeadState.LOST, user=self.user, **self.cleaned_data)
        if is_untold:
            return _(
                "The lead is closed, the talk is off. The school has no e-mail address, so tell it yourself."
            )
        return _("The lead is closed as not going ahead.")


class HandOverForm(LeadForm):
    """To a colleague; out of triage, to anybody."""

    name = "hand_over"
    assigns = True

    to = forms.ChoiceField(
        label=gettext_lazy("Adviser"), error_messages={"required": gettext_lazy("Choose an adviser.")}
    )
    message = note_field(gettext_lazy("Message"), help_text=gettext_lazy("Goes along in the mail."))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["to"].choices = team_choices(but=self.lead.owner_id)

    def apply(self):
        adviser = Adviser.objects.select_related("user").get(pk=self.cleaned_data["to"])
        hand_over(self.lead, to=adviser, user=self.user, message=self.cleaned_data["message"])
        if adviser.user_id == self.user.pk:
            return _("The lead is yours.")
        return _("The lead is with %(name)s, who gets a mail.") % {"name": adviser.name}


class MomentForm(LeadForm):
    """One of the moments to call that the school proposed."""

    name = "moment"

    proposal = forms.IntegerField(
        label=gettext_lazy("Moment to call"),
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("Choose a moment.")),
    )

    def apply(self):
        chosen = choose_moment(self.lead, self.cleaned_data["proposal"], user=self.user)
        moment = spoken_moment(chosen.day, chosen.part)
        return _("The next step is to call %(moment)s. The school gets a mail.") % {"moment": moment}


class MailForm(LeadForm):
    """A mail that did not arrive: the right address, or nothing more to do."""

    name = "mail"
    for_closed = True
    assigns = True  # a corrected address goes for every lead of this person

    email = forms.CharField(
        label=gettext_lazy("The right e-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("The confirmation goes there again. Links in earlier mails stop working."),
    )

    def apply(self):
        if email := self.cleaned_data["email"]:
            correct_address(self.lead, email, user=self.user)
            return _("The address is changed, and the confirmation is on its way.")
        settle_mail(self.lead, user=self.user)
        return _("The sign is gone. What you did, you can write in a note.")


class PersonForm(LeadForm):
    """The contact person as this request has them, or as they were known."""

    name = "person"

    keep = forms.BooleanField(required=False)

    def apply(self):
        if self.cleaned_data["keep"]:
            keep_known(self.lead, user=self.user)
            return _("The contact person stays as we know them.")
        take_over(self.lead, user=self.user)
        return _("The contact person is changed. What it was stands on the timeline.")


class RerouteForm(LeadForm):
    """Somebody else, chosen by the site: for coordinators, when the adviser let the deadline pass."""

    name = "reroute"
    assigns = True

    @property
    def is_due(self) -> bool:
        """Whether the lead's page offers it."""
        return self.user.has_perm(COORDINATE) and is_ignored(self.lead, timezone.localdate())

    def apply(self):
        if not self.user.has_perm(COORDINATE):
            raise PermissionDenied
        lead = reroute(self.lead, user=self.user)
        if lead.owner is None:
            return _("Nobody else can take it now. It stands in triage, so choose somebody yourself.")
        return _("The lead is with %(name)s, who gets a mail.") % {"name": lead.owner.name}


#: The address of each, below the lead's.
FORMS: dict[str, type[LeadForm]] = {
    form.name: form
    for form in (
        MoveForm, LostForm, HandOverForm, RerouteForm, MomentForm, MailForm, PersonForm,
    )
}  # fmt: skip
