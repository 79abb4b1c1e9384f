"""The board: each state a column, with what is due first on top.

A column shows its first leads and how many there are; more come when asked for. Moving is the form of the
lead's own page, sent from the card's menu; dragging and the keyboard press its buttons (`js/board.js`).
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from home.sites import settings_of
from intake.models import CLOSED_STATES, Adviser, BoardSettings, Lead, LeadLogEntry, LeadState

from .asks import asks_of, plain_ways
from .bounded import Bounded, counts_and_keys
from .filters import NOBODY, all_advisers, choices_of, in_order
from .lead_page import ALL_LEADS, MY_LEADS
from .pages import DeskList
from .rights import CHANGE, COORDINATE
from .rows import LeadRow, rows_of
from .seen import hidden, seen_token

#: How many leads a column shows first, how many more each time, and how many at the most.
SHOWN, MORE, MOST = 8, 20, 200


@dataclass(frozen=True)
class Card:
    """A lead on the board: its row, where it may go, and what its form carries."""

    row: LeadRow
    ways: list[LeadState]
    #: Where it goes by a form on its page, and by which.
    asking: list[tuple[LeadState, str]]
    seen_field: SafeString

    @property
    def targets(self) -> str:
        """Every state it may go to, for the script."""
        return " ".join([*self.ways, *(state for state, _form in self.asking)])


@dataclass(frozen=True)
class Column:
    """A state with its first leads, how many there are, and the address that shows more of them."""

    state: LeadState
    cards: list[Card]
    count: Bounded
    more: str
    #: How many there should be at the most, and the list that shows all of them.
    most: int | None = None
    list_url: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the board shows of a column."""
        return not self.more and self.count.number > len(self.cards)

    @property
    def over(self) -> str:
        """By how many it is above its limit, in words; "" when it is not."""
        if self.most is None or self.count.number <= self.most:
            return ""
        if self.count.is_more:
            return _("Far above the limit of %(most)s") % {"most": self.most}
        return _("%(count)s above the limit of %(most)s") % {
            "count": self.count.number - self.most,
            "most": self.most,
        }

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_STATES


class BoardPage(DeskList):
    """Everything one may see, by state; a coordinator may look at one adviser's."""

    template_name = "intake/desk/board.html"

    @cached_property
    def advisers(self) -> list[Adviser]:
        return all_advisers(self.request.user) if self.request.user.has_perm(COORDINATE) else []

    @cached_property
    def owners(self) -> list[tuple[str, str]]:
        return choices_of(self.advisers) if self.request.user.has_perm(COORDINATE) else []

    @cached_property
    def owner(self) -> str:
        wanted = self.request.GET.get("owner", "")
        return wanted if wanted in dict(self.owners) else ""

    def get_rows(self):
        return []

    def get_leads(self):
        leads = self.model_admin.visible_to(self.request.user)
        if self.owner == NOBODY:
            return leads.filter(owner__isnull=True)
        return leads.filter(owner_id=int(self.owner)) if self.owner else leads

    def shown(self, state: str) -> int:
        """How many leads of a column the address asks for."""
        try:
            return min(max(int(self.request.GET.get(state, "")), SHOWN), MOST)
        except ValueError:
            return SHOWN

    def get_columns(self) -> list[Column]:
        leads = self.get_leads()
        each = {state.value: _in_state(leads, state) for state in LeadState}
        counts, keys = counts_and_keys(
            each, {state: rows[: self.shown(state)] for state, rows in each.items()}
        )
        cards = self.get_cards([key for some in keys.values() for key in some])
        return [
            Column(
                state,
                [cards[key] for key in keys[state] if key in cards],
                counts[state],
                self.more_of(state, counts[state]),
                self.most_of(state),
                self.list_of(state),
            )
            for state in LeadState
        ]

    def get_cards(self, keys: list[int]) -> dict[int, Card]:
        """By key. Two queries."""
        user = self.request.user
        rows = rows_of(Lead.objects.for_rows().in_bulk(keys).values(), timezone.localdate())
        newest = LeadLogEntry.objects.filter(lead__in=keys).order_by().values("lead")
        entries = dict(newest.annotate(last=Max("pk")).values_list("lead", "last"))
        return {row.lead.pk: self.card(row, entries.get(row.lead.pk, 0), user) for row in rows}

    def card(self, row: LeadRow, entry: int, user) -> Card:
        return Card(
            row,
            plain_ways(row.lead.state),
            list(asks_of(row.lead.state).items()),
            hidden(seen_token(row.lead.pk, user, entry)),
        )

    def more_of(self, state: LeadState, count: Bounded) -> str:
        """The query string that shows more of a column; "" when all are shown."""
        shown = self.shown(state)
        if shown >= MOST or count.number <= shown:
            return ""
        query = QueryDict(mutable=True)
        query.update({**self.asked, state.value: str(shown + MORE)})
        return query.urlencode()

    @cached_property
    def people(self) -> int:
        """Of how many advisers these leads are: the limits are for each of them."""
        if not self.owners:
            return 1
        if self.owner:
            return int(self.owner != NOBODY)
        return sum(adviser.active for adviser in self.advisers)

    def most_of(self, state: LeadState) -> int | None:
        """The limit of a column, for everybody whose leads are shown; None for no limit."""
        most = settings_of(self.request, BoardSettings).most(state)
        return most * self.people if most and self.people else None

    def list_of(self, state: LeadState) -> str:
        """The address of the list with all leads of a column."""
        query = {"state": state.value} | ({"owner": self.owner} if self.owner else {})
        return f"{ALL_LEADS if self.owners else MY_LEADS}?{urlencode(query)}"

    @property
    def asked(self) -> dict[str, str]:
        """What the address asks for, as far as it means something."""
        wanted = {
            state.value: str(self.shown(state)) for state in LeadState if state.value in self.request.GET
        }
        return wanted | ({"owner": self.owner} if self.owner else {})

    def get_context_data(self, **kwargs):
        back = f"{self.request.path}?{urlencode(self.asked)}" if self.asked else self.request.path
        return super().get_context_data(
            **kwargs,
            columns=self.get_columns(),
            owners=self.owners,
            owner=self.owner,
            back=back,
            may_change=self.request.user.has_perm(CHANGE),
            refused=_("It cannot go there from here."),
        )


def _in_state(leads, state: LeadState):
    leads = leads.closed() if state in CLOSED_STATES else leads.open()
    return in_order(leads.filter(state=state), state)
