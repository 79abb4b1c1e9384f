"""The mark: a ring with a dot in its gap. One chair is still free."""

from functools import cache

from home.art.geometry import arc
from home.art.svg import circle, drawing, line


@cache
def logo() -> str:
    """Draw the mark in the colour of the text beside it; the dot takes the accent colour."""
    ring = line(arc((23, 25), 17.5, 84, 366, 0.012, 5), "currentColor", 6.6)
    return drawing("mark", "0 0 48 48", ring, circle(37.6, 10.6, 6.4, class_="dot"))
