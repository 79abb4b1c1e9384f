"""formtools' storage of a wizard: the answers are those of a draft in the database."""

from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage


class DraftStorage(BaseStorage):
    """Reads the answers of `request.draft`. What is posted is stored by `intake.form.drafts.keep_answers`.

    The current step is that of the address, so that each tab has its own.
    """

    def __init__(self, prefix, request=None, file_storage=None):
        super().__init__(prefix, request, file_storage)
        self.draft = request.draft
        self.init_data()

    def get_step_data(self, step: str) -> MultiValueDict | None:
        """What was typed in a step, or None when nothing was stored."""
        answers = self.draft.answers.get(step)
        return None if answers is None else MultiValueDict(answers)

    def set_step_data(self, step: str, cleaned_data) -> None:
        self.draft.answers[step] = dict(cleaned_data)

    def reset(self) -> None:
        """Nothing: a draft ends by being sent."""
