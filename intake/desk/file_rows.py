"""The files of a lead as lines to read."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from intake.files.attach import in_words
from intake.files.scanner import is_configured
from intake.models import Lead, RequestFile, ScanState


@dataclass(frozen=True)
class FileRow:
    """A file with its size ("1,2 MB"), and what is to be known before one opens it ("" when nothing is)."""

    file: RequestFile
    size: str
    note: str

    @property
    def can_be_opened(self) -> bool:
        return self.file.scan != ScanState.INFECTED


def file_rows(lead: Lead) -> list[FileRow]:
    """The files of a lead's request and of those that became part of it, as they came. One query."""
    files = RequestFile.objects.filter(Q(request=lead.request_id) | Q(request__lead__double_of=lead.pk))
    return [FileRow(file, in_words(file.size), _note(file)) for file in files.order_by("pk")]


def _note(file: RequestFile) -> str:
    match file.scan:
        case ScanState.INFECTED:
            return _("taken away: the virus scanner found something")
        case ScanState.WAITING if is_configured():
            return _("the virus scanner has not looked at it yet")
        case ScanState.WAITING:
            return _("not scanned for viruses")
    return ""
