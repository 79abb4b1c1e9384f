"""What happens to files without anybody asking: the lost ones go, the waiting ones are scanned.

Lost is a row that has no request and no draft any more, and a file on disk that has no row: somebody was
uploading when the site stopped, or the site stopped between a deletion and the disk.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from intake.models import Draft, RequestFile, ScanState

from .attach import delete_content, remove
from .scanner import ScannerAway, is_configured, scan

logger = logging.getLogger(__name__)

#: Nobody uploads for a day, so what is older and has no row is lost.
UPLOADING = timedelta(days=1)
#: A draft is gone as soon as its request is there; in the same transaction its files are handed over.
SENDING = timedelta(hours=1)
#: So many in one go: the database is asked by name, and a scan takes a while.
BATCH = 200


def tidy_files() -> bool:
    """Remove what is lost, then scan what waits. Gives False: once in a while is enough."""
    remove_lost_rows()
    remove_lost_content()
    scan_waiting()
    return False


@transaction.atomic
def remove_lost_rows() -> int:
    """Delete files of drafts that are gone (expired, or thrown away), from the disk too; gives how many."""
    draft = Draft.objects.filter(pk=OuterRef("draft_key"))
    old = timezone.now() - SENDING
    lost = RequestFile.objects.filter(~Exists(draft), request=None, added_at__lt=old)
    return remove(lost[:BATCH])


def remove_lost_content() -> int:
    """Delete files on disk that have no row; gives how many.

    Not as long as there is no row at all: then this is another database, and the files are not its own.
    """
    if not RequestFile.objects.exists():
        return 0
    before = time.time() - UPLOADING.total_seconds()
    lost = 0
    for names in _batches(before):
        known = set(RequestFile.objects.filter(content__in=names).values_list("content", flat=True))
        for name in set(names) - known:
            (Path(settings.PRIVATE_ROOT) / name).unlink(missing_ok=True)
            lost += 1
    if lost:
        logger.info("%d lost files were removed.", lost)
    return lost


def scan_waiting() -> int:
    """Scan files that came in while the scanner was away; gives how many got a verdict.

    An infected one loses its content and keeps its row, so that the adviser sees that something was sent.
    """
    if not is_configured():
        return 0
    done = 0
    for file in RequestFile.objects.filter(scan=ScanState.WAITING)[:BATCH]:
        try:
            with file.content.open() as content:
                state = scan(content)
        except ScannerAway:
            break
        except FileNotFoundError:
            logger.error("File %d is not on the disk.", file.pk)
            continue
        _keep_verdict(file, state)
        done += 1
    return done


@transaction.atomic
def _keep_verdict(file: RequestFile, state: ScanState) -> None:
    changes = {"scan": state}
    if state == ScanState.INFECTED:
        changes["content"] = ""
        delete_content(file)
    RequestFile.objects.filter(pk=file.pk).update(**changes)


def _batches(before: float) -> Iterator[list[str]]:
    """The names of files that were last changed before this moment (seconds since 1970), BATCH at a time."""
    root = Path(settings.PRIVATE_ROOT)
    names = []
    for path in root.glob("[0-9a-f][0-9a-f]/*"):
        if path.is_file() and path.stat().st_mtime < before:
            names.append(path.relative_to(root).as_posix())
        if len(names) == BATCH:
            yield names
            names = []
    if names:
        yield names
