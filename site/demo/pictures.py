"""Draws the pictures of the demo: logos of organisations that do not exist, and a table from above.

Everything is drawn four times too large and then made smaller, which makes the edges smooth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

SCALE = 4
NIGHT, PAPER, LINEN = "#12352f", "#f8f7f3", "#edece4"
CORAL, LILAC, SUN = "#ff8566", "#cfc1f3", "#ffd166"
SEA, LEAF, PLUM = "#1f5f7a", "#3d6b3f", "#5b3fc4"
LOGO_SIZE = (400, 400)
TABLE_SIZE = (1600, 900)

Point = tuple[float, float]


class Pen:
    """Draws shapes in the picture's own measures on a canvas that is `SCALE` times as large."""

    def __init__(self, size: tuple[int, int], ground: str):
        self.size = size
        self.image = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def dot(self, at: Point, radius: float, fill: str) -> None:
        x, y = at
        self.draw.ellipse(_scaled((x - radius, y - radius, x + radius, y + radius)), fill=fill)

    def shape(self, points: list[Point], fill: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: list[Point], fill: str, width: float) -> None:
        """A line with round ends and corners."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for end in (points[0], points[-1]):
            self.dot(end, width / 2, fill)

    def slice(self, at: Point, radius: float, degrees: tuple[float, float], fill: str) -> None:
        x, y = at
        self.draw.pieslice(_scaled((x - radius, y - radius, x + radius, y + radius)), *degrees, fill=fill)

    def png(self) -> bytes:
        out = BytesIO()
        self.image.resize(self.size, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
        return out.getvalue()


def _scaled(box: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(value * SCALE for value in box)


def _around(centre: Point, radius: float, turn: float) -> Point:
    """The point on a circle; `turn` from 0 to 1, clockwise from the top."""
    return centre[0] + radius * sin(2 * pi * turn), centre[1] - radius * cos(2 * pi * turn)


# ------------------------------------------------------------------ logos
def waterlijn() -> bytes:
    """Three waves."""
    pen = Pen(LOGO_SIZE, SEA)
    for row, colour in enumerate((PAPER, LILAC, PAPER)):
        y = 130 + row * 70
        pen.line([(60 + x, y + 22 * sin(x / 28)) for x in range(0, 281, 4)], colour, 20)
    return pen.png()


def wilgentuin() -> bytes:
    """The hanging branches of a willow."""
    pen = Pen(LOGO_SIZE, LEAF)
    pen.line([(200, 330), (200, 112)], PAPER, 22)
    for index in (-3, -2, -1, 1, 2, 3):
        reach, drop = index * 42, 90 + 22 * abs(index)
        branch = [
            (200 + reach * (t / 20) ** 0.6, 110 - 36 * sin(pi * t / 20) + drop * (t / 20) ** 2)
            for t in range(21)
        ]
        pen.line(branch, SUN if index % 2 else PAPER, 14)
    return pen.png()


def zeezout() -> bytes:
    """Grains of salt, heaped."""
    pen = Pen(LOGO_SIZE, CORAL)
    for row in range(4):
        for index in range(row + 1):
            x, y, half = 200 + (index - row / 2) * 72, 106 + row * 64, 30
            colour = NIGHT if (row, index) == (2, 1) else PAPER
            pen.shape([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour)
    return pen.png()


def kwartslag() -> bytes:
    """A disc of which a quarter turns away."""
    pen = Pen(LOGO_SIZE, PLUM)
    pen.slice((190, 210), 118, (0, 270), PAPER)
    pen.slice((216, 184), 118, (270, 360), SUN)
    return pen.png()


def lantaarnpaal() -> bytes:
    """A street lamp with its light."""
    pen = Pen(LOGO_SIZE, NIGHT)
    pen.shape([(236, 140), (330, 330), (150, 330)], SUN)
    pen.line([(110, 330), (110, 130), (150, 84), (240, 84)], PAPER, 20)
    pen.dot((240, 122), 34, CORAL)
    return pen.png()


# ------------------------------------------------------------------ a table from above
SEATS = 8
FREE_SEAT = 4
PEOPLE = (
    (CORAL, "#4a2c1a"),
    (SEA, "#1c1a1a"),
    (SUN, "#8a4b22"),
    (LEAF, "#d9d5cc"),
    (PLUM, "#1c1a1a"),
    (CORAL, "#c98b3a"),
    (SEA, "#6b4a2f"),
)


def tafel() -> bytes:
    """A round table with eight chairs; nobody sits on the one nearest to us."""
    pen = Pen(TABLE_SIZE, LINEN)
    centre = (800, 450)
    people = iter(PEOPLE)
    for seat in range(SEATS):
        turn = seat / SEATS
        _chair(pen, centre, turn, away=60 if seat == FREE_SEAT else 0)
        if seat != FREE_SEAT:
            _person(pen, centre, turn, *next(people))
    pen.dot(centre, 236, NIGHT)
    pen.dot(centre, 230, LILAC)
    for seat in range(SEATS):
        _paper(pen, centre, seat / SEATS)
    pen.dot(centre, 64, PAPER)
    pen.slice(centre, 50, (-60, 240), CORAL)
    pen.dot(centre, 30, PAPER)
    return pen.png()


def _chair(pen: Pen, centre: Point, turn: float, away: float) -> None:
    back = [_around(centre, 352 + away, turn + step / 1000) for step in range(-30, 31, 3)]
    pen.dot(_around(centre, 300 + away, turn), 44, PAPER)
    pen.line(back, NIGHT, 12)


def _person(pen: Pen, centre: Point, turn: float, cloth: str, hair: str) -> None:
    shoulders = [_around(centre, 296, turn + step / 1000) for step in range(-26, 27, 2)]
    pen.line(shoulders, cloth, 46)
    pen.dot(_around(centre, 288, turn), 32, hair)


def _paper(pen: Pen, centre: Point, turn: float) -> None:
    corners = ((148, -0.028), (148, 0.028), (200, 0.021), (200, -0.021))
    pen.shape([_around(centre, radius, turn + step) for radius, step in corners], PAPER)


# ------------------------------------------------------------------ all of them
@dataclass(frozen=True)
class Picture:
    """A drawing with the title it gets in the library, and what is on it ("" for one that decorates)."""

    title: str
    draw: Callable[[], bytes]
    description: str = ""


PICTURES = {
    "waterlijn": Picture("Logo IKC De Waterlijn", waterlijn),
    "wilgentuin": Picture("Logo De Wilgentuin", wilgentuin),
    "zeezout": Picture("Logo Kinderopvang Zeezout", zeezout),
    "kwartslag": Picture("Logo Stichting Kwartslag Primair", kwartslag),
    "lantaarnpaal": Picture("Logo SBO De Lantaarnpaal", lantaarnpaal),
    "tafel": Picture(
        "Ronde tafel met een vrije stoel", tafel, "Een ronde tafel van boven gezien, met acht stoelen"
    ),
}


def sheet(heading: str) -> bytes:
    """A sheet of paper with a heading and a few lines of nothing, as PDF: what a school sends along."""
    pen = Pen((595, 842), "#ffffff")
    font = ImageFont.load_default(28 * SCALE)
    pen.draw.text((60 * SCALE, 70 * SCALE), heading, fill=NIGHT, font=font)
    for number in range(18):
        length = 470 if number % 6 != 5 else 250
        pen.line([(62, 150 + number * 30), (62 + length, 150 + number * 30)], LINEN, 7)
    out = BytesIO()
    pen.image.resize((595 * 2, 842 * 2), Image.Resampling.LANCZOS).save(out, "PDF", resolution=144)
    return out.getvalue()
