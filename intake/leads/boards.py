"""Which board an organisation belongs to: routing and the desk look at earlier leads of the whole family.

There is one level: a board has no board itself. Anything deeper would let the family of an organisation
depend on where one starts.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.models import Organisation, Register, RegisterEntry, Sector
from intake.registers.names import match_name
from intake.registers.regions import holiday_region_of

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
    # Without a board no number either: by that, the register would bring back what it has just left.
    organisation.board_number = (board.board_number or organisation.board_number) if board else ""
    organisation.save(update_fields=["board", "board_number"])
    # Wagtail shows this in its reports to whoever has a right on every organisation, and to nobody else.
    log(
        organisation,
        BOARD_SET,
        user=user,
        data={"before": before.name if before else "", "board": board.name if board else ""},
    )
    return organisation


def join_board(organisation: Organisation, entry: RegisterEntry, kin: Iterable[Organisation]) -> None:
    """Give an organisation, not stored yet, the board that its register names, when we know others of it.

    `kin` are those with the same number of a board, and perhaps others. The second of a board is what makes
    it: an organisation of its own that both belong to, so that routing finds who knows them. A school alone
    under its board needs none. A board that somebody chose at the desk stays.
    """
    organisation.board_number = number = entry.board_number
    family = [one for one in kin if number and one.board_number == number]
    if organisation.board_id or not family:
        return
    organisation.board_id = _board_among(family) or _made_board(entry).pk
    free = [one.pk for one in family if one.board_id is None and one.pk != organisation.board_id]
    if free:
        Organisation.objects.filter(pk__in=free, members=None).update(board=organisation.board)


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


def known_board(number: str) -> int | None:
    """The key of the board with this number, when we know it. One query, or none."""
    return _board_among(list(Organisation.objects.filter(board_number=number))) if number else None


def _board_among(family: list[Organisation]) -> int | None:
    """The key of the board itself, or of that of another member."""
    boards = (one.pk for one in family if one.sector == Sector.BOARD and not one.board_id)
    return next(boards, None) or next((one.board_id for one in family if one.board_id), None)


def _made_board(entry: RegisterEntry) -> Organisation:
    """A board as the registers know it: by its own entry, else by what its school or location says."""
    own = RegisterEntry.objects.filter(register=Register.BOARD, code=entry.board_number).first()
    name = (own and own.name) or entry.board_name or _("Board %(number)s") % {"number": entry.board_number}
    fits = {"match_name": match_name(name), "sector": Sector.BOARD, "board": None, "board_number": ""}
    # A board that asked for itself, before any of its schools did.
    if own and (known := Organisation.objects.filter(**fits, postcode=own.postcode).first()):
        known.board_number = entry.board_number
        known.save(update_fields=["board_number"])
        return known
    return Organisation.objects.create(
        name=name,
        match_name=match_name(name),
        sector=Sector.BOARD,
        board_number=entry.board_number,
        street=own.street if own else "",
        postcode=own.postcode if own else "",
        city=own.city if own else "",
        province=own.province if own else "",
        holiday_region=holiday_region_of(own.postcode) if own else "",
    )


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
