from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from demo.files import ContentError
from demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo content: pages, people, and what happened before. Safe to repeat."

    def handle(self, *args, **options):
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("These settings do not allow the demo: everybody knows its passwords."))
        try:
            load_demo()
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("The demo is loaded."))
