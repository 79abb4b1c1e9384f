"""Parts of a face, seen from the front and turned a little to the right, in a square of 200 by 200.

Every part is a function of the colours it needs, or a constant when it needs none. Which parts make which
person stands in `portraits`.
"""

from home.art.geometry import number
from home.art.inks import BLUSH, FEATURE, LIPS, PAPER, SKIN_SHADE
from home.art.svg import circle, element, path

# ------------------------------------------------------------------ heads: chin at about 130, eyes at 84
HEADS = {
    "oval": "M66 82C65 52 80 40 101 40C122 40 136 53 135 82C134 104 124 129 101 130C78 130 67 104 66 82Z",
    "round": "M61 84C60 53 78 41 101 41C124 41 142 54 141 85C140 112 124 129 101 129C77 129 62 111 61 84Z",
    "long": "M68 80C67 49 81 36 101 36C121 36 135 50 134 80C134 109 121 138 101 138C80 138 69 109 68 80Z",
    "square": (
        "M65 80C64 52 79 40 101 40C123 40 138 53 137 80L135 107C131 125 116 132 101 132C85 132 70 125 67 107Z"
    ),
    "heart": (
        "M63 78C62 50 79 38 101 38C123 38 139 51 138 78C137 101 121 123 108 131"
        "C103 134 98 134 93 131C80 123 64 101 63 78Z"
    ),
}
EARS = {
    "oval": "M67 80C58 76 57 98 69 98ZM134 80C143 76 144 98 132 98Z",
    "round": "M62 82C53 78 53 100 65 100ZM140 82C149 78 149 100 137 100Z",
    "long": "M69 80C60 75 59 99 71 99ZM133 80C142 75 143 99 131 99Z",
    "square": "M66 80C56 75 56 99 68 99ZM136 80C146 75 146 99 134 99Z",
    "heart": "M65 80C56 76 56 97 68 97ZM136 80C145 76 145 97 134 97Z",
}


