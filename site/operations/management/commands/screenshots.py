import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations import browser, screenshots
from operations.processes import StoppedError


class Command(BaseCommand):
    help = "Take pictures of the main pages and admin screens, with demo content, into screenshots/."

    def handle(self, *args, **options):
        if not (chrome := browser.find_browser()):
            raise CommandError(browser.ADVICE)
        folder = settings.ROOT / "screenshots"
        with tempfile.TemporaryDirectory(prefix="leerkring-") as work:
            try:
                number = screenshots.take(folder, settings.ROOT, Path(work), chrome, self.stdout.write)
            except StoppedError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{number} pictures in {folder.relative_to(settings.ROOT)}/")
