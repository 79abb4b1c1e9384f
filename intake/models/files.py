"""The files that come with a request. They stand outside the public media, under names that say nothing."""

from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from .requests import IntakeRequest


class FileKind(models.TextChoices):
    """What a file is, by its content."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (docx)"
    ODT = "odt", "OpenDocument (odt)"
    JPG = "jpg", "JPG"
    PNG = "png", "PNG"


class ScanState(models.TextChoices):
    """What the virus scanner said."""

    WAITING = "waiting", _("not yet scanned")
    CLEAN = "clean", _("no virus found")
    INFECTED = "infected", _("taken away: the virus scanner found something")


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Files below PRIVATE_ROOT, for the account of the site alone. They have no address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return str(Path(settings.PRIVATE_ROOT).resolve())

    def url(self, name):
        raise NotImplementedError("A private file has no address: the desk opens it.")


def name_on_disk(instance, filename: str) -> str:
    """Where a file goes: a name nobody can guess, without anything of its own name. In 256 folders."""
    name = token_hex(20)
    return f"{name[:2]}/{name}"


class RequestFile(models.Model):
    """A file that somebody sent: of a draft until the request is sent, then of the request.

    `draft_key` is the key of the draft. A row that has no request, and whose draft is gone, is lost: the
    worker takes it away, and its file (`intake.files.tidy`). An infected one keeps its row, without content.
    """

    wagtail_reference_index_ignore = True

    draft_key = models.UUIDField(null=True, editable=False, db_index=True)
    request = models.ForeignKey(
        IntakeRequest, verbose_name=_("request"), null=True, on_delete=models.PROTECT, related_name="files"
    )
    question_key = models.CharField(max_length=8, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    content = models.FileField(
        _("content"), storage=PrivateStorage(), upload_to=name_on_disk, blank=True, max_length=60
    )
    scan = models.CharField(
        _("virus scanner"), max_length=8, choices=ScanState.choices, default=ScanState.WAITING
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("file of a request")
        verbose_name_plural = _("files of requests")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(scan="waiting"), name="intake_file_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_file_one_owner",
                condition=Q(draft_key__isnull=True) | Q(request__isnull=True),
            ),
            models.CheckConstraint(
                name="intake_file_infected_has_no_content",
                condition=(Q(scan="infected") & Q(content="")) | (~Q(scan="infected") & ~Q(content="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
