"""Lays out the picture of a shared page: the brand above, the title large, the drawing at the right."""

from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image

from home import art
from home.cards import HEIGHT, WIDTH, Card
from home.sharing.canvas import Canvas, text_width
from home.sharing.colours import brand_inks
from home.sharing.lines import badness, break_lines, fits

DISPLAY, STRONG = "bricolage-display", "figtree-strong"
MARGIN = 72
#: The title: how wide and high it may be, in which sizes, and how close its letters stand.
TEXT_WIDTH, TEXT_HEIGHT = 586, 336
SIZES = range(100, 38, -4)
TRACKING, LEADING = -0.03, 1.0
BRAND_SIZE, LINE_SIZE, FIGURE = 34, 29, 190
#: Where the drawing stands: its middle, and how wide it is. A ring or a face is seen whole, a scene runs off.
WHOLE = (930, 315), 484
SCENE = (982, 318), 588


@dataclass(frozen=True)
class Ground:
    """A plane of the house, and the inks on it."""

    plane: str
    title: str = "var(--ink)"
    line: str = "var(--ink-soft)"


GROUNDS = {
    "paper": Ground("var(--paper)"),
    "linen": Ground("var(--linen)"),
    "lilac": Ground("var(--second)", "var(--on-tint)", "var(--on-tint)"),
    "coral": Ground("var(--accent)", "var(--on-tint)", "var(--on-tint)"),
    "night": Ground("var(--night)", "var(--on-night)", "var(--on-night-soft)"),
}


def draw_card(card: Card, brand) -> bytes:
    """The picture as a PNG file of `WIDTH` by `HEIGHT` pixels."""
    inks, ground = brand_inks(brand), GROUNDS[card.ground]
    canvas = Canvas(WIDTH, HEIGHT, ground.plane, inks)
    if card.drawing or card.photo:
        _draw_right(canvas, card, ground)
    _write_brand(canvas, brand.name, ground)
    _write_title(canvas, card.title, ground)
    if card.line:
        canvas.write(card.line, (MARGIN, HEIGHT - MARGIN), STRONG, LINE_SIZE, ground.line)
    return _as_png(canvas.finish())


def _write_brand(canvas: Canvas, name: str, ground: Ground) -> None:
    canvas.draw(art.logo(), (MARGIN - 5, MARGIN - 12), 56, {"currentColor": ground.title})
    canvas.write(name, (MARGIN + 64, MARGIN + 28), DISPLAY, BRAND_SIZE, ground.title, -0.02)


def _write_title(canvas: Canvas, title: str, ground: Ground) -> None:
    """As large as it can be; it stands on the line at the bottom, so that the room is above it."""
    size, lines = fit(title)
    top = 172 + (TEXT_HEIGHT - len(lines) * size * LEADING) / 2
    for number, line in enumerate(lines):
        baseline = top + size * (0.78 + number * LEADING)
        canvas.write(line, (MARGIN - size * 0.05, baseline), DISPLAY, size, ground.title, TRACKING)


def fit(title: str) -> tuple[int, list[str]]:
    """The size and lines in which the title is large and reads well."""
    best, found = -1.0, (SIZES[-1], [title])
    for size in SIZES:
        measure = partial(text_width, name=DISPLAY, size=size, tracking=TRACKING)
        lines = break_lines(title, TEXT_WIDTH, measure)
        if len(lines) * size * LEADING > TEXT_HEIGHT or not fits(lines, TEXT_WIDTH, measure):
            continue
        good = size * (1 - badness(lines, TEXT_WIDTH, measure))
        if good > best:
            best, found = good, (size, lines)
    return found


def _draw_right(canvas: Canvas, card: Card, ground: Ground) -> None:
    middle, across = WHOLE if card.is_whole else SCENE
    left_top = middle[0] - across / 2, middle[1] - across / 2
    if photo := _photo(card):
        canvas.paste_round(photo, left_top, across)
    elif card.is_portrait:
        portrait = Canvas(across, across, ground.plane, canvas.inks)
        portrait.draw(card.drawing, (0, 0), across)
        canvas.paste_round(portrait.image, left_top, across)
    else:
        canvas.draw_amid(card.drawing, middle, across)
    if card.figure:
        wide = text_width(card.figure, DISPLAY, FIGURE, -0.04)
        at = middle[0] - wide / 2, middle[1] + FIGURE * 0.345
        canvas.write(card.figure, at, DISPLAY, FIGURE, ground.title, -0.04)


def _photo(card: Card) -> Image.Image | None:
    """The photograph; None when there is none, or none that is made of pixels and can be read."""
    if not card.photo:
        return None
    try:
        with card.photo.open_file() as file:
            photo = Image.open(file)
            photo.load()
    except OSError:
        return None
    return photo


def _as_png(picture: Image.Image) -> bytes:
    """Few colours in few bytes: our drawings are planes."""
    file = BytesIO()
    picture.quantize(192, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
