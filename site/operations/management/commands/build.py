from django.conf import settings
from django.core.management.base import BaseCommand

from operations import assets


class Command(BaseCommand):
    help = "Make the web fonts and compile the translations, where their sources are newer."
    requires_system_checks = ()  # before the first migration there may be nothing to check against

    def handle(self, *args, **options):
        for made in assets.build(settings.SITE):
            self.stdout.write(f"Built {made.relative_to(settings.ROOT)}")
