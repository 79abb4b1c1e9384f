from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations import catalogue


class Command(BaseCommand):
    help = "Compare the Dutch catalogue with the texts in the sources; fail when it is not complete."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="put new texts in and stale ones out")
        parser.add_argument(
            "--merge",
            nargs="+",
            type=Path,
            default=[],
            metavar="FILE",
            help="take translations from these .po files",
        )

    def handle(self, *args, write, merge, **options):
        file = settings.SITE / "locale" / catalogue.LOCALE / "LC_MESSAGES" / "django.po"
        wanted = catalogue.extract_catalogue(settings.ROOT)
        translated = catalogue.read(file) if file.exists() else catalogue.Catalog(locale=catalogue.LOCALE)
        if write or merge:
            catalogue.update(wanted, translated, *map(catalogue.read, merge))
            catalogue.write(wanted, file)
            translated = catalogue.read(file)
        if lines := list(catalogue.problems(wanted, translated)):
            raise CommandError(
                "\n".join([*lines, f"{len(lines)} texts to mend in {file.relative_to(settings.ROOT)}"])
            )
        self.stdout.write("The Dutch catalogue is complete.")
