"""The third step: what it is about."""

from collections.abc import Mapping

from crispy_forms.layout import Div, Field
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from intake.form.fields import CountField, DayField, LineField, OneOfField, SomeOfField, TextField
from intake.form.layout import Details
from intake.form.layout import Row as Beside
from intake.form.offer import COURSE, SERVICE
from intake.form.origin import ABOUT_A_DATE
from intake.form.questions import OwnQuestions
from intake.form.wishes import QUESTIONS, form_for
from intake.models import QuestionKind, Scope, Wish, WishedStart
from offerings.models import CourseDate

from .base import CHOOSE_ONE, needed, stored
from .seats import SeatsForm
from .summary import Row

GONE = _("One of your choices is no longer offered. Choose again.")
TOO_LATE = _("It is too late to enrol for the start date you chose. Choose what you want instead.")
NO_DATE = _("None yet: we want to talk about it first")
#: The answer of who wants no other date than the one that has begun.
TALK_INSTEAD = "talk"
#: The fields in which one ticks what it is about.
TICKED = (("services", SERVICE), ("courses", COURSE))
MAX_PLGS, MAX_PARTICIPANTS = 99, 999
#: What some questions are called where the answer stands beside them.
SHORT = {
    "services": _("It is about"),
    "courses": _("Course"),
    "course_date": _("Start date"),
    "scope": _("Who learn together"),
    "partners": _("Together with"),
    "participants": _("Participants"),
    "goal": _("You want to reach"),
    "wished_start": _("You want to begin"),
    "wished_day": _("Day of the training"),
}
#: So many start dates can be chosen from.
MOST_DATES = 24


class Ticks(forms.CheckboxSelectMultiple):
    """Ticks for services or courses; the style sheet shows the questions that one of them brings up.

    `on_a_day` are those that ask for a day of their own, `marks` the numbers of own questions of each.
    """

    on_a_day: frozenset[str] = frozenset()
    marks: Mapping[str, str] = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.on_a_day:
            option["attrs"]["data-asks"] = "day"
        if numbers := self.marks.get(str(value)):
            option["attrs"]["data-own"] = numbers
        return option


