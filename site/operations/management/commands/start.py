import os
import signal

from django.core.management.base import BaseCommand, CommandError

from operations import running, server
from operations.processes import StoppedError


class Command(BaseCommand):
    help = "Start the site and its worker on this machine, with demo content when there is none."
    requires_system_checks = ()  # migrate runs them, once there is a database

    def handle(self, *args, **options):
        host, port = os.environ.get("HOST", "127.0.0.1"), port_number(os.environ.get("PORT", "8000"))
        if not server.is_free(host, port):
            raise CommandError(
                f"Port {port} is in use: choose another one, for example PORT={port + 1} make run"
            )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        try:
            running.prepare(self.say)
            running.serve(host, port, self.say)
        except KeyboardInterrupt:
            self.say("\nStopped.")
        except StoppedError as error:
            raise CommandError(str(error)) from error

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)
