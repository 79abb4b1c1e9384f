"""Log lines that say what failed and where, and never who it was about."""

import logging
import re
import traceback

#: An address that is a key by itself: whoever reads it in a log could open the page.
SIGNED_PATH = re.compile(r"(/(?:bedankt|status|verder|plaats)/)[^/\s]+")


class NamelessFormatter(logging.Formatter):
    """Leaves out the words of an exception: a database or a mail library puts what was typed into them."""

    def format(self, record: logging.LogRecord) -> str:
        return SIGNED_PATH.sub(r"\1...", super().format(record))

    def formatException(self, ei) -> str:  # noqa: N802  (the library's name)
        """Each exception of the chain as its stack and its type, the first cause first."""
        parts, error = [], ei[1]
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\n".join(reversed(parts))