def stroke(data: str, width: float = 3.2, colour: str = FEATURE, opacity: str | None = None) -> str:
    """A line of the face."""
    return path(
        data,
        fill="none",
        stroke=colour,
        stroke_opacity=opacity,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def _ellipse(x: float, y: float, rx: float, ry: float, **attributes: str) -> str:
    return element("ellipse", cx=x, cy=y, rx=rx, ry=ry, **attributes)


def _pair(shape: str, left: float, right: float, y: float) -> str:
    """The same stroke at both eyes."""
    return "".join(f"M{number(x)} {number(y)}{shape}" for x in (left, right))


# ------------------------------------------------------------------ eyes
EYES = {
    "dot": _ellipse(87, 84, 3.1, 3.7, fill=FEATURE) + _ellipse(116, 84, 3.1, 3.7, fill=FEATURE),
    "large": _ellipse(86, 84, 3.8, 4.6, fill=FEATURE)
    + _ellipse(117, 84, 3.8, 4.6, fill=FEATURE)
    + circle(87.4, 82.4, 1.2, fill=PAPER)
    + circle(118.4, 82.4, 1.2, fill=PAPER),
    "lashes": _ellipse(87, 85, 3.3, 3.8, fill=FEATURE)
    + _ellipse(117, 85, 3.3, 3.8, fill=FEATURE)
    + stroke(
        "M80 83C83 79 90 78.5 94 82M80 83L76.5 80.5M110 82C114 78.5 120 79 124 83M124 83L127.5 80.5", 2.6
    ),
    "smiling": stroke("M80 86C83 81 91 81 94 86M109 86C112 81 120 81 123 86", 3.4),
    "narrow": stroke("M79 84C83 80 91 80 95 83.5M108 83.5C112 80 120 80 124 84", 2.8)
    + _ellipse(87.5, 84.3, 3, 2.8, fill=FEATURE)
    + _ellipse(116, 84.3, 3, 2.8, fill=FEATURE),
    "deep": _ellipse(87, 85, 2.9, 3.3, fill=FEATURE)
    + _ellipse(116, 85, 2.9, 3.3, fill=FEATURE)
    + stroke("M80 80.5C84 78.5 90 78.5 94 80.5M109 80.5C113 78.5 119 78.5 123 80.5", 2, opacity=".45"),
}

# ------------------------------------------------------------------ brows
BROWS = {
    "soft": stroke("M80 75C84 72 89 72 93 74M110 74C114 71 119 72 123 75"),
    "thick": stroke("M78 75C83 70.5 90 71 95 74M108 74C113 71 120 70.5 125 75", 5),
    "straight": stroke("M78 74L94 73.5M109 73.5L125 74", 4),
    "arched": stroke("M78 76C82 69 89 68.5 95 72.5M108 72.5C114 68.5 121 69 125 76", 2.8),
    "high": stroke("M79 71C83 67.5 89 67.5 93 69.5M110 69C114 66 120 66.5 124 70", 3),
}


def brows(kind: str, colour: str | None = None) -> str:
    """The brows, in the colour of the features or in one of their own."""
    drawn = BROWS.get(kind, "")
    return drawn.replace(FEATURE, colour) if colour else drawn


# ------------------------------------------------------------------ nose, mouth
NOSES = {
    "hook": stroke("M102 82C102 90 107 95 105 99C103 101 100 101 98 100"),
    "button": stroke("M97 97C99 101 105 101 107 96.5"),
    "long": stroke("M101 80C102 90 109 98 106.5 103C104 105.5 99 105 97 103.5"),
    "broad": stroke("M94 98C95 102.5 99 102 101.5 103C104 102 108 102.5 109.5 97.5"),
    "straight": stroke("M103 80L105.5 97C105.5 100.5 102 101 98.5 100.5"),
}
MOUTHS = {
    "smile": stroke("M90 113C96 118 107 118 113 113"),
    "wide": stroke("M85 111C92 121 110 121 117 110.5"),
    "small": stroke("M95 114C98 117 105 117 108 113.5"),
    "aside": stroke("M91 114C97 118 107 117 114 110.5"),
    "laugh": path(
        "M86 109.5C92 112 110 112 116 109C115 121 108 124.5 101 124.5C94 124.5 87 121 86 109.5Z", fill=FEATURE
    )
    + path(
        "M89.5 111.3C96 113.3 106 113.3 112.5 111C112 114.5 110.5 116 101 116C92 116 90 114.5 89.5 111.3Z",
        fill=PAPER,
    ),
    "lips": path(
        "M88 111.5C94 109.5 98 109.5 101 111.5C104 109.5 108 109.5 114.5 111C110 121.5 93 121.5 88 111.5Z",
        fill=LIPS,
    )
    + stroke("M87.5 111C94 117.5 108 117.5 115 110.5", 2.4),
    "in beard": path(
        "M90 110.5C96 113 106 113 112 110C109 119.5 93 119.5 90 110.5Z", fill=PAPER, fill_opacity=".85"
    ),
}

# ------------------------------------------------------------------ what makes somebody somebody
MARKS = {
    "blush": _ellipse(77, 100, 8, 5.5, fill=BLUSH) + _ellipse(125, 100, 8, 5.5, fill=BLUSH),
    "freckles": "".join(
        circle(x, y, 1.1, fill=FEATURE, fill_opacity=".4")
        for x, y in ((78, 96), (83, 99), (77, 102), (119, 98), (124, 95), (125, 102), (88, 95), (114, 94))
    ),
    "smile lines": stroke(
        "M83 104C81 106.5 80.5 109 81 111.5M120 103C122 105.5 122.5 108 122 110.5", 2, opacity=".4"
    ),
    "crow's feet": stroke("M72 82L76.5 84M72 89L76.5 87.5M130 82L126 84M130 89L126 87.5", 1.8, opacity=".45"),
    "forehead": stroke("M86 59C95 56.5 107 56.5 116 58.5M89 66C97 64 106 64 113 65.5", 2, opacity=".3"),
    "mole": circle(120, 108, 1.7, fill=FEATURE),
}

GLASSES = {
    "round": stroke(
        "M75 84C75 74 99 74 98 85C98 95 76 95 75 84ZM106 85C105 74 129 74 129 84C128 95 106 95 106 85Z"
        "M98 83C101 81 103 81 106 83"
    ),
    "square": stroke(
        "M73 78L97.5 78.5C98.5 86 97.5 92 95 94L79 93.5C75 92 73 86 73 78ZM106.5 78.5L131 78"
        "C131 86 129 92 125.5 93.5"
        "L109 94C106.5 92 105.5 86 106.5 78.5ZM97.5 81C100 79.5 104 79.5 106.5 81M73 79L66 81M131 79L136 81",
        4,
    ),
}


def glasses(kind: str, colour: str | None = None) -> str:
    """Glasses, in the colour of the features or in one of their own."""
    return GLASSES[kind].replace(FEATURE, colour) if colour else GLASSES[kind]


# ------------------------------------------------------------------ beards, neck
BEARDS = {
    "full": (
        "M66 86C68 116 80 136 101 136C122 136 133 116 135 86C129 102 122 106 114 102"
        "C106 97 95 97 87 102C79 106 71 101 66 86Z"
    ),
    "short": (
        "M67 92C69 118 82 134.5 101 134.5C121 134.5 132 118 134.5 92C131 104 124 109 117 106.5"
        "C109 101.5 93 101.5 85 106.5C78 109 71 104 67 92Z"
        "M92 113C97 119.5 105 119.5 110 113C105 110 97 110 92 113Z"
    ),
    "moustache": (
        "M101 104.5C97 100.5 84 103 80 114C86 117 96 116 101 110.5C106 116 117 116.5 122 113.5"
        "C118 103 105 100.5 101 104.5Z"
    ),
}


def beard(kind: str, colour: str) -> str:
    return path(BEARDS[kind], fill=colour, fill_rule="evenodd")


def neck(skin: str) -> str:
    """Neck with the shade of the chin on it."""
    return path("M83 108L84 150C92 160 109 160 117 149L117 108Z", fill=skin) + path(
        "M84 126C92 140 109 140 117 124L117 118L84 118Z", fill=SKIN_SHADE
    )
