"""What the commands that import a register share: progress, and what was done in words."""

import sys
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.leads.completing import complete_known
from intake.registers.importing import Summary
from intake.registers.tables import RegisterFileError
from intake.routing.assign import assigning

WIDTH = 30
#: More lines of rows that were left out nobody reads; the rest is counted.
SHOWN = 50


class ImportCommand(BaseCommand):
    """Imports files one after the other; what cannot be read leaves its register as it was.

    Then organisations that we know already get what the register adds.
    """

    def add_arguments(self, parser):
        parser.add_argument(
            "--close-many",
            action="store_true",
            help=_("also when more than a tenth of what is known is not in the file"),
        )

    def take_in(self, path: Path, read: Callable[..., Summary]) -> None:
        """Import one file by `read`, which hears of `on_read`, and say what was done. Raises CommandError."""
        progress = Progress(path, self.stderr)
        try:
            summary = read(path, on_read=progress.add)
        except RegisterFileError as error:
            raise CommandError(
                _("%(file)s: %(problem)s Nothing has changed.") % {"file": path.name, "problem": error}
            ) from error
        finally:
            progress.end()
        summary.completed = complete_known(summary.register, assigning)
        self.say(path, summary)

    def say(self, path: Path, summary: Summary) -> None:
        for problem in summary.problems[:SHOWN]:
            self.stderr.write(
                _("%(file)s, line %(line)d: %(reason)s. Left out.")
                % {"file": path.name, "line": problem.line, "reason": problem.reason}
            )
        if (more := len(summary.problems) - SHOWN) > 0:
            text = ngettext("And %(more)d row more.", "And %(more)d rows more.", more)
            self.stderr.write(text % {"more": more})
        self.stdout.write(f"{path.name} ({summary.register.label}): {', '.join(_counts(summary))}.")


class Progress:
    """A bar on a terminal that fills as the file is read. Elsewhere nothing, so that a log stays readable."""

    def __init__(self, path: Path, out):
        self.out, self.done, self.shown = out, 0, -1
        self.size = path.stat().st_size if path.is_file() else 0
        self.is_on = bool(self.size) and sys.stderr.isatty()

    def add(self, count: int) -> None:
        self.done += count
        share = self.done * 100 // self.size if self.size else 0
        if self.is_on and share > self.shown:
            self.shown = share
            bar = "█" * (share * WIDTH // 100)
            self.out.write(f"\r{bar:░<{WIDTH}} {share:3d}%", ending="")

    def end(self) -> None:
        if self.is_on:
            self.out.write(f"\r{' ' * (WIDTH + 5)}\r", ending="")


def _counts(summary: Summary) -> list[str]:
    """What there is to say; without changes, that."""
    counts = [
        (summary.new, _("%(count)d new")),
        (summary.changed, _("%(count)d changed")),
        (summary.reopened, _("%(count)d open again")),
        (summary.closed, _("%(count)d closed")),
        (summary.same, _("%(count)d the same")),
        (summary.left_out, _("%(count)d skipped")),
        (len(summary.problems), _("%(count)d left out because of a mistake")),
        (summary.completed, _("%(count)d organisations of ours completed")),
    ]
    return [text % {"count": count} for count, text in counts if count]
