"""Trying the rules out: an imaginary request, or the last real ones. Nothing is written."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.deadlines import add_working_days, working_days_between
from intake.models import IntakeSettings, Province, Scope, Sector
from intake.registers.postcodes import province_of
from intake.routing import rule_book, trying
from intake.routing.decide import Link, Question
from intake.routing.explain import explain_data
from intake.routing.gather import candidates, rules_in_use
from intake.routing.rules import parse_postcodes
from offerings.models import ServicePage

from .rule_form import number_ticks, page_choices, subject_choices
from .rules import RulePage

NEW, KNOWN = "", "known"


class ImaginedForm(forms.Form):
    """A request that nobody sent. What is left empty is unknown."""

    use_required_attribute = False

    sector = forms.ChoiceField(label=gettext_lazy("Sector"), choices=Sector.choices)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=7, required=False)
    scope = forms.ChoiceField(
        label=gettext_lazy("Who learn together"), choices=Scope.choices, initial=Scope.UNKNOWN
    )
    participants = forms.IntegerField(
        label=gettext_lazy("Participants"), min_value=1, max_value=9999, required=False
    )
    client = forms.ChoiceField(label=gettext_lazy("Client"), required=False)
    origin = forms.TypedChoiceField(
        label=gettext_lazy("Came from the page"), coerce=int, empty_value=None, required=False
    )
    subjects = number_ticks(gettext_lazy("Service or course"))

    def __init__(self, data=None):
        super().__init__(data, auto_id="one-%s")
        self.fields["subjects"].choices = subject_choices()
        self.fields["origin"].choices = [("", _("Unknown")), *page_choices()]
        people = sorted(candidates(timezone.now()), key=lambda person: person.name)
        self.fields["client"].choices = [
            (NEW, _("New to us")),
            (KNOWN, _("Known, but nobody's client now")),
            *((str(person.id), _("Client of %(name)s") % {"name": person.name}) for person in people),
        ]

    def clean_postcode(self) -> int | None:
        text = self.cleaned_data["postcode"].strip()
        if not text:
            return None
        try:
            return parse_postcodes(text)[0][0]
        except ValueError as error:
            raise forms.ValidationError(_("Write four digits, as in 3512.")) from error

    def question(self, now) -> Question:
        """What this request would ask of routing if it came in now."""
        data = self.cleaned_data
        today = timezone.localdate(now)
        postcode, client = data["postcode"], data["client"]
        subjects = frozenset(data["subjects"])
        services = ServicePage.objects.filter(pk__in=subjects).values_list("pk", flat=True)
        days = IntakeSettings._meta.get_field("response_days").default
        links = (Link(int(client), today, "organisation"),) if client not in {NEW, KNOWN} else ()
        return Question(
            sector=data["sector"],
            province=str(Province(province_of(str(postcode)))) if postcode else "",
            services=frozenset(services),
            links=links,
            day=today,
            postcode=postcode,
            subjects=subjects,
            scope=data["scope"],
            participants=data["participants"],
            is_known=bool(client),
            origin=data["origin"],
            days=working_days_between(today, add_working_days(today, days)),
        )


class PastForm(forms.Form):
    """How many of the last requests to replay."""

    use_required_attribute = False

    count = forms.IntegerField(
        label=gettext_lazy("How many of the last requests"), min_value=1, max_value=trying.MOST, initial=100
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="past-%s")


class RuleTrial(RulePage):
    """Both forms, and what came out. All is in the address, so that a colleague can be sent a trial."""

    template_name = "intake/desk/rule_trial.html"
    #: More requests than this nobody reads one by one.
    shown = 200

    def get_page_title(self):
        return _("Try it out")

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("try")
        imagined = ImaginedForm(self.request.GET if asked == "one" else None)
        past = PastForm(self.request.GET if asked == "past" else None)
        before, after = rules_in_use(), rule_book.draft_rules()
        context = {"imagined": imagined, "past": past, "has_changes": before != after}
        if imagined.is_valid():
            context |= self.get_imagined(imagined, before, after)
        elif past.is_valid():
            context |= self.get_past(past.cleaned_data["count"], before, after)
        return super().get_context_data(**kwargs, **context)

    def get_imagined(self, form: ImaginedForm, before, after) -> dict:
        now = timezone.now()
        decisions = trying.imagine(form.question(now), before, after, now)
        titles = (_("With the rules in use"), _("With the list as it is now"))
        results = [
            {"title": title, "explanation": explain_data(decision.as_data())}
            for title, decision in zip(titles, decisions, strict=True)
        ]
        is_same = decisions[0] == decisions[1]
        if is_same:
            results = [results[1] | {"title": _("With the rules in use, and with the list as it is now")}]
        return {"results": results, "is_same": is_same}

    def get_past(self, count: int, before, after) -> dict:
        trial = trying.try_on_past(count, before, after)
        counts = trial.counts() if trial.rows else []
        most = max((number for _who, *numbers in counts for number in numbers), default=0) or 1
        return {
            "trial": trial,
            "different": [self.get_row(row, trial) for row in trial.different[: self.shown]],
            "counts": [
                {
                    "name": self.get_name(number, trial),
                    "before": old,
                    "after": new,
                    "change": new - old,
                    "old_width": f"{100 * old / most:.1f}%",
                    "new_width": f"{100 * new / most:.1f}%",
                }
                for number, old, new in counts
            ],
        }

    def get_row(self, row: trying.Row, trial: trying.Trial) -> dict:
        return {
            "past": row.past,
            "before": self.get_name(row.before.adviser_id, trial),
            "after": self.get_name(row.after.adviser_id, trial),
            "rule": row.after.rule,
        }

    def get_name(self, number: int | None, trial: trying.Trial) -> str:
        return _("Triage") if number is None else trial.names[number]
