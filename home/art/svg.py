"""The few SVG elements the drawings are made of, as strings that are well-formed by construction.

No element gets an `id` (a page may hold any drawing twice) or a `style` attribute (the content security
policy forbids it): shapes are small enough to repeat, and colours are custom properties of the stylesheet.
"""

from home.art.geometry import Point, number

Value = str | float | None


def element(name: str, *children: str, **attributes: Value) -> str:
    """Write one element: `stroke_width=3` becomes `stroke-width="3"`, `class_` `class`; None is left out.

    Attribute values are written as they are: they come from the drawings, never from a visitor.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def drawing(css: str, view_box: str, *children: str) -> str:
    """Frame a drawing. Always decorative: what it says must be in words as well."""
    frame = {"class_": css, "viewBox": view_box, "aria_hidden": "true", "focusable": "false"}
    return element("svg", *children, **frame)


def path(data: str, **attributes: Value) -> str:
    return element("path", d=data, **attributes)


def line(data: str, colour: str, width: float, **attributes: Value) -> str:
    """A stroke with round ends and no fill."""
    return path(data, fill="none", stroke=colour, stroke_width=width, stroke_linecap="round", **attributes)


def circle(cx: float, cy: float, radius: float, **attributes: Value) -> str:
    return element("circle", cx=cx or None, cy=cy or None, r=radius, **attributes)


def group(*children: str, **attributes: Value) -> str:
    return element("g", *children, **attributes)


def placed(at: Point, turn: float, *children: str, scale: float | None = None) -> str:
    """Put shapes that were drawn around 0 0 somewhere else: moved, turned clockwise, and scaled."""
    transform = f"translate({number(at[0])} {number(at[1])})"
    if turn:
        transform += f"rotate({number(turn)})"
    if scale:
        transform += f"scale({scale:.3g})"
    return group(*children, transform=transform)
