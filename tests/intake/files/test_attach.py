"""Files come in, change hands and go: on the disk as in the database."""

import os
import re
import stat
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from intake.checks import private_files_are_private
from intake.files import attach as doors
from intake.files.attach import (
    attach_to_draft,
    attach_to_request,
    files_of_draft,
    move_to_request,
    remove_from_draft,
)
from intake.files.errors import FileRefused
from intake.files.limits import MOST_BYTES
from intake.files.tidy import remove_lost_content, remove_lost_rows, scan_waiting, tidy_files
from intake.leads.school import add_file
from intake.models import Draft, RequestFile, ScanState
from tests.factories.intake import IntakeRequestFactory, LeadFactory

from .conftest import EICAR, docx, pdf, picture, upload

pytestmark = pytest.mark.django_db


def attach(draft_key, name="plan.pdf", content=None) -> RequestFile:
    return attach_to_draft(draft_key, upload(name, content or pdf()))


def test_what_fails_with_its_row_leaves_nothing_on_the_disk(on_disk):
    def fail(_file):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        attach_to_request(IntakeRequestFactory(), upload("plan.pdf", pdf()), then=fail)

    assert on_disk() == []
    assert not RequestFile.objects.exists()


def make_old(path) -> None:
    two_days_ago = timezone.now().timestamp() - 2 * 24 * 3600
    os.utime(path, (two_days_ago, two_days_ago))


# ------------------------------------------------------------------ coming in
def test_a_file_stands_outside_the_media_under_a_name_that_says_nothing(
    draft_key, on_disk, private, settings
):
    file = attach(draft_key, "../Plan van Annelies.PDF")

    (path,) = on_disk()
    assert path.read_bytes() == pdf()
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{40}", path.relative_to(private).as_posix())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (file.name, file.kind, file.size) == ("Plan van Annelies.pdf", "pdf", len(pdf()))
    assert settings.MEDIA_ROOT not in private.parents
    with pytest.raises(NotImplementedError):
        _ = file.content.url


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.pdf", b""), ("plan.pdf", b"MZ"), ("plan.pdf", pdf(b"\0" * MOST_BYTES)), ("foto.png", pdf())],
)
def test_what_is_refused_leaves_nothing_behind(draft_key, on_disk, name, content):
    with pytest.raises(FileRefused):
        attach_to_draft(draft_key, upload(name, content))

    assert on_disk() == []
    assert not RequestFile.objects.exists()


def test_a_draft_has_room_for_three(draft_key, on_disk):
    for number in range(3):
        attach(draft_key, f"plan {number}.pdf")
    with pytest.raises(FileRefused):
        attach(draft_key)
    attach(uuid4())

    assert len(files_of_draft(draft_key)) == 3
    assert len(on_disk()) == 4


def test_a_request_takes_three_more_later(draft_key, on_disk):
    request = IntakeRequestFactory()
    pks = [attach(draft_key).pk for _number in range(3)]
    move_to_request(request, draft_key, pks)
    for _number in range(3):
        attach_to_request(request, upload("foto.jpg", picture("JPEG")))
    with pytest.raises(FileRefused):
        attach_to_request(request, upload("foto.jpg", picture("JPEG")))

    assert request.files.count() == 6


def test_drafts_together_do_not_fill_the_disk(draft_key, on_disk, monkeypatch):
    monkeypatch.setattr(doors, "MOST_IN_DRAFTS", 10)
    move_to_request(IntakeRequestFactory(), draft_key, [attach(draft_key).pk])
    attach(draft_key)
    with pytest.raises(FileRefused):
        attach(uuid4())

    assert len(on_disk()) == 2


def test_a_folder_that_is_served_is_refused_at_the_start(settings):
    assert private_files_are_private(None) == []
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT / "private"

    assert [error.id for error in private_files_are_private(None)] == ["intake.E001"]


# ------------------------------------------------------------------ changing hands and going
def test_files_go_over_to_the_request_without_being_copied(draft_key, on_disk, django_assert_num_queries):
    request, file, before = IntakeRequestFactory(), attach(draft_key), on_disk()
    with django_assert_num_queries(1):
        move_to_request(request, draft_key, [file.pk])

    assert list(request.files.all()) == [file]
    assert files_of_draft(draft_key) == []
    assert on_disk() == before


def test_nobody_takes_or_removes_files_of_another_draft(draft_key, on_disk):
    theirs = attach(uuid4())
    move_to_request(IntakeRequestFactory(), draft_key, [theirs.pk])
    remove_from_draft(draft_key, [theirs.pk])

    theirs.refresh_from_db()
    assert theirs.request is None
    assert len(on_disk()) == 1


def test_a_removed_file_is_off_the_disk_once_that_is_certain(
    draft_key, on_disk, django_capture_on_commit_callbacks
):
    file = attach(draft_key)
    with django_capture_on_commit_callbacks(execute=True):
        remove_from_draft(draft_key, [file.pk])
        assert len(on_disk()) == 1

    assert on_disk() == []


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_is_undone_leaves_the_file(draft_key, on_disk):
    file = attach(draft_key)
    with transaction.atomic():
        remove_from_draft(draft_key, [file.pk])
        transaction.set_rollback(True)

    assert len(on_disk()) == 1
    assert files_of_draft(draft_key) == [file]


