"""What the desk can refuse."""


class LeadError(Exception):
    """A change that is not allowed, in words for the user; `field` names the input it is about."""

    def __init__(self, message, field: str = ""):
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
