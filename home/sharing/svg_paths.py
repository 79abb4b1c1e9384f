"""Reads the shapes of our own drawings (`home.art`) as points: as much of SVG as they use. Pure functions."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

Point = tuple[float, float]
#: a b c d e f, as in SVG's `matrix()`.
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
#: Into so many straight pieces goes one curve.
PIECES = 12
#: A line that turns by more degrees than this has a corner.
CORNER = 35
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_COMMAND = re.compile(r"([MLHVCcZz])([^MLHVCcZz]*)")
_TRANSFORM = re.compile(r"(translate|rotate|scale|matrix)\(([^)]*)\)")


def numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """First the inner transformation, then the outer one."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def transform(text: str) -> Matrix:
    """The `transform` attribute as one matrix."""
    whole = IDENTITY
    for name, values in _TRANSFORM.findall(text):
        whole = multiply(whole, _MATRICES[name](*numbers(values)))
    return whole


def apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def stretch(matrix: Matrix) -> float:
    """By how much lengths grow."""
    a, b, c, d, *_ = matrix
    return math.sqrt(abs(a * d - b * c))


def _rotate(degrees: float) -> Matrix:
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0, 0


_MATRICES = {
    "translate": lambda x, y=0: (1, 0, 0, 1, x, y),
    "rotate": _rotate,
    "scale": lambda x, y=None: (x, 0, 0, x if y is None else y, 0, 0),
    "matrix": lambda *values: values,
}


# ------------------------------------------------------------------ outlines
def outlines(data: str) -> Iterator[tuple[list[Point], bool]]:
    """Every line of a path (its `d` attribute) as points, and whether it is closed."""
    points: list[Point] = []
    for command, values in _COMMAND.findall(data):
        if command == "M":
            if len(points) > 1:
                yield points, False
            points = []
        if command in "Zz":
            yield points, True
            points = []
        else:
            points += _STEPS[command](points[-1] if points else (0, 0), numbers(values))
    if len(points) > 1:
        yield points, False


def ellipse(centre: Point, across: float, down: float) -> list[Point]:
    angles = (index * math.tau / (6 * PIECES) for index in range(6 * PIECES))
    return [(centre[0] + across * math.cos(angle), centre[1] + down * math.sin(angle)) for angle in angles]


def _pairs(values: list[float]) -> list[Point]:
    return list(zip(values[::2], values[1::2], strict=True))


def _curves(at: Point, values: list[float], relative: bool) -> list[Point]:
    points, pairs = [], _pairs(values)
    for index in range(0, len(pairs), 3):
        origin = at if relative else (0, 0)
        one, two, end = ((origin[0] + x, origin[1] + y) for x, y in pairs[index : index + 3])
        points += [_on_curve((at, one, two, end), step / PIECES) for step in range(1, PIECES + 1)]
        at = end
    return points


def _on_curve(corners: tuple[Point, ...], share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return tuple(sum(w * corner[axis] for w, corner in zip(weights, corners, strict=True)) for axis in (0, 1))


_STEPS = {
    "M": lambda at, values: _pairs(values),
    "L": lambda at, values: _pairs(values),
    "H": lambda at, values: [(x, at[1]) for x in values],
    "V": lambda at, values: [(at[0], y) for y in values],
    "C": lambda at, values: _curves(at, values, relative=False),
    "c": lambda at, values: _curves(at, values, relative=True),
}


def every(points: list[Point], step: float) -> Iterator[Point]:
    """Points on a line, so far from each other: the dots of a dotted one."""
    ahead = 0.0
    for start, end in pairwise(points):
        length = math.dist(start, end)
        while ahead <= length and length:
            share = ahead / length
            yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            ahead += step
        ahead -= length


# ------------------------------------------------------------------ strokes
def ribbons(points: list[Point], half: float) -> Iterator[tuple[list[Point], tuple[Point, Point]]]:
    """The outline of a line `2 * half` wide, in pieces without a sharp corner, each with its two ends."""
    piece = points[:1]
    for here, there in pairwise(points):
        if len(piece) > 1 and _turn(piece[-2], here, there) > CORNER:
            yield _ribbon(piece, half), (piece[0], piece[-1])
            piece = [here]
        piece.append(there)
    yield _ribbon(piece, half), (piece[0], piece[-1])


def _ribbon(points: list[Point], half: float) -> list[Point]:
    """Both sides of a line: at each point as far to the left and to the right of the way it goes."""
    left, right = [], []
    for at, (x, y) in enumerate(points):
        before, after = points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
        along = (after[0] - before[0], after[1] - before[1])
        length = math.hypot(*along) or 1
        aside = (-along[1] / length * half, along[0] / length * half)
        left.append((x + aside[0], y + aside[1]))
        right.append((x - aside[0], y - aside[1]))
    return [*left, *reversed(right)]


def _turn(before: Point, here: Point, after: Point) -> float:
    """By how many degrees a line turns at a point."""
    one, two = (math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in ((before, here), (here, after)))
    return abs(math.degrees((two - one + math.pi) % math.tau - math.pi))
