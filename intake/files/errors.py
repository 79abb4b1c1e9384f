"""What is not taken."""

from django.utils.translation import gettext as _


class FileRefused(Exception):  # noqa: N818  (a refusal is an answer to the visitor, not a fault)
    """A file that is not taken, in words that say what to do instead."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NoRoom(FileRefused):
    """A file that we cannot take now, for a reason of our own: no school is to be stopped by it."""

    def __init__(self):
        super().__init__(_("We cannot take files just now. Try again tomorrow, or mail us the file."))
