"""What can be done with the seats of a lead, as forms on its page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.form.participants import ParticipantsField, in_lines
from intake.leads.dates import spoken_day
from intake.leads.enrolments import (
    MOST_SEATS,
    cancel,
    change_participants,
    confirm,
    enrol_again,
    offer_now,
)
from intake.leads.errors import LeadError
from intake.models import Enrolment, EnrolmentState, Lead
from intake.models.enrolments import ALIVE, enrolment_of

from .lead_forms import LeadForm, note_field
from .rights import COORDINATE


class SeatForm(LeadForm):
    """A form about the seats of a lead, in one of the states it names."""

    for_closed = True
    locks = False  # what is done with seats takes the lock on the start date first
    states: frozenset[EnrolmentState] = frozenset()

    @classmethod
    def fits(cls, lead: Lead) -> bool:
        enrolment = enrolment_of(lead.request)
        return enrolment is not None and enrolment.state in cls.states

    @property
    def enrolment(self) -> Enrolment:
        """Raises LeadError for a lead that is about something else."""
        enrolment = enrolment_of(self.lead.request)
        if enrolment is None:
            raise LeadError(_("This request is not about a start date."))
        return enrolment


class ConfirmSeatsForm(SeatForm):
    """The seats are certain."""

    name = "seats_confirm"
    states = frozenset({EnrolmentState.HELD, EnrolmentState.OFFERED})

    def apply(self):
        confirm(self.enrolment, user=self.user)
        return _("The seats are confirmed. The school gets a mail.")


class OfferSeatsForm(SeatForm):
    """Offer what is free, without waiting for its turn when a coordinator says so."""

    name = "seats_offer"
    states = frozenset({EnrolmentState.WAITING, EnrolmentState.EXPIRED, EnrolmentState.CANCELLED})

    skip_others = forms.BooleanField(
        label=gettext_lazy("Also when others are before them in line"), required=False
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if not self.user.has_perm(COORDINATE):
            del self.fields["skip_others"]

    def apply(self):
        skip_others = self.cleaned_data.get("skip_others", False)
        enrolment = offer_now(self.enrolment, user=self.user, skip_others=skip_others)
        return _("The school gets a mail, and can answer by %(day)s.") % {
            "day": spoken_day(enrolment.offer_until)
        }


class EnrolAgainForm(SeatForm):
    """They want to come after all."""

    name = "seats_again"
    states = frozenset({EnrolmentState.EXPIRED, EnrolmentState.CANCELLED})

    def apply(self):
        enrolment = enrol_again(self.enrolment, user=self.user)
        if enrolment.state == EnrolmentState.HELD:
            return _("The seats are held again.")
        return _("There are no free seats for them now: they are on the waiting list, as the last.")


class ParticipantsForm(SeatForm):
    """How many come, and who."""

    name = "seats_people"
    states = ALIVE

    count = forms.IntegerField(
        label=gettext_lazy("How many seats?"),
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={"required": gettext_lazy("Fill in how many seats, from 1.")},
    )
    people = ParticipantsField(required=False)

    @property
    def typed(self) -> str:
        return self.data.get("people") or ""

    def __init__(self, data=None, *, lead: Lead, **kwargs):
        enrolment = enrolment_of(lead.request)
        initial = {"count": enrolment.seats, "people": in_lines(enrolment.people)} if enrolment else None
        super().__init__(data, lead=lead, initial=initial, **kwargs)

    def apply(self):
        change_participants(self.enrolment, user=self.user, **self.cleaned_data)
        return _("Who comes is up to date.")


class CancelSeatsForm(SeatForm):
    """They do not come."""

    name = "seats_cancel"
    states = ALIVE

    note = note_field(gettext_lazy("Note"))

    def apply(self):
        cancel(self.enrolment, user=self.user, note=self.cleaned_data["note"])
        return _("It is given back. What came free is offered to the next in line.")


#: The address of each, below the lead's.
SEAT_FORMS: dict[str, type[SeatForm]] = {
    form.name: form
    for form in (ConfirmSeatsForm, OfferSeatsForm, EnrolAgainForm, ParticipantsForm, CancelSeatsForm)
}
