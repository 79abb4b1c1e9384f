from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from intake.management.importing import ImportCommand
from intake.models import Register
from intake.registers.importing import import_duo

KINDS = [value for value in Register.values if value != Register.CHILDCARE]


class Command(ImportCommand):
    help = "Import the open data files of DUO: branches of schools, and school boards."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--register", choices=KINDS, help=_("which schools these are, when the file does not say it")
        )

    def handle(self, *args, files, register, close_many, **options):
        read = partial(import_duo, register=register and Register(register), close_many=close_many)
        for path in files:
            self.take_in(path, read)
