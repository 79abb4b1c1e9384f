"""Planning, changing and calling off a talk, as forms on the page of a lead."""

from collections.abc import Mapping
from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.leads.appointments import (
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_PLACE,
    Talk,
    TalkDoubtful,
    move_talk,
    plan_talk,
)
from intake.leads.appointments import cancel_talk as call_off_talk
from intake.leads.dates import spoken_talk
from intake.leads.errors import LeadError
from intake.leads.talk_doubts import Doubt
from intake.leads.talks import coming_talk
from intake.models import Appointment, CallMoment, CallProposal, Lead

from .lead_forms import LeadForm, day_field, note_field

#: How long a talk may take, and how long it usually does.
LENGTHS, USUAL = (15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420, 480), 60
#: At what time a talk may start in a part of the day that a school proposed.
USUAL_TIMES = {
    CallMoment.MORNING: "09:30",
    CallMoment.AFTERNOON: "13:30",
    CallMoment.AFTER_SCHOOL: "15:30",
    CallMoment.ANY: "10:00",
}


def talk_of(lead: Lead) -> Appointment | None:
    """The talk that is to come; asked for once a page, and only when the lead does not know of none."""
    if not hasattr(lead, "talk_to_come"):
        lead.talk_to_come = coming_talk(lead) if getattr(lead, "has_talk", True) else None
    return lead.talk_to_come


def usual_time(proposal: CallProposal) -> str:
    """ "09:30" for a moment in the morning."""
    return USUAL_TIMES.get(proposal.part, USUAL_TIMES[CallMoment.ANY])


def asked_moment(query: Mapping[str, str]) -> dict:
    """The day and time that an address asks for, as far as they are any."""
    found = {"on": _read(parse_date, query.get("on", "")), "at": _read(parse_time, query.get("at", ""))}
    return {name: value for name, value in found.items() if value}


def _read(parse, text: str):
    try:
        return parse(text)
    except ValueError:
        return None


class TalkForm(LeadForm):
    """When and where, with a word to the school."""

    on = day_field(gettext_lazy("Day"))
    at = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300}),
        error_messages={"invalid": gettext_lazy("Fill in a time, such as 10:30.")},
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long?"),
        coerce=int,
        initial=USUAL,
        error_messages={"required": gettext_lazy("Choose how long it takes.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=LONGEST_PLACE,
        widget=forms.TextInput(attrs={"list": "talk-places", "autocomplete": "off"}),
    )
    link = forms.CharField(
        label=gettext_lazy("Or a link, to talk online"),
        required=False,
        max_length=LONGEST_LINK,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )
    note = forms.CharField(
        label=gettext_lazy("A word to the school"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands in the invitation."),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.doubts: list[Doubt] = []
        talk = talk_of(self.lead)
        lengths = sorted({*LENGTHS, *([talk.minutes] if talk else [])})
        self.fields["minutes"].choices = [(minutes, spoken_length(minutes)) for minutes in lengths]

    def clean(self):
        data = super().clean()
        if not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Choose a day."))
        if not data.get("at") and "at" not in self.errors:
            self.add_error("at", _("Choose a time."))
        return data

    @property
    def talk(self) -> Talk:
        data = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(data["on"], data["at"]))
        return Talk(starts_at, data["minutes"], data["place"], data["link"], data["note"])

    @property
    def sure(self) -> set[str]:
        """The keys of the doubts that were shown before."""
        return set(self.data.getlist("sure"))

    def refuse(self, error: LeadError) -> None:
        super().refuse(error)
        if isinstance(error, TalkDoubtful):
            self.doubts = error.doubts
            # At the field, and in the list above the page that leads there.
            for doubt in self.doubts:
                self.add_error("on", doubt.words)


class PlanTalkForm(TalkForm):
    """A talk, with an invitation to the school."""

    name = "plan"

    @classmethod
    def fits(cls, lead):
        return super().fits(lead) and lead.owner is not None and talk_of(lead) is None

    def apply(self):
        talk = plan_talk(self.lead, self.talk, user=self.user, sure=self.sure)
        said = {"when": spoken_talk(talk.starts_at, talk.ends_at)}
        if not self.lead.contact.email:
            return (
                _("The talk is planned: %(when)s. The school has no e-mail address, so tell it yourself.")
                % said
            )
        return _("The talk is planned: %(when)s. The school and the adviser get an invitation.") % said


class MoveTalkForm(TalkForm):
    """Another moment or place for the talk that is to come."""

    name = "talk"
    for_closed = True

    def __init__(self, data=None, *, lead: Lead, **kwargs):
        super().__init__(data, lead=lead, **kwargs)
        if talk := talk_of(lead):
            start = timezone.localtime(talk.starts_at)
            at = time(start.hour, start.minute)
            self.initial |= {"on": start.date(), "at": at, "minutes": talk.minutes}
            self.initial |= {"place": talk.place, "link": talk.link, "note": talk.note}

    @classmethod
    def fits(cls, lead):
        return talk_of(lead) is not None

    def apply(self):
        talk = move_talk(self.lead, self.talk, user=self.user, sure=self.sure)
        said = {"when": spoken_talk(talk.starts_at, talk.ends_at)}
        if not self.lead.contact.email:
            return (
                _("The talk is changed: %(when)s. The school has no e-mail address, so tell it yourself.")
                % said
            )
        return _("The talk is changed: %(when)s. The school gets a new invitation.") % said


class CancelTalkForm(LeadForm):
    """The talk does not take place."""

    name = "talk_cancel"
    for_closed = True

    note = note_field(
        gettext_lazy("Note"), help_text=gettext_lazy("For the timeline. The school does not see it.")
    )

    @classmethod
    def fits(cls, lead):
        return talk_of(lead) is not None

    def apply(self):
        call_off_talk(self.lead, user=self.user, why=self.cleaned_data["note"])
        if not self.lead.contact.email:
            return _("The talk is called off. The school has no e-mail address, so tell it yourself.")
        return _("The talk is called off. The school gets a mail that takes it out of its calendar.")


def spoken_length(minutes: int) -> str:
    """ "45 minuten", "1 uur", "1½ uur"."""
    if minutes < 60 or minutes % 30:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    return _("%(hours)s hours") % {"hours": f"{hours}{'½' if rest else ''}"}


#: The address of each, below the lead's.
TALK_FORMS: dict[str, type[LeadForm]] = {
    form.name: form for form in (PlanTalkForm, MoveTalkForm, CancelTalkForm)
}
