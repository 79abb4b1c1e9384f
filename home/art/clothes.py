"""Shoulders and what is worn on them, drawn over the neck."""

from home.art.faces import stroke
from home.art.inks import FEATURE, PAPER, SHIRT
from home.art.svg import circle, line, path

_BODY = "M14 206C16 168 44 150 82 145C90 158 110 158 118 145C157 150 184 168 187 206Z"
_NARROW = "M24 206C26 170 50 153 82 146C90 160 110 160 118 146C150 153 174 170 177 206Z"
_BROAD = "M4 206C6 166 40 151 80 144C90 159 110 159 120 144C160 150 195 166 197 206Z"


def crew(cloth: str, second: str) -> str:
    """A jumper with a thin band at the neck."""
    return path(_NARROW, fill=cloth) + line("M80 147C86 161 114 162 120 147", second, 6)


def band(cloth: str, second: str) -> str:
    """A jumper with a wide band at the neck."""
    return path(_BODY, fill=cloth) + line("M78 145C84 164 116 165 122 145", second, 7)


def collar(cloth: str, second: str) -> str:
    """A jumper over a shirt."""
    return path(_BODY, fill=cloth) + path(
        "M80 144L99 172L84 186L66 149ZM120 144L101 172L116 186L134 149Z", fill=second
    )


def plain(cloth: str, second: str) -> str:
    return path(_BODY, fill=cloth)


def blazer(cloth: str, second: str) -> str:
    """A jacket with lapels over a top with a round neck."""
    return (
        path(_BODY, fill=second)
        + path("M14 206C16 168 40 152 76 147L101 206ZM187 206C184 168 160 152 125 147L101 206Z", fill=cloth)
        + stroke("M76 147L66 172L79 178L101 206M125 147L135 172L122 178L101 206", 2.4, FEATURE, ".35")
    )


def suit(cloth: str, second: str) -> str:
    """A broad jacket, an open shirt, no tie."""
    return (
        path(_BROAD, fill=cloth)
        + path("M78 145L101 200L123 145L117 142L101 168L84 142Z", fill=SHIRT)
        + path("M80 143L98 170L88 184L70 149ZM121 143L103 170L113 184L131 149Z", fill=PAPER)
        + stroke("M70 149L88 186L101 206M131 149L113 186L101 206", 2.4, FEATURE, ".3")
    )


def turtle(cloth: str, second: str) -> str:
    """A turtleneck."""
    return (
        path(_NARROW, fill=cloth)
        + path(
            "M79 133C87 141 113 141 121 133C123 142 124 150 122 157C112 165 89 165 79 157"
            "C77 149 77 141 79 133Z",
            fill=cloth,
        )
        + stroke("M80 147C90 154 111 154 121 147", 2.4, FEATURE, ".3")
    )


def vneck(cloth: str, second: str) -> str:
    """A jumper with a V."""
    return (
        path("M76 150L84 141C92 150 110 150 118 141L126 150L101 190Z", fill=PAPER)
        + path("M14 206C16 168 44 150 79 145L101 181L122 145C157 150 184 168 187 206Z", fill=cloth)
        + stroke("M79 145L101 181L122 145", 6, second)
    )


def scarf(cloth: str, second: str) -> str:
    """A coat with a scarf wound around."""
    return (
        path(_BODY, fill=cloth)
        + path(
            "M70 140C84 155 118 155 132 140C142 150 142 162 133 168C112 178 88 178 68 168"
            "C60 161 60 150 70 140Z",
            fill=second,
        )
        + path("M112 168L132 164L137 206H112Z", fill=second)
        + stroke("M66 154C86 168 116 168 136 154M112 170L114 206", 2.4, FEATURE, ".3")
    )


def necklace(cloth: str, second: str) -> str:
    """A boat neck with a string of beads."""
    beads = ((76, 152), (82, 160), (90, 165.5), (100, 167.5), (110, 165.5), (118, 160), (124, 152))
    return path(
        "M14 206C16 170 40 153 72 149C82 172 120 172 130 149C160 153 184 170 187 206Z", fill=cloth
    ) + "".join(circle(x, y, 3.6, fill=second) for x, y in beads)


def hood(cloth: str, second: str) -> str:
    """A hooded jumper."""
    return (
        path(_BODY, fill=cloth)
        + path(
            "M60 152C64 138 76 134 84 138C90 158 111 158 118 138C127 134 138 138 142 152"
            "C134 172 120 180 101 180C82 180 68 172 60 152Z",
            fill=cloth,
        )
        + stroke("M62 154C70 172 84 180 101 180C118 180 132 172 140 154", 2.4, FEATURE, ".3")
        + line("M88 174L86 194M114 174L116 192", second, 3.4)
    )


CLOTHES = {
    "band": band,
    "blazer": blazer,
    "collar": collar,
    "crew": crew,
    "hood": hood,
    "necklace": necklace,
    "plain": plain,
    "scarf": scarf,
    "suit": suit,
    "turtle": turtle,
    "vneck": vneck,
}