class QuestionForm(SeatsForm):
    """What the school asks for, in the words of its wish.

    Some questions come up by other answers: who learns with others is asked with whom, who ticks a course on
    which date, who ticks a training on which day.
    """

    services = SomeOfField(
        label=_("What is it about?"),
        required=False,
        help_text=_("You may choose more than one. Not sure yet? Skip this."),
        widget=Ticks,
        error_messages={"invalid_choice": GONE, "invalid_list": GONE},
    )
    courses = SomeOfField(
        label=_("Which course?"),
        required=False,
        widget=Ticks,
        error_messages={"invalid_choice": GONE, "invalid_list": GONE},
    )
    course_date = OneOfField(
        label=_("Which start date?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": GONE},
    )
    guide_answers = TextField(
        label=_("Your answers in the guide"),
        required=False,
        max_length=stored("guide_answers"),
        help_text=_("Your adviser reads this. You may change it or take it out."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    scope = OneOfField(
        label=_("Who would learn together?"),
        choices=Scope.choices,
        initial=Scope.UNKNOWN,
        widget=forms.RadioSelect,
        error_messages=needed(CHOOSE_ONE),
    )
    partners = LineField(
        label=_("With which organisations?"),
        required=False,
        max_length=stored("partners"),
        help_text=_("Names of schools or childcare locations, as far as you know them."),
    )
    plg_count = CountField(label=_("How many PLGs?"), required=False, max_value=MAX_PLGS)
    participants = CountField(label=_("How many participants?"), required=False, max_value=MAX_PARTICIPANTS)
    goal = TextField(
        label=_("What do you want to reach?"),
        required=False,
        max_length=stored("goal"),
        help_text=_("A few words are enough. Please name no pupils or children."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wished_start = OneOfField(
        label=_("When do you want to start?"),
        choices=WishedStart.choices,
        initial=WishedStart.UNKNOWN,
        error_messages=needed(CHOOSE_ONE),
    )
    wished_day = DayField(
        label=_("On which day would the training be?"),
        required=False,
        help_text=_("Such as 12 maart 2027 or 12-3-2027. We look for the nearest day that is free."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    # ------------------------------------------------------------------ which questions
    def add_fields(self, typed: MultiValueDict) -> None:
        self._ask_for_the_wish()
        self._offer_choices()
        self._offer_dates(self._courses(typed))
        self.ask_who_comes(typed)
        if not any(subject.asks_day for subject in self._offered("services", SERVICE)):
            self.fields.pop("wished_day", None)
        self._ask_own(typed)

    def _ask_own(self, typed: MultiValueDict) -> None:
        """The editors' own questions, for everybody and for what is ticked, or what the link is about."""
        origin = self.asked.origin
        self.own = OwnQuestions(
            self.asked.own,
            offered=[one.id for name, kind in TICKED for one in self._offered(name, kind)],
            ticked=[pk for name, _kind in TICKED for pk in self._ticked(name, typed)],
            always=[origin.subject.id] if origin.wish != Wish.TALK and origin.subject else [],
            files=self.asked.filed,
            kept=self.kept,
        )
        self.own.add_to(self)
        for name, _kind in TICKED:
            if name in self.fields:
                self.fields[name].widget.marks = self.own.marks()

    def _ticked(self, name: str, typed: MultiValueDict) -> list[int]:
        """What is ticked of services or courses, as far as it is offered."""
        if name not in self.fields:
            return []
        offered = dict(self.fields[name].choices)
        ticked = typed.getlist(name) if typed else self.initial.get(name, [])
        return [int(pk) for pk in ticked if pk in offered]

    def _ask_for_the_wish(self) -> None:
        """Leave out what is no question for this wish, and say the rest in its words."""
        origin = self.asked.origin
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
        subject = self.asked.origin.subject
        for name, kind in (("services", SERVICE), ("courses", COURSE)):
            offered = self._offered(name, kind)
            if not offered:
                self.fields.pop(name, None)
                continue
            self.fields[name].choices = [(str(one.id), one.title) for one in offered]
            if subject and subject.kind == kind:
                self.initial[name] = [str(subject.id)]
        if "services" in self.fields:
            days = (str(one.id) for one in self._offered("services", SERVICE) if one.asks_day)
            self.fields["services"].widget.on_a_day = frozenset(days)

    def _offered(self, name: str, kind: str) -> list:
        return self.asked.offer.of_kind(kind) if name in self.fields else []

    def _courses(self, typed: MultiValueDict) -> list[int]:
        """The courses it is about: those that are ticked, or that of the link."""
        origin = self.asked.origin
        if "course_date" not in self.fields:
            return []
        if origin.wish in ABOUT_A_DATE:
            return [origin.subject.id]
        return self._ticked("courses", typed)

    def _offer_dates(self, courses: list[int]) -> None:
        """Ask for a start date when there is something to choose. One query, or none."""
        origin = self.asked.origin
        self.dates = _dates(courses, origin.date_id) if courses else {}
        about_a_date = origin.wish in ABOUT_A_DATE
        is_too_late = about_a_date and origin.date_id not in self.dates
        if len(self.dates) < (2 if about_a_date else 1) and not is_too_late:
            self.fields.pop("course_date", None)
            return
        field = self.fields["course_date"]
        choices = [(str(date.pk), self._date_in_words(date, courses)) for date in self.dates.values()]
        if is_too_late:
            field.required = True
            field.help_text = field.error_messages["required"] = TOO_LATE
            choices.append((TALK_INSTEAD, NO_DATE))
        elif about_a_date:
            field.required = True
            self.initial["course_date"] = str(origin.date_id)
        else:
            field.help_text = _("If you choose one, you are enrolling for it.")
            choices.insert(0, ("", NO_DATE))
            self.initial["course_date"] = ""
        field.choices = choices

    def _date_in_words(self, date: CourseDate, courses: list[int]) -> str:
        """ "Utrecht, 14 januari 2027 (3 seats free)", after the course when there are several."""
        subject = self.asked.offer.get(date.course_id)
        title = f"{subject.title}: " if subject and len(courses) > 1 else ""
        if date.is_full:
            seats = gettext("full: you join the waiting list")
        else:
            left = date.seats_left
            seats = ngettext("%(count)s seat free", "%(count)s seats free", left) % {"count": left}
        return f"{title}{date.label} ({seats})"

    # ------------------------------------------------------------------ on the page
    def layout(self) -> list:
        layout = [name for name in ("guide_answers", "services") if name in self.fields]
        if "courses" in self.fields:
            is_open = bool(self["courses"].value() or self["courses"].errors)
            courses = Field("courses", wrapper_class="choices--long")
            layout.append(Details(_("Is it about a course?"), courses, is_open=is_open))
        if "course_date" in self.fields:
            layout.append(Field("course_date", wrapper_class="choices--long"))
        if "scope" in self.fields:
            layout += ["scope", Div("partners", css_class="if-between")]
        counts = [name for name in ("plg_count", "participants") if name in self.fields]
        if counts:
            layout.append(Beside(*counts))
        layout += [name for name in ("wait_instead",) if name in self.fields]
        if "attendees" in self.fields:
            is_always = self.asked.origin.wish in ABOUT_A_DATE
            layout.append(Div("attendees", css_class="" if is_always else "if-date"))
        layout += [name for name in ("goal", "wished_start") if name in self.fields]
        if "wished_day" in self.fields:
            layout.append(Div("wished_day", css_class="if-day"))
        return layout + self.own.layout()

    # ------------------------------------------------------------------ what the answers mean
    def clean(self) -> dict:
        answers = super().clean()
        if answers.get("scope") != Scope.BETWEEN:
            self.drop("partners", "")
        ticked = set(answers.get("services") or ())
        if "wished_day" in self.fields and not ticked & self.fields["services"].widget.on_a_day:
            self.drop("wished_day", None)
        self.own.drop(self)
        self.check_seats(answers)
        return answers

    def rows(self) -> list[Row]:
        origin = self.asked.origin
        rows = []
        if origin.wish != Wish.TALK:
            rows.append(Row(_("Course"), origin.subject.title))
            if "course_date" not in self.fields:
                rows.append(Row(_("Start date"), origin.date_label))
        seats = self.seat_rows()
        shown = (name for name in self.fields if name not in {"wait_instead", *self.own.names})
        rows += [seats.get(name) or self.row(name, SHORT.get(name, "")) for name in shown]
        rows += [Row(question, answer) for question, answer in self.own.rows(self.cleaned_data)]
        return [row for row in rows if row.value]

    def as_typed(self) -> dict[str, list[str]]:
        self.errors  # noqa: B018  (looks at the answers, so that they can be put into words)
        typed = super().as_typed()
        files = {one.name: [] for one in self.own.in_play if one.kind == QuestionKind.FILE}
        return typed | files | self.own.as_kept(self.cleaned_data)

    def request_data(self) -> dict:
        origin = self.asked.origin
        answers = {name: value for name, value in self.cleaned_data.items() if name not in self.own.names}
        date = self.date_of(answers.pop("course_date", ""))
        return answers | {
            "own_answers": self.own.answers(self.cleaned_data),
            "file_ids": self.own.file_ids(self.cleaned_data),
            **self.seat_data(answers),
            "subjects": self._subjects(answers),
            "wish": self._wish(date),
            "origin_page_id": origin.page_now(self.asked.offer),
            "origin_title": origin.page_title,
            "course_date_id": date.pk if date else None,
            "course_date_label": date.label if date else "",
        }

    def _wish(self, date: CourseDate | None) -> Wish:
        """The wish of the link; who chose another date, or one for a talk, enrols in it or waits for it."""
        origin = self.asked.origin
        if self.cleaned_data.get("wait_instead"):
            return Wish.WAIT
        if date is None:
            return Wish.TALK if origin.wish in ABOUT_A_DATE else origin.wish
        if date.pk == origin.date_id:
            return origin.wish
        return Wish.WAIT if date.is_full else Wish.ENROL

    def _subjects(self, answers: dict) -> list[dict]:
        """What it is about: the course of the link, or what was ticked. Takes the ticks out of `answers`."""
        ticked = [*answers.pop("services", []), *answers.pop("courses", [])]
        if self.asked.origin.wish != Wish.TALK:
            return [self.asked.origin.subject.as_data()]
        return [self.asked.offer.get(int(pk)).as_data() for pk in ticked]


def _dates(courses: list[int], origin_date: int | None) -> dict[int, CourseDate]:
    """What can be chosen: dates of these courses that take enrolments, and that of the link until it begins.

    Who began to write before enrolment closed was in time.
    """
    today = timezone.localdate()
    can_enrol = CourseDate.objects.open_for_enrolment(today).filter(course_id__in=courses)
    its_own = Q(pk=origin_date, first_day__gt=today)
    dates = CourseDate.objects.filter(Q(pk__in=can_enrol.values("pk")) | its_own)
    return {date.pk: date for date in dates.order_by("first_day", "pk")[:MOST_DATES]}
