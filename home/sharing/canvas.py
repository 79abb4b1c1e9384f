"""Puts our own drawings and letters on pixels, with Pillow.

Everything is drawn several times as large and then made smaller: Pillow's shapes have no soft edges.
"""

from functools import cache
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, ImageOps

from home.sharing import svg_paths
from home.sharing.colours import Inks, ink
from home.sharing.svg_paths import Matrix, Point

#: So many times larger.
FINE = 3
#: What the stylesheet says of the classes in our drawings.
CLASSES = {
    "a-line": {"fill": "none", "stroke": "var(--art-stroke)", "stroke-width": "3"},
    "a-line--tint": {"stroke": "var(--on-tint)"},
    "a-fine": {"fill": "none", "stroke": "var(--art-ink)", "stroke-width": "2", "stroke-opacity": ".55"},
    "a-hair": {"fill": "none", "stroke": "#ffffff", "stroke-opacity": ".22", "stroke-width": "2.5"},
    "dot": {"fill": "var(--art-coral)"},
    "on": {"fill": "none", "stroke": "var(--art-coral)", "stroke-width": "7"},
    "off": {"fill": "none", "stroke": "var(--rule)", "stroke-width": "7"},
}


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """One of the site's own web fonts. Raises FileNotFoundError before `manage.py build` made them."""
    found = finders.find(f"fonts/{name}.woff2")
    if found is None:
        raise FileNotFoundError(f"fonts/{name}.woff2: run `manage.py build` first")
    return ImageFont.truetype(found, size * FINE)


def text_width(text: str, name: str, size: int, tracking: float = 0) -> float:
    """How wide a line of text becomes, in pixels of the picture; `tracking` is in em."""
    return font(name, size).getlength(text) / FINE + tracking * size * max(0, len(text) - 1)


