"""Files come in, change hands and go, each through one function.

Disk and database cannot be changed in one step. A file is written before its row, and taken away after its
row is gone for good: a crash in between leaves at most a file without a row, which `tidy` finds.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from functools import partial
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from intake.models import Draft, IntakeRequest, Lead, RequestFile, ScanState

from .errors import FileRefused, NoRoom
from .kinds import kind_of
from .limits import MB, MOST_BYTES, MOST_FILES, MOST_FILES_LATER, MOST_IN_DRAFTS
from .names import clean_name
from .scanner import ScannerAway, is_configured, scan

logger = logging.getLogger(__name__)


def attach_to_draft(draft_key: UUID, upload: UploadedFile, *, question_key: str = "") -> RequestFile:
    """Check a file and keep it with a draft. Raises FileRefused, with what to do instead; NoRoom when it is
    for us to solve."""
    return _keep(upload, RequestFile(draft_key=draft_key, question_key=question_key), _room_in_draft)


def attach_to_request(
    request: IntakeRequest, upload: UploadedFile, *, then: Callable[[RequestFile], None] | None = None
) -> RequestFile:
    """Check a file and keep it with a request that was sent before. Raises FileRefused.

    Call it outside a transaction: checking takes its time. `then` runs in the transaction that stores the
    row, with the lead locked; what it raises undoes all. `intake.leads.files.add_file` is the one to call.
    """
    return _keep(upload, RequestFile(request=request), _room_in_request, then)


def files_of_draft(draft_key: UUID) -> list[RequestFile]:
    """What is kept with a draft, in the order in which it came. One query."""
    return list(RequestFile.objects.filter(draft_key=draft_key))


@transaction.atomic
def remove_from_draft(draft_key: UUID, pks: Collection[int]) -> None:
    """Take files of this draft away; what is not its own stays."""
    remove(RequestFile.objects.filter(draft_key=draft_key, pk__in=pks))


def move_to_request(request: IntakeRequest, draft_key: UUID, pks: Collection[int]) -> None:
    """Give these files of a draft to the request it became. One query, in the caller's transaction."""
    RequestFile.objects.filter(draft_key=draft_key, pk__in=pks).update(request=request, draft_key=None)


@transaction.atomic
def remove(files: Iterable[RequestFile]) -> int:
    """Delete files for good, from the disk too, and give how many. In the caller's transaction."""
    rows = list(files)
    RequestFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        delete_content(row)
    return len(rows)


def delete_content(row: RequestFile) -> None:
    """Take the file of a row from the disk once the transaction is committed."""
    if name := row.content.name:
        transaction.on_commit(partial(row.content.storage.delete, name), robust=True)


def in_words(size: int) -> str:
    """ "1,2 MB", "48 kB"."""
    if size < MB:
        return f"{max(1, round(size / 1024))} kB"
    return f"{number_format(size / MB, 1)} MB"


def _keep(upload: UploadedFile, row: RequestFile, must_have_room, then=None) -> RequestFile:
    if upload.size > MOST_BYTES:
        raise FileRefused(too_large())
    if not upload.size:
        raise FileRefused(_("There is nothing in this file. Choose it again."))
    must_have_room(row)  # first, so that nobody waits in vain for the scanner
    row.kind = kind_of(upload, upload.name, upload.size)
    row.name = clean_name(upload.name, row.kind)
    row.size = upload.size
    row.scan = _scanned(upload)
    storage = row.content.storage
    try:
        written = storage.save(row.content.field.generate_filename(row, row.name), upload)
    except OSError as error:
        logger.error("A file could not be written: %s.", error.strerror)
        raise NoRoom from error
    row.content.name = written
    try:
        with transaction.atomic():
            _lock_owner(row)
            must_have_room(row)
            row.save()
            if then:
                then(row)
    except BaseException:
        storage.delete(written)
        raise
    return row


def _lock_owner(row: RequestFile) -> None:
    """Let who adds to the same draft or request at this moment wait, so that both count right."""
    owners = Lead.objects.filter(request=row.request_id)
    if row.draft_key:
        owners = Draft.objects.filter(pk=row.draft_key)
    list(owners.select_for_update().values_list("pk"))


def too_large() -> str:
    return _("This file is larger than 10 MB. Make it smaller, or ask us for another way to send it.")


def too_many() -> str:
    return _("You can send three files at the most. Take one away first.")


def _scanned(upload: UploadedFile) -> ScanState:
    """What the scanner says now. When it is away the file is kept, and scanned later."""
    if not is_configured():
        return ScanState.WAITING
    try:
        state = scan(upload)
    except ScannerAway as error:
        logger.warning("The virus scanner gave no verdict (%s); a file waits for it.", error)
        return ScanState.WAITING
    if state == ScanState.INFECTED:
        raise FileRefused(
            _("Our virus scanner stopped this file. Have your computer checked, or send it another way.")
        )
    return state


def _room_in_draft(row: RequestFile) -> None:
    if RequestFile.objects.filter(draft_key=row.draft_key).count() >= MOST_FILES:
        raise FileRefused(too_many())
    stored = RequestFile.objects.filter(request=None).aggregate(bytes=Sum("size"))["bytes"] or 0
    if stored > MOST_IN_DRAFTS:
        logger.error("Drafts hold more than %d MB of files: no more are taken.", MOST_IN_DRAFTS // MB)
        raise NoRoom


def _room_in_request(row: RequestFile) -> None:
    if RequestFile.objects.filter(request=row.request).count() >= MOST_FILES + MOST_FILES_LATER:
        raise FileRefused(_("There are enough files with this request. Mail us if you have more."))
