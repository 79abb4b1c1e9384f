"""Files that come with a form: stopped on their way when they are too large, then kept with the draft."""

from collections.abc import Collection, Set
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.visitors import connection_of
from intake.files.attach import attach_to_draft, remove_from_draft, too_large, too_many
from intake.files.errors import FileRefused, NoRoom
from intake.files.limits import MB, MOST_BYTES, MOST_FILES, MOST_KB_A_DAY, MOST_UPLOADS_A_DAY

from .questions import OwnQuestion, QuestionKind
from .spam.counting import count_more

#: A form with this much is read to its end, files that are too large thrown away as they come, so that what
#: was typed is kept. Beyond it nothing is read: that is no form somebody filled in.
MOST_READ = 100 * MB


class LimitingUploadHandler(FileUploadHandler):
    """Stops what is too large or too much before it is on our disk. Elsewhere it lets everything pass.

    `request.refused_uploads` then has a list of messages by the name of the field.
    """

    active = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        self.active = self.request.path.startswith(reverse("intake:request"))
        self.files = 0
        self.request.refused_uploads = {}
        if self.active and content_length > MOST_READ:
            raise RequestDataTooBig("larger than any form")

    def new_file(self, field_name, *args, **kwargs):
        super().new_file(field_name, *args, **kwargs)
        if self.active:
            self.files += 1
            self.taken = 0

    def receive_data_chunk(self, raw_data, start):
        if self.active:
            # Here and not in `new_file`: there Django would close the file before this one.
            if self.files > MOST_FILES:
                self._refuse(too_many())
            self.taken += len(raw_data)
            if self.taken > MOST_BYTES:
                self._refuse(f"{self.file_name}: {too_large()}")
        return raw_data

    def file_complete(self, file_size):
        return None  # the handlers after this one have it

    def _refuse(self, message: str) -> None:
        messages = self.request.refused_uploads.setdefault(self.field_name, [])
        if message not in messages:
            messages.append(message)
        raise SkipFile


@dataclass(frozen=True)
class Received:
    """What became of the files of a form, by the names of their fields.

    `refused` is what to say beside a field whose file was not taken; `owed` are the fields with a file that
    we had no room for, `taken` those with one that is with the draft now.
    """

    refused: dict[str, list[str]] = field(default_factory=dict)
    owed: Set[str] = frozenset()
    taken: Set[str] = frozenset()

    def owed_after(self, before: Set[str]) -> Set[str]:
        """What is owed now, when these were owed before: a file that is taken after all settles it."""
        return (before - self.taken) | self.owed


def receive_files(request: HttpRequest, draft_key: UUID, questions: Collection[OwnQuestion]) -> Received:
    """Take what came with a form into its draft, and out of it what was ticked to go.

    What was taken stays, whatever else is wrong with the form. A file that there is no room for is no fault
    of who sends it: it is owed, and the form goes on without it.
    """
    asked = [question for question in questions if question.kind == QuestionKind.FILE]
    files = request.FILES  # parsed now, so that what the handler refused is known
    messages = {name: list(said) for name, said in getattr(request, "refused_uploads", {}).items()}
    owed, taken = set(), set()
    for question in asked:
        if unwanted := _numbers(request.POST.getlist(question.remove_name)):
            remove_from_draft(draft_key, unwanted)
    for question in asked:
        for upload in files.getlist(question.name):
            try:
                _must_be_within_bounds(request, upload.size)
                attach_to_draft(draft_key, upload, question_key=question.key)
                taken.add(question.name)
            except NoRoom:
                owed.add(question.name)
            except FileRefused as refusal:
                said = messages.setdefault(question.name, [])
                said.append(_("%(name)s: %(message)s") % {"name": upload.name, "message": refusal})
    return Received(messages, owed, taken)


def _must_be_within_bounds(request: HttpRequest, size: int) -> None:
    """Count an upload, also one that is refused: looking at it costs us. Raises NoRoom beyond what a school
    sends in a day, so that nobody fills our room alone."""
    today, connection = timezone.localdate(), connection_of(request)
    uploads = count_more(f"upload {connection}", today)
    kilobytes = count_more(f"upload kB {connection}", today, -(-size // 1024))
    if uploads > MOST_UPLOADS_A_DAY or kilobytes > MOST_KB_A_DAY:
        raise NoRoom


def _numbers(values: Collection[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]
