"""Which board an organisation belongs to: routing and the desk look at earlier leads of the whole family.

There is one level: a board has no board itself. Anything deeper would let the family of an organisation
depend on where one starts.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.models import Organisation, Sector

from .errors import LeadError

BOARD_SET = "intake.board_set"


def possible_boards(organisation: Organisation) -> QuerySet[Organisation]:
    """What to choose a board from, by name: boards by sector or by having members, and the present one."""
    is_board = Q(sector=Sector.BOARD) | Q(pk__in=Organisation.objects.exclude(board=None).values("board"))
    fits = is_board & Q(board=None) & ~Q(pk=organisation.pk)
    return Organisation.objects.filter(fits | Q(pk=organisation.board_id)).order_by("name", "pk")


@transaction.atomic
def set_board(organisation: Organisation, board: Organisation | None, *, user) -> Organisation:
    """Say to which board an organisation belongs (None: to none), and keep who said so.

    Raises LeadError when that would make a circle or a board above a board.
    """
    organisation, board = _locked(organisation, board)
    before = organisation.board
    if board == before:
        return organisation
    if board:
        _must_be_one_level(organisation, board)
    organisation.board = board
    organisation.save(update_fields=["board"])
    # Wagtail shows this in its reports to whoever has a right on every organisation, and to nobody else.
    log(
        organisation,
        BOARD_SET,
        user=user,
        data={"before": before.name if before else "", "board": board.name if board else ""},
    )
    return organisation


def register_log_actions(registry) -> None:
    """Tell Wagtail how a change of board reads in a report."""
    registry.register_action(BOARD_SET)(BoardSetFormatter)


class BoardSetFormatter(LogFormatter):
    """To which board it went, or that it left one."""

    label = gettext_lazy("Board set")

    def format_message(self, log_entry):
        data = log_entry.data
        if data["board"]:
            return _("Now belongs to the board %(name)s") % {"name": data["board"]}
        return _("No longer belongs to the board %(name)s") % {"name": data["before"]}


def _locked(organisation: Organisation, board: Organisation | None) -> tuple:
    """Both as they stand now. Locked in one order, so that two at once never wait on each other."""
    wanted = [row.pk for row in (organisation, board) if row]
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("board").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=wanted)}
    return found[organisation.pk], found[board.pk] if board else None


def _must_be_one_level(organisation: Organisation, board: Organisation) -> None:
    if board == organisation:
        raise LeadError(_("An organisation cannot be its own board."), field="board")
    if board.board:
        raise LeadError(
            _("%(name)s belongs to a board itself, so it cannot be one.") % {"name": board.name},
            field="board",
        )
    if organisation.members.exists():
        raise LeadError(
            _("Other organisations belong to %(name)s, so it cannot belong to a board itself.")
            % {"name": organisation.name},
            field="board",
        )
