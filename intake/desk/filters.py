"""Which leads of a list are shown: the named filters, and nothing else of what an address may say."""

from datetime import date

from django import forms
from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from intake.models import CLOSED_STATES, OPEN_STATES, Adviser, LeadState, Province, Sector
from intake.models.leads import LeadQuerySet

from .search import search_leads

OPEN, CLOSED, EACH = "open", "closed", "all"
LATE, TODAY, MAIL, ERASE = "late", "today", "mail", "erase"
NOBODY = "none"


class LeadFilter(forms.Form):
    """What is asked of a list. A value that does not exist counts as not given: it filters nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    due = forms.ChoiceField(
        label=_("Next action"),
        required=False,
        choices=[
            ("", _("Any day")),
            (LATE, _("Too late")),
            (TODAY, _("Today")),
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

    #: How many leads the filter shows; known after `count_states`.
    count: int | None = None

    def __init__(self, data, *, with_state: bool, with_owner: bool):
        super().__init__(data, auto_id="filter-%s")
        self.fields["state"].choices = [
            (OPEN, _("Open")),
            *((state.value, state.label) for state in LeadState if state in OPEN_STATES),
            (CLOSED, _("Closed")),
            *((state.value, state.label) for state in LeadState if state in CLOSED_STATES),
            (EACH, _("All states")),
        ]
        if not with_state:
            del self.fields["state"]
        if with_owner:
            self.fields["owner"].choices = _owners()
        else:
            del self.fields["owner"]

    @property
    def wanted(self) -> dict:
        """The filters that say something."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def wanted_state(self) -> str:
        return self.wanted.get("state", OPEN)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that stand folded away, as long as they filter nothing."""
        return [field for field in self if field.name not in {"q", "state"}]

    @property
    def has_more(self) -> bool:
        return any(field.name in self.wanted for field in self.more_fields)

    def narrow(self, leads: LeadQuerySet, today: date) -> LeadQuerySet:
        """The leads that pass every filter but that on state."""
        wanted = self.wanted
        if text := wanted.get("q"):
            leads = search_leads(leads, text)
        if owner := wanted.get("owner"):
            leads = leads.filter(owner__isnull=True) if owner == NOBODY else leads.filter(owner_id=int(owner))
        if sector := wanted.get("sector"):
            leads = leads.filter(organisation__sector=sector)
        if province := wanted.get("province"):
            leads = leads.filter(organisation__province=province)
        if due := wanted.get("due"):
            leads = _due(leads, due, today)
        return leads

    def count_states(self, leads: LeadQuerySet) -> None:
        """Put behind each state how many leads it would show. One query."""
        rows = leads.order_by().values("state").annotate(count=Count("pk"))
        counts = {row["state"]: row["count"] for row in rows}
        counts |= {
            OPEN: sum(counts.get(state, 0) for state in OPEN_STATES),
            CLOSED: sum(counts.get(state, 0) for state in CLOSED_STATES),
        }
        counts[EACH] = counts[OPEN] + counts[CLOSED]
        self.count = counts.get(self.wanted_state, 0)
        self.fields["state"].choices = [
            (value, f"{label} ({counts.get(value, 0)})") for value, label in self.fields["state"].choices
        ]

    def narrow_state(self, leads: LeadQuerySet) -> LeadQuerySet:
        """The leads in the state that is asked for: the open ones, unless another is."""
        match self.wanted_state:
            case "open":
                return leads.open()
            case "closed":
                return leads.closed()
            case "all":
                return leads
            case state:
                return leads.filter(state=state)


def in_order_of_due(leads: LeadQuerySet) -> LeadQuerySet:
    """What is due first; after that what is closed, the last closed first."""
    return leads.order_by(
        F("closed_at").desc(nulls_first=True), F("next_action_on").asc(nulls_last=True), "created_at", "pk"
    )


def _due(leads: LeadQuerySet, due: str, today: date) -> LeadQuerySet:
    """What has to be done now, of one kind. What is closed may still have a mail that did not arrive."""
    match due:
        case "late":
            return leads.open().filter(next_action_on__lt=today)
        case "today":
            return leads.open().filter(next_action_on=today)
        case "mail":
            return leads.exclude(mail_problem="")
        case _:
            return leads.filter(deletion_asked_at__isnull=False, erased_at=None)


def _owners() -> list[tuple[str, str]]:
    advisers = Adviser.objects.select_related("user")
    return [("", _("Everybody")), (NOBODY, _("Nobody yet")), *((str(a.pk), a.name) for a in advisers)]
