"""Files of a lead: who opened which, and what came later, on its timeline."""

from collections.abc import Callable

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from intake.files.attach import attach_to_request
from intake.files.scanner import is_configured
from intake.models import IntakeRequest, RequestFile, ScanState

from .errors import LeadError
from .trail import SCHOOL, Action, record


def needs_warning(file: RequestFile) -> bool:
    """Whether one should think twice: there is a scanner, and it has not looked at this file yet."""
    return file.scan == ScanState.WAITING and is_configured()


def open_file(file: RequestFile, *, user, despite_warning: bool = False) -> File:
    """The content of a file, for somebody who may see its lead; the timeline keeps who opened it.

    Raises LeadError when there is no content (any more), or a warning that was not taken.
    """
    if file.scan == ScanState.INFECTED:
        raise LeadError(_("The virus scanner found something in this file. We took it away."))
    if needs_warning(file) and not despite_warning:
        raise LeadError(_("The virus scanner has not looked at this file yet."))
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise LeadError(_("This file is not there any more.")) from error
    record(file.request.lead, Action.FILE_OPENED, user=user, file=file.name)
    return content


def add_file(
    request: IntakeRequest, upload: UploadedFile, *, then: Callable[[RequestFile], None] | None = None
) -> RequestFile:
    """Keep a file that the school adds to a request it sent before; `then` joins in storing it.

    It is checked, scanned and written before the transaction begins: meanwhile nobody waits for a lock.
    Raises `intake.files.errors.FileRefused`, in words for the school.
    """

    def tell(file: RequestFile) -> None:
        record(request.lead, Action.FILE_ADDED, by=SCHOOL, file=file.name)
        if then:
            then(file)

    return attach_to_request(request, upload, then=tell)
