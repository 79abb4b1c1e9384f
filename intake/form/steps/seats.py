"""What the question step asks about seats on a start date: how many, who comes, and whether to wait."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.form.origin import ABOUT_A_DATE
from intake.form.participants import ParticipantsField, in_lines
from offerings.models import CourseDate

from .base import StepForm
from .summary import Row


class SeatsForm(StepForm):
    """A step that may be about a start date: one of `dates`, by their primary key.

    A school reads before it goes on when there are too few seats, and chooses: fewer people, or all of them
    on the waiting list. When seats go while it looks over its answers, nothing stops it: it then waits, and
    reads so on the check page, on the page after it and in its mail. More people than the date has seats in
    all are always refused.
    """

    #: The start dates that it can be about; set before `ask_who_comes`.
    dates: dict[int, CourseDate] = {}

    wait_instead = forms.BooleanField(required=False)
    attendees = ParticipantsField(required=False)

    def ask_who_comes(self, typed: MultiValueDict) -> None:
        """Ask for names when it can be about a date; whether to wait, when more would come than can."""
        if not self.dates:
            del self.fields["attendees"], self.fields["wait_instead"]
            return
        if self.asked.origin.wish in ABOUT_A_DATE:
            self.initial["participants"] = "1"
        date = self.date_of(typed.get("course_date"))
        wanted = self._wanted(typed)
        if date and date.seats_left < wanted <= date.seats and not date.is_full:
            self.fields["wait_instead"].label = ngettext(
                "Put us on the waiting list, with %(count)d person",
                "Put us on the waiting list, with all %(count)d of us",
                wanted,
            ) % {"count": wanted}
        else:
            del self.fields["wait_instead"]
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Who comes is read after how many come, on the check page as well."""
        own = [name for name in ("wait_instead", "attendees") if name in self.fields]
        names = [name for name in self.fields if name not in own]
        place = names.index("participants") + 1
        self.order_fields([*names[:place], *own, *names[place:]])

    def date_of(self, chosen: str | None) -> CourseDate | None:
        """The start date that is chosen, else that of the link."""
        by_value = {str(pk): date for pk, date in self.dates.items()}
        return by_value.get(chosen or str(self.asked.origin.date_id))

    def check_seats(self, answers: dict) -> None:
        """Settle how many come; on the page of this step, refuse more than can come. Changes `answers`."""
        date = self.date_of(answers.get("course_date"))
        if date is None:
            self.drop("attendees", [])
            return
        if self.errors.keys() & {"participants", "attendees"}:
            return
        wanted = max(answers.get("participants") or 1, len(answers["attendees"]))
        answers["participants"] = wanted
        # Looked at again later, a group that could come stays: what is not free any more becomes a place in
        # line. A group for which there never is room would wait for nothing.
        may_wait = bool(answers.get("wait_instead")) or not self.is_posted
        try:
            _must_fit(date, wanted, may_wait=may_wait)
        except ValidationError as error:
            self.add_error("participants", error)

    def seat_rows(self) -> dict[str, Row]:
        """How many and who come, for the check page, by the name of the question."""
        date = self.date_of(self.cleaned_data.get("course_date"))
        if date is None:
            return {}
        wanted = self.cleaned_data["participants"]
        seats = str(wanted)
        if wanted > date.seats_left:
            seats = _("%(count)d, on the waiting list: there are not so many seats free") % {"count": wanted}
        return {
            "participants": Row(self.fields["participants"].label, seats),
            "attendees": Row(self.fields["attendees"].label, in_lines(self.cleaned_data["attendees"])),
        }

    def seat_data(self, answers: dict) -> dict:
        """What a request keeps of who comes. Takes the answers out of `answers`."""
        answers.pop("wait_instead", None)
        return {"attendees": [person.as_data() for person in answers.pop("attendees", None) or ()]}

    def drop(self, name: str, nothing) -> None:
        """Take no notice of an answer to a question that was not there to be seen."""
        if name in self.fields:
            self._errors.pop(name, None)
            self.cleaned_data[name] = nothing

    def _wanted(self, typed: MultiValueDict) -> int:
        """How many seats are asked for as far as one can tell from what is typed, at least one."""
        try:
            count = self.fields["participants"].clean(typed.get("participants", ""))
        except ValidationError:
            count = None
        names = [line for line in typed.get("attendees", "").splitlines() if line.strip()]
        return max(count or 1, len(names))


def _must_fit(date: CourseDate, wanted: int, *, may_wait: bool) -> None:
    """Raises ValidationError, with what to do, when so many people cannot come."""
    if wanted > date.seats:
        raise ValidationError(
            _(
                "This group has %(seats)d seats in all. Fill in %(seats)d or fewer, or ask for the course at "
                "your own place."
            )
            % {"seats": date.seats},
            code="group_too_large",
        )
    if date.seats_left < wanted and not date.is_full and not may_wait:
        raise ValidationError(
            ngettext(
                "There is %(left)d seat left. Fill in 1, or tick below that you all join the waiting list.",
                "There are %(left)d seats left. Fill in %(left)d or fewer, or tick below that you all join "
                "the waiting list.",
                date.seats_left,
            )
            % {"left": date.seats_left},
            code="too_few_seats",
        )
