from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from home.contact import Contact, contact_of
from home.models import BrandSettings
from operations import maintenance


class Command(BaseCommand):
    help = "Close the site for a while (on), open it again (off), or say which it is."
    requires_system_checks = ()  # the database may be away

    def add_arguments(self, parser):
        parser.add_argument("switch", nargs="?", choices=["on", "off"])
        parser.add_argument("--minutes", type=int, help="with on: in how many minutes we think to be back")

    def handle(self, *args, switch, minutes, **options):
        if minutes is not None and (switch != "on" or minutes < 1):
            raise CommandError("--minutes goes with on, and is 1 or more.")
        if switch == "on":
            maintenance.turn_on(minutes, read_contact())
        elif switch == "off":
            maintenance.turn_off()
        closed = maintenance.is_on()
        self.stdout.write("The site is closed: it answers 503." if closed else "The site is open.")


def read_contact() -> Contact:
    """How to reach the consultancy, as long as the database can say it."""
    try:
        brand = BrandSettings.objects.first()
    except Error:
        return Contact()
    return contact_of(brand) if brand else Contact()
