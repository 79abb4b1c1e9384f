"""Curves that look drawn by hand: a slow, smooth deviation from the exact circle, the same on every run.

Lengths are in the user units of the drawing; angles are in degrees, 0 at the top, clockwise.
Every function returns SVG path data (the `d` attribute) or plain numbers, and depends on its arguments only.
Path data is written short (relative, few decimals): the drawings are part of every page.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]

# From this radius on, a curve is written in whole units: half a unit is less than its line is wide.
LARGE = 300


def number(value: float) -> str:
    """Write a number as briefly as SVG allows: one decimal at most, no `-0`, no leading zero."""
    text = f"{value:.1f}".removesuffix(".0")
    if text in ("-0", "0"):
        return "0"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def numbers(values: Iterable[float]) -> str:
    """Write numbers in a row; a minus sign is separation enough."""
    return " ".join(number(value) for value in values).replace(" -", "-")


def polar(centre: Point, radius: float, degrees: float) -> Point:
    """Return the point at this angle on a circle."""
    angle = math.radians(degrees - 90)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def blob(centre: Point, radius: float, wobble: float = 0.014, points: int = 10, seed: int = 1) -> str:
    """Draw a circle by hand: closed, with a radius that differs by about `wobble` (a fraction)."""
    at = _hand(centre, radius, wobble, seed)
    around = [at(index * 360 / points + 90) for index in range(-1, points + 2)]
    return _curve(around, _decimals(radius)) + "z"


def arc(
    centre: Point,
    radius: float,
    start: float,
    end: float,
    wobble: float = 0.01,
    seed: int = 1,
    step: float = 30,
    drift: float = 0,
) -> str:
    """Draw an arc by hand, a point every `step` degrees; `drift` lets the end miss the start a little."""
    at = _hand(centre, radius, wobble, seed)
    pieces = max(3, int(abs(end - start) / step) + 1)
    shares = [index / pieces for index in range(-1, pieces + 2)]
    points = [at(start + (end - start) * share, drift * share) for share in shares]
    return _curve(points, _decimals(radius))


def lens(left: Point, left_seed: int, right: Point, right_seed: int, radius: float, wobble: float) -> str:
    """Draw what two blobs of one radius share, when the second lies to the right of the first.

    Worked out here rather than with a clip path, which would need an id.
    """
    on_left = _hand(left, radius, wobble, left_seed)
    on_right = _hand(right, radius, wobble, right_seed)

    def inside(point: Point, centre: Point, edge: Callable[..., Point]) -> bool:
        degrees = math.degrees(math.atan2(point[1] - centre[1], point[0] - centre[0])) + 90
        return math.dist(point, centre) <= math.dist(edge(degrees), centre)

    bulge = [d for d in range(181) if inside(on_left(d), right, on_right)]
    hollow = [d for d in range(180, 361) if inside(on_right(d), left, on_left)]
    out = arc(left, radius, bulge[0], bulge[-1], wobble, left_seed)
    back = arc(right, radius, hollow[0], hollow[-1], wobble, right_seed)
    return f"{out}L{back[1:]}z"


def _hand(centre: Point, radius: float, wobble: float, seed: int) -> Callable[..., Point]:
    """Return the point at an angle of this circle, as a hand would draw it: a slow wave, not a jitter."""
    source = random.Random(seed)  # noqa: S311 - a drawing, and the same one every time
    two, three, five = (source.uniform(0, math.tau) for _ in range(3))

    def at(degrees: float, outward: float = 0) -> Point:
        angle = math.radians(degrees - 90)
        slow = 0.75 * math.sin(2 * angle + two) + 0.45 * math.sin(3 * angle + three)
        wave = 1 + wobble * (slow + 0.2 * math.sin(5 * angle + five))
        return polar(centre, radius * wave + outward, degrees)

    return at


def _decimals(radius: float) -> int:
    return 0 if radius >= LARGE else 1


def _curve(points: Sequence[Point], decimals: int) -> str:
    """Run one smooth curve (Catmull-Rom, as cubic Béziers) through all points but the first and the last.

    Those two only say in which direction the curve starts and ends.
    """

    def snapped(point: Point) -> Point:
        return round(point[0], decimals), round(point[1], decimals)

    start = snapped(points[1])
    data = "M" + numbers(start)
    for before, here, there, after in zip(points, points[1:], points[2:], points[3:], strict=False):
        origin = snapped(here)
        first = snapped((here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6))
        second = snapped((there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6))
        steps = (point[axis] - origin[axis] for point in (first, second, snapped(there)) for axis in (0, 1))
        data += "c" + numbers(steps)
    return data
