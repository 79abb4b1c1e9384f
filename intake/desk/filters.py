"""Which leads of a list are shown: the named filters, and nothing else of what an address may say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models import CLOSED_STATES, OPEN_STATES, Adviser, LeadState, Province, Sector
from intake.models.leads import LeadQuerySet

from .search import search_leads

OPEN, CLOSED, EACH = "open", "closed", "all"
LATE, TODAY, WAITING, NOT_HEARD, WITHOUT = "late", "today", "waiting", "not_heard", "none"
MAIL, ERASE = "mail", "erase"
NOBODY = "none"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chip:
    """A filter that says something, in words, and the query string without it."""

    label: str
    value: str
    without: str


def day_field(label) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class LeadFilter(forms.Form):
    """What is asked of a list. A value that does not exist counts as not given: it filters nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Open")),
            *((state.value, state.label) for state in LeadState if state in OPEN_STATES),
            (CLOSED, _("Closed")),
            *((state.value, state.label) for state in LeadState if state in CLOSED_STATES),
            (EACH, _("All states")),
        ],
    )
    due = forms.ChoiceField(
        label=_("Next action"),
        required=False,
        choices=[
            ("", _("Any day")),
            (LATE, _("Too late")),
            (TODAY, _("Today")),
            (WAITING, _("Waiting for an answer")),
            (NOT_HEARD, _("Promise not kept")),
            (WITHOUT, _("Without a day")),
            (MAIL, _("Mail does not arrive")),
            (ERASE, _("Asks to be erased")),
        ],
    )
    owner = forms.ChoiceField(label=_("Adviser"), required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Every sector")), *Sector.choices]
    )
    province = forms.ChoiceField(
        label=_("Province"), required=False, choices=[("", _("Every province")), *Province.choices]
    )
    since = day_field(_("Received from"))
    until = day_field(_("Received until"))

    def __init__(self, data, *, user, with_state: bool, with_owner: bool):
        super().__init__(data, auto_id="filter-%s")
        if not with_state:
            del self.fields["state"]
        if with_owner:
            self.fields["owner"].choices = owner_choices(user)
        else:
            del self.fields["owner"]

    @property
    def wanted(self) -> dict:
        """The filters that say something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same as the query string of an address; also what a saved view keeps."""
        return _query(self.wanted)

    @property
    def wanted_state(self) -> str:
        return self.wanted.get("state", OPEN)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that stand folded away."""
        return [field for field in self if field.name not in {"q", "state"}]

    @property
    def chips(self) -> list[Chip]:
        """What is filtered on, each with the way to take it off."""
        wanted = self.wanted
        return [
            Chip(
                str(self.fields[name].label),
                self._in_words(name, value),
                _query({other: said for other, said in wanted.items() if other != name}),
            )
            for name, value in wanted.items()
        ]

    def _in_words(self, name: str, value) -> str:
        if isinstance(value, date):
            return f"{value:%d-%m-%Y}"
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices)[value]) if choices else value

    def narrow(self, leads: LeadQuerySet, today: date) -> LeadQuerySet:
        """The leads that pass every filter, in the order in which they are due or were closed."""
        wanted = self.wanted
        leads = narrow_due(leads, wanted.get("due", ""), today)
        if text := wanted.get("q"):
            leads = search_leads(leads, text)
        if owner := wanted.get("owner"):
            leads = leads.filter(owner__isnull=True) if owner == NOBODY else leads.filter(owner_id=int(owner))
        for name in ("sector", "province"):
            if value := wanted.get(name):
                leads = leads.filter(**{name: value})
        if since := wanted.get("since"):
            leads = leads.filter(created_at__gte=_midnight(since))
        if until := wanted.get("until"):
            leads = leads.filter(created_at__lt=_midnight(until + ONE_DAY))
        leads = self._narrow_state(leads)
        if wanted.get("due") == NOT_HEARD:  # its index has this order, and the oldest promise is the worst
            return leads.order_by("respond_by", "pk")
        return in_order(leads, self.wanted_state)

    def _narrow_state(self, leads: LeadQuerySet) -> LeadQuerySet:
        match self.wanted_state:
            case "open":
                return leads.open()
            case "closed":
                return leads.closed()
            case "all":
                return leads
            case state:
                leads = leads.closed() if state in CLOSED_STATES else leads.open()
                return leads.filter(state=state)


#: What has to be done, by kind. A closed lead may have a mail that did not arrive, or ask to be erased.
KINDS: dict[str, Callable[[LeadQuerySet, date], LeadQuerySet]] = {
    LATE: lambda leads, today: leads.open().filter(due_on__lt=today),
    TODAY: lambda leads, today: leads.open().filter(due_on=today),
    WAITING: lambda leads, today: leads.open().filter(waiting_since__isnull=False),
    NOT_HEARD: lambda leads, today: leads.open().filter(first_contact_at=None, respond_by__lt=today),
    WITHOUT: lambda leads, today: leads.open().filter(due_on=date.max),
    MAIL: lambda leads, today: leads.filter(mail_problem__gt=""),
    ERASE: lambda leads, today: leads.filter(deletion_asked_at__isnull=False, erased_at=None),
}


def narrow_due(leads: LeadQuerySet, due: str, today: date) -> LeadQuerySet:
    """Only the leads of one of these kinds; all when `due` is ""."""
    return KINDS[due](leads, today) if due else leads


def in_order(leads: LeadQuerySet, state: str = OPEN) -> LeadQuerySet:
    """What is open: what is due first. What is closed: the last closed first. All: the last received first.

    Each order has an index, so that the first page costs the same however many leads there are.
    """
    if state == EACH:
        return leads.order_by("-pk")
    if state == CLOSED or state in CLOSED_STATES:
        return leads.order_by("-closed_at", "-pk")
    return in_order_of_due(leads)


def in_order_of_due(leads: LeadQuerySet) -> LeadQuerySet:
    """What is due first; what has no day comes last."""
    return leads.order_by("due_on", "pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _query(wanted: dict) -> str:
    query = QueryDict(mutable=True)
    query.update({name: f"{value}" for name, value in wanted.items()})
    return query.urlencode()


def owner_choices(user) -> list[tuple[str, str]]:
    """Everybody, nobody, or one adviser. One query."""
    return choices_of(all_advisers(user))


def choices_of(advisers: list[Adviser]) -> list[tuple[str, str]]:
    """Everybody, nobody, or one of these."""
    return [("", _("Everybody")), (NOBODY, _("Nobody yet")), *((str(one.pk), one.name) for one in advisers)]


def all_advisers(user) -> list[Adviser]:
    """Everybody who has or had leads, with a name and whether they still get them. One query."""
    names = ("active", "user__first_name", "user__last_name", "user__username")
    advisers = list(Adviser.objects.select_related("user").only(*names))
    # The menu asks whether this user is an adviser; now it need not ask the database.
    own = next((adviser for adviser in advisers if adviser.user_id == user.pk), None)
    Adviser._meta.get_field("user").remote_field.set_cached_value(user, own)
    return advisers
