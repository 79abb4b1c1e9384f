"""To which board an organisation belongs, as a form on its page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.leads.boards import possible_boards, set_board
from intake.leads.errors import LeadError
from intake.models import Organisation


class BoardForm(forms.Form):
    """A board to choose, or none. Whether it can be the board is for the floor below to say."""

    board = forms.ModelChoiceField(
        label=gettext_lazy("Board"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("No board"),
        help_text=gettext_lazy(
            "A new request goes to the adviser who knows the organisation, or else one who knows its board."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose a board from the list.")},
    )

    def __init__(self, data=None, *, organisation: Organisation, user):
        super().__init__(data, initial={"board": organisation.board_id}, auto_id="board-%s")
        self.organisation = organisation
        self.user = user
        self.fields["board"].queryset = possible_boards(organisation)
        self.fields["board"].label_from_instance = _with_city

    def apply(self) -> str:
        """Set it, and return what to tell the user. Raises LeadError for what is not allowed."""
        organisation = set_board(self.organisation, self.cleaned_data["board"], user=self.user)
        if organisation.board:
            return _("The board is %(name)s now.") % {"name": organisation.board.name}
        return _("The organisation has no board now.")

    def refuse(self, error: LeadError) -> None:
        """Show a refusal beside the field."""
        self.add_error("board", error.message)


def _with_city(board: Organisation) -> str:
    return f"{board.name}, {board.city}" if board.city else board.name
