"""The whole site on your own machine: prepare what it needs, run it with its worker, stop it."""

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils.translation.reloader import translation_file_changed
from wagtail.models import Page

from demo.files import read_records
from demo.writers.people import PASSWORD, Account

from . import assets, server
from .processes import Processes

WAGTAILS_OWN_PAGES = 2  # the root and the welcome page

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Make what has to be made: files, tables, and content in an empty database."""
    for made in assets.build(settings.SITE):
        say(f"Built {made.relative_to(settings.ROOT)}")
        translation_file_changed(sender=None, file_path=made)  # or we would go on without them
    Path(settings.VAR).mkdir(exist_ok=True)
    say("Bringing the database up to date ...")
    call_command("migrate", verbosity=0)
    if settings.DEMO_ALLOWED and is_empty():
        say("The database is empty: loading the demo ...")
        call_command("load_demo", verbosity=0)


def is_empty() -> bool:
    """Whether nobody put anything into this database yet."""
    return Page.objects.count() <= WAGTAILS_OWN_PAGES and not get_user_model().objects.exists()


def serve(host: str, port: int, say: Say) -> None:
    """Run the site and the worker until somebody stops us; StoppedError when one of them ends first."""
    with Processes(server.environment(settings.ROOT)) as processes:
        processes.start("The site", server.site_command(host, port))
        processes.start("The worker", server.worker_command(settings.ROOT))
        status = server.wait_for_first_page(host, port, processes)
        for line in whereabouts(port):
            say(line)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            say(f"\nBut the home page answers {status}; the reason stands above.")
        while True:
            processes.check()
            time.sleep(0.5)


def whereabouts(port: int) -> Iterator[str]:
    """Where to look, and as whom."""
    address = f"http://localhost:{port}"
    yield "\nLeerkring is running; Ctrl-C stops it."
    yield ""
    yield f"  Site      {address}/"
    yield f"  Admin     {address}/admin/"
    if settings.MAILBOX_PAGE:
        yield f"  Mails     {address}/mail/"
    if names := demo_accounts():
        yield f"  Accounts  {', '.join(names)}"
        yield f"  Password  {PASSWORD}"


def demo_accounts() -> list[str]:
    """The user names of the demo that are in this database."""
    names = [account.username for account, _where in read_records("people.yaml", Account)]
    there = set(get_user_model().objects.filter(username__in=names).values_list("username", flat=True))
    return [name for name in names if name in there]
