import signal
from threading import Event

from django.core.management.base import BaseCommand

from operations import outbox


class Command(BaseCommand):
    help = "Send the queued mail, until stopped; one sender works at a time, others wait their turn."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what is due now, then stop")

    def handle(self, *args, once, verbosity, **options):
        if once:
            if not outbox.send_all():
                self.stdout.write("Another sender is at work.")
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if verbosity > 1:
            self.stdout.write("Waiting for mail.")
            self.stdout.flush()
        outbox.send_until(stop)
