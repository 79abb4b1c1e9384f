from functools import partial
from pathlib import Path

from intake.management.importing import ImportCommand
from intake.registers.importing import import_lrk


class Command(ImportCommand):
    help = "Import the export of the childcare register (Landelijk Register Kinderopvang)."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args, file, close_many, **options):
        self.take_in(file, partial(import_lrk, close_many=close_many))