class Canvas:
    """A picture of `width` by `height` pixels on one colour."""

    def __init__(self, width: int, height: int, ground: str, inks: Inks):
        self.inks = inks
        self.image = Image.new("RGB", (width * FINE, height * FINE), self._colour(ground))
        self.size = width, height

    def finish(self) -> Image.Image:
        """The picture in its own size."""
        return self.image.resize(self.size, Image.Resampling.BOX)

    # -------------------------------------------------------------- letters
    def write(self, text: str, at: Point, name: str, size: int, colour: str, tracking: float = 0) -> None:
        """Write one line; `at` is where its baseline starts."""
        face, pen = font(name, size), ImageDraw.Draw(self.image)
        for index, letter in enumerate(text):
            before = face.getlength(text[: index + 1]) - face.getlength(
                letter
            )  # with the kerning of the pair
            left = at[0] * FINE + before + index * tracking * size * FINE
            pen.text((left, at[1] * FINE), letter, font=face, fill=self._colour(colour), anchor="ls")

    # -------------------------------------------------------------- drawings
    def draw(self, svg: str, at: Point, size: float, inked: Inks | None = None) -> None:
        """Draw one of `home.art`, `size` pixels wide, its left top corner `at`; `inked` are other inks."""
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing, made of constants and numbers
        left, top, width, _height = svg_paths.numbers(root.get("viewBox", ""))
        scale = size * FINE / width
        place = (scale, 0, 0, scale, at[0] * FINE - left * scale, at[1] * FINE - top * scale)
        before, self.inks = self.inks, {**self.inks, **(inked or {})}
        self._draw_children(root, place, {})
        self.inks = before

    def draw_amid(self, svg: str, middle: Point, size: float) -> None:
        """Draw one of `home.art` around a point, `size` pixels at its shorter side."""
        *_corner, width, height = svg_paths.numbers(ElementTree.fromstring(svg).get("viewBox", ""))  # noqa: S314
        scale = size / min(width, height)
        self.draw(svg, (middle[0] - width * scale / 2, middle[1] - height * scale / 2), width * scale)

    def paste_round(self, picture: Image.Image, at: Point, size: int) -> None:
        """Paste a picture as a circle of `size` pixels."""
        edge = size * FINE
        fitted = ImageOps.fit(picture.convert("RGB"), (edge, edge))
        mask = Image.new("L", (edge, edge))
        ImageDraw.Draw(mask).ellipse((0, 0, edge - 1, edge - 1), fill=255)
        self.image.paste(fitted, (round(at[0] * FINE), round(at[1] * FINE)), mask)

    def _draw_children(self, parent: ElementTree.Element, matrix: Matrix, inherited: dict[str, str]) -> None:
        for element in parent:
            style = {**inherited, **_style_of(element)}
            inner = svg_paths.multiply(matrix, svg_paths.transform(element.get("transform", "")))
            if element.tag == "g":
                self._draw_children(element, inner, style)
            else:
                self._draw_shape(element, inner, style)

    def _draw_shape(self, element: ElementTree.Element, matrix: Matrix, style: dict[str, str]) -> None:
        lines = [
            ([svg_paths.apply(matrix, point) for point in points], closed)
            for points, closed in _shape(element)
        ]
        if style.get("fill", "#000000") != "none":
            colour = self._colour(style.get("fill", "#000000"), style.get("fill-opacity"))
            self._lay(colour, [points for points, _closed in lines], _fill)
        if style.get("stroke", "none") != "none":
            width = float(style.get("stroke-width", 1)) * svg_paths.stretch(matrix)
            colour = self._colour(style["stroke"], style.get("stroke-opacity"))
            strokes = [points + points[:2] * closed for points, closed in lines]
            if dashes := style.get("stroke-dasharray"):
                step = sum(svg_paths.numbers(dashes)) * svg_paths.stretch(matrix)
                strokes = [[dot, dot] for points in strokes for dot in svg_paths.every(points, step)]
            self._lay(colour, strokes, lambda pen, lines, ink: _stroke(pen, lines, ink, width), width)

    def _lay(self, colour: tuple[int, ...], lines: list[list[Point]], how, margin: float = 0) -> None:
        """Fill or stroke lines. What lets the ground through is drawn apart first, so that it covers once."""
        *opaque, alpha = colour
        if alpha == 255 and len(lines) == 1:
            how(ImageDraw.Draw(self.image), lines, tuple(opaque))
            return
        corners = [point for points in lines for point in points]
        if not corners:
            return
        left, top = (int(min(corner[axis] for corner in corners) - margin) for axis in (0, 1))
        right, bottom = (int(max(corner[axis] for corner in corners) + margin) + 2 for axis in (0, 1))
        mask = Image.new("L", (right - left, bottom - top))
        moved = [[(x - left, y - top) for x, y in points] for points in lines]
        how(ImageDraw.Draw(mask), moved, 255)
        self.image.paste(tuple(opaque), (left, top), mask.point(lambda value: value * alpha // 255))

    def _colour(self, value: str, opacity: str | None = None) -> tuple[int, int, int, int]:
        *rgb, alpha = ink(self.inks, value)
        return *rgb, round(alpha * float(opacity or 1))


def _style_of(element: ElementTree.Element) -> dict[str, str]:
    style = {}
    for name in element.get("class", "").split():
        style |= CLASSES.get(name, {})
    return style | element.attrib


def _shape(element: ElementTree.Element):
    """Its lines as points, each with whether it is closed."""
    if element.tag == "path":
        return list(svg_paths.outlines(element.get("d", "")))
    centre = float(element.get("cx", 0)), float(element.get("cy", 0))
    radius = element.get("r")
    across, down = float(radius or element.get("rx")), float(radius or element.get("ry"))
    return [(svg_paths.ellipse(centre, across, down), True)]


def _fill(pen: ImageDraw.ImageDraw, lines: list[list[Point]], colour) -> None:
    for points in lines:
        if len(points) > 2:
            pen.polygon(points, fill=colour)


def _stroke(pen: ImageDraw.ImageDraw, lines: list[list[Point]], colour, width: float) -> None:
    """Lines with round ends and corners."""
    half = width / 2
    for points in lines:
        for ribbon, ends in svg_paths.ribbons(points, half):
            pen.polygon(ribbon, fill=colour)
            for x, y in ends:
                pen.ellipse((x - half, y - half, x + half, y + half), fill=colour)
