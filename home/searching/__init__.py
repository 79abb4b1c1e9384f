"""Finding published pages: what was asked, what was found, and what was not."""

from .finding import Found, Result, find, ways_on
from .missed import note_miss
from .suggestions import suggest

__all__ = ["Found", "Result", "find", "note_miss", "suggest", "ways_on"]
