"""What is not taken."""


class FileRefused(Exception):  # noqa: N818  (a refusal is an answer to the visitor, not a fault)
    """A file that is not taken, in words that say what to do instead."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
