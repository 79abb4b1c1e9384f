"""Our drawings and colours as pixels: read as a browser would."""

import re

import pytest
from PIL import ImageColor

from home import art
from home.models import BrandSettings
from home.sharing.canvas import Canvas
from home.sharing.colours import FROM_ACCENT, FROM_SECOND, STYLESHEET, brand_inks, ink, stylesheet_inks
from home.sharing.svg_paths import every, outlines, ribbons, transform

RED, WHITE = (255, 0, 0), (255, 255, 255)


def drawn(shapes: str, size: int = 40):
    """Shapes of 40 by 40 units, on white."""
    canvas = Canvas(size, size, "#ffffff", {})
    canvas.draw(f'<svg viewBox="0 0 40 40">{shapes}</svg>', (0, 0), size)
    return canvas.finish()


@pytest.mark.parametrize(
    ("shapes", "inside", "outside"),
    [
        ('<path d="M10 10H30V30H10Z" fill="#ff0000"/>', (20, 20), (5, 5)),
        ('<circle cx="20" cy="20" r="8" fill="#ff0000"/>', (20, 14), (20, 10)),
        ('<ellipse cx="20" cy="20" rx="15" ry="4" fill="#ff0000"/>', (8, 20), (20, 12)),
        ('<path d="M5 20L35 20" fill="none" stroke="#ff0000" stroke-width="6"/>', (20, 22), (20, 26)),
        ('<path d="M20 5c10 0 10 30 0 30c-10 0-10-30 0-30z" fill="#ff0000"/>', (20, 20), (4, 20)),
        ('<g transform="translate(30 30)"><circle r="4" fill="#ff0000"/></g>', (30, 30), (2, 2)),
        (
            '<g fill="#ff0000"><g transform="rotate(90)"><path d="M5-35H15V-5H5Z"/></g></g>',
            (20, 10),
            (20, 30),
        ),
        ('<g transform="translate(20 20)scale(2)"><circle r="5" fill="#ff0000"/></g>', (28, 20), (33, 20)),
        (
            '<g transform="matrix(-1 0 0 1 40 0)"><circle cx="5" cy="20" r="4" fill="#ff0000"/></g>',
            (35, 20),
            (5, 20),
        ),
    ],
)
def test_a_shape_lies_where_it_belongs(shapes, inside, outside):
    picture = drawn(shapes)

    assert picture.getpixel(inside) == RED
    assert picture.getpixel(outside) == WHITE


def test_what_lets_the_ground_through_covers_once():
    half = '<path d="M4 20L20 20L36 20" fill="none" stroke="#000000" stroke-width="8" stroke-opacity=".5"/>'

    [grey] = {drawn(half).getpixel((x, 20)) for x in (8, 20, 32)}
    assert grey == pytest.approx((127, 127, 127), abs=1)


def test_a_dotted_line_has_room_between_its_dots():
    line = '<path d="M4 20L36 20" stroke="#ff0000" fill="none" stroke-width="4" stroke-dasharray="1 9"/>'
    picture = drawn(line)

    assert picture.getpixel((4, 20)) == picture.getpixel((14, 20)) == RED
    assert picture.getpixel((9, 20)) == WHITE


def test_a_curve_and_its_relative_form_are_one_line():
    [(absolute, _closed)] = outlines("M10 10C10 20 20 20 20 10")
    [(relative, _closed)] = outlines("M10 10c0 10 10 10 10 0")

    assert absolute == relative


def test_a_transformation_reads_from_left_to_right():
    assert transform("translate(10 0)scale(2)") == (2, 0, 0, 2, 10, 0)


def test_a_sharp_corner_parts_a_line():
    assert len(list(ribbons([(0, 0), (10, 0), (10, 10)], 1))) == 2
    assert len(list(ribbons([(0, 0), (10, 0), (20, 1)], 1))) == 1


def test_dots_keep_their_distance_around_a_corner():
    assert list(every([(0, 0), (4, 0), (4, 6)], 5)) == [(0, 0), (4, 1), (4, 6)]


@pytest.mark.parametrize(
    "svg",
    [
        art.table_scene(),
        art.empty_chair(),
        art.ring(3, 4),
        art.ring_step(2, 4),
        *map(art.portrait, art.PORTRAITS),
    ],
)
def test_every_shape_and_colour_of_our_drawings_is_understood(svg):
    known = {"svg", "g", "path", "circle", "ellipse"}
    assert set(re.findall(r"<(\w+)", svg)) <= known
    assert set("".join(re.findall(r' d="([^"]*)"', svg))) <= set("MLHVCcZz0123456789.- ")

    Canvas(50, 50, "#ffffff", brand_inks(BrandSettings())).draw(svg, (0, 0), 50)


def test_the_colours_are_those_of_the_stylesheet():
    assert ink(stylesheet_inks(), "var(--paper)") == (0xF8, 0xF7, 0xF3, 255)
    assert ink(stylesheet_inks(), "var(--j-on)") == ink(stylesheet_inks(), "var(--art-coral)")
    assert ink(stylesheet_inks(), "#0000001c")[3] == 0x1C


def test_a_brand_re_inks_by_the_recipes_of_the_stylesheet(settings):
    css = (settings.SITE / "static" / STYLESHEET).read_text()
    for recipes, source in ((FROM_ACCENT, "accent"), (FROM_SECOND, "second")):
        for name, (lightness, factor, most, turn) in recipes.items():
            light = re.search(rf"{name}: oklch\(from var\(--{source}\) ([^;]+)\);", css)[1]
            numbers = [float(number) for number in re.findall(r"\d*\.\d+|\d+", light)]
            assert numbers == [lightness, factor, most, *([abs(turn)] if turn else [])]


def test_another_accent_keeps_lightness_and_takes_the_hue():
    green = ImageColor.getrgb(brand_inks(BrandSettings(accent="#9fe0b4"))["--art-coral"])

    assert green[1] > max(green[0], green[2])
