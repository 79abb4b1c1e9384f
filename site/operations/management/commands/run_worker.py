import signal
from threading import Event

from django.core.management.base import BaseCommand

from operations import worker


class Command(BaseCommand):
    help = "Send queued mail and publish what was planned, until stopped; of several workers one is at work."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args, once, verbosity, **options):
        if once:
            for name in worker.run_once():
                self.stdout.write(f"Another worker does this just now: {name}.")
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if verbosity > 1:
            self.stdout.write("At work.")
            self.stdout.flush()
        worker.run_until(stop)