# ------------------------------------------------------------------ nothing is lost, nothing stays
def test_files_of_a_draft_that_is_gone_are_removed(draft_key, on_disk, django_capture_on_commit_callbacks):
    alive = Draft.objects.create(key=uuid4())
    kept, request = attach(alive.key), IntakeRequestFactory()
    of_request = attach(draft_key)
    move_to_request(request, draft_key, [of_request.pk])
    lost, new = attach(draft_key), attach(draft_key)
    RequestFile.objects.exclude(pk=new.pk).update(added_at=timezone.now() - timedelta(hours=2))

    with django_capture_on_commit_callbacks(execute=True):
        assert remove_lost_rows() == 1

    assert set(RequestFile.objects.values_list("pk", flat=True)) == {kept.pk, of_request.pk, new.pk}
    assert not lost.content.storage.exists(lost.content.name)
    assert len(on_disk()) == 3


def test_what_a_crash_left_on_the_disk_is_found(draft_key, on_disk, private):
    file = attach(draft_key)
    (kept,) = on_disk()
    crashed, uploading = private / "ab" / ("a" * 40), private / "ab" / ("b" * 40)
    crashed.parent.mkdir(exist_ok=True)
    for path in (crashed, uploading):
        path.write_bytes(b"half")
    make_old(crashed)
    make_old(kept)

    assert remove_lost_content() == 1
    assert on_disk() == sorted([kept, uploading])
    assert RequestFile.objects.get() == file


def test_a_database_that_knows_no_file_leaves_the_disk_alone(private, on_disk):
    path = private / "ab" / ("a" * 40)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"of another database")
    make_old(path)
    tidy_files()

    assert on_disk() == [path]


def test_tidying_where_nothing_was_ever_sent_does_nothing(private):
    tidy_files()


# ------------------------------------------------------------------ the scanner
def test_a_scanned_file_says_so_and_an_infected_one_does_not_come_in(draft_key, on_disk, clamd):
    assert attach(draft_key).scan == ScanState.CLEAN
    with pytest.raises(FileRefused):
        attach(draft_key, "plan.pdf", pdf(EICAR))

    assert len(on_disk()) == 1


@pytest.mark.parametrize("trouble", ["nobody there", b"INSTREAM size limit exceeded. ERROR", b""])
def test_without_a_verdict_a_file_waits_and_is_scanned_later(draft_key, on_disk, clamd, settings, trouble):
    settings.CLAMD_URL = "tcp://127.0.0.1:9" if trouble == "nobody there" else clamd.url()
    clamd.answer = trouble if isinstance(trouble, bytes) else None
    clean, infected = attach(draft_key), attach(draft_key, "ander.pdf", pdf(EICAR))
    assert {clean.scan, infected.scan} == {ScanState.WAITING}
    assert scan_waiting() == 0

    settings.CLAMD_URL, clamd.answer = clamd.url(), None
    assert scan_waiting() == 2

    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan, infected.scan) == (ScanState.CLEAN, ScanState.INFECTED)
    assert not infected.content


def test_the_content_of_an_infected_file_is_taken_away(
    draft_key, on_disk, settings, clamd, django_capture_on_commit_callbacks
):
    settings.CLAMD_URL = ""
    attach(draft_key, "plan.pdf", pdf(EICAR))
    settings.CLAMD_URL = clamd.url()
    with django_capture_on_commit_callbacks(execute=True):
        scan_waiting()

    assert on_disk() == []
    assert RequestFile.objects.get().name == "plan.pdf"


def test_a_scanner_on_a_socket_of_this_machine_is_asked_too(draft_key, on_disk, settings, tmp_path):
    from socketserver import ThreadingUnixStreamServer
    from threading import Thread

    from .conftest import Conversation

    path = tmp_path / "clamd.ctl"
    with ThreadingUnixStreamServer(str(path), Conversation) as server:
        server.answer = None
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.CLAMD_URL = f"unix://{path}"
        try:
            assert attach(draft_key, "plan.docx", docx()).scan == ScanState.CLEAN
        finally:
            server.shutdown()
            thread.join()


class WatchedUpload(SimpleUploadedFile):
    """Notes at each read whether a transaction was open."""

    def __init__(self, *args):
        super().__init__(*args)
        self.seen = set()

    def read(self, *args):
        self.seen.add(connection.in_atomic_block)
        return super().read(*args)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_looked_at_and_scanned_while_nobody_waits_for_a_lock(on_disk, clamd):
    lead = LeadFactory()
    watched = WatchedUpload("plan.pdf", pdf())
    add_file(lead, watched)
    assert watched.seen == {False}
    assert [file.scan for file in lead.request.files.all()] == [ScanState.CLEAN]
    add_file(lead, upload("plan.pdf", pdf()))
    assert len(on_disk()) == 1, "a double click counts once"
