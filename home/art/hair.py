"""Hair and headwear: one layer behind the head, one in front of it. Each is a function of its colour."""

from collections.abc import Callable
from dataclasses import dataclass

from home.art.faces import stroke
from home.art.inks import FEATURE, PAPER
from home.art.svg import circle, group, path

Layer = Callable[[str], str]


@dataclass(frozen=True)
class Hair:
    """What lies behind the head, what lies in front, and whether the ears show."""

    behind: Layer | None
    front: Layer
    ears: bool = True


def _shape(data: str, evenodd: bool = False) -> Layer:
    return lambda colour: path(data, fill=colour, fill_rule="evenodd" if evenodd else None)


def _circles(*discs: tuple[float, float, float]) -> Layer:
    return lambda colour: group(*(circle(*disc) for disc in discs), fill=colour)


def _layers(*layers: Layer) -> Layer:
    return lambda colour: "".join(layer(colour) for layer in layers)


def _strands(data: str, colour: str = PAPER, opacity: str = ".22") -> Layer:
    """Lines in the hair that show how it falls."""
    return lambda _colour: stroke(data, 2.6, colour, opacity)


_CAP = (
    "M65 76C56 40 80 24 106 26C134 27 146 48 136 78C133 66 130 60 124 56C110 62 96 52 84 58"
    "C74 58 68 66 65 76Z"
)

HAIR = {
    "wave": Hair(
        _shape(
            "M56 78C48 34 74 20 102 20C134 19 154 40 146 80C143 98 154 110 150 134"
            "C146 152 128 152 120 148L80 149"
            "C66 154 50 150 49 134C47 114 59 100 56 78Z"
        ),
        _layers(
            _shape(
                "M62 84C60 50 76 32 104 34L106 48C94 58 80 66 62 84ZM104 34C130 34 142 56 139 88"
                "C132 72 116 64 105 48Z"
            ),
            _strands("M104 30C88 34 74 46 68 62M110 32C124 38 134 48 138 62"),
        ),
        ears=False,
    ),
    "receding": Hair(
        None,
        _shape(
            "M66 74C60 42 80 27 104 28C132 28 143 48 136 74C131 62 128 54 118 52C104 56 84 54 74 52"
            "C70 58 68 66 66 74Z"
        ),
    ),
    "hijab": Hair(
        _shape(
            "M50 92C46 42 70 18 101 18C133 18 155 42 151 92C150 124 157 140 168 152"
            "C176 166 160 182 101 182C42 182 26 166 34 154C46 138 53 124 50 92Z"
        ),
        _layers(
            _shape(
                "M60 118C72 136 84 128 101 129C118 128 130 136 142 118L152 150C140 174 120 182 101 182"
                "C80 182 62 174 50 152Z"
            ),
            _shape(
                "M50 92C46 42 70 18 101 18C133 18 155 42 151 92C150 126 132 152 102 152C70 152 51 126 50 92Z"
                "M69 84C69 108 80 129 101 129C122 129 132 108 132 84C132 62 120 52 101 52C82 52 69 62 69 84Z",
                evenodd=True,
            ),
            _strands("M66 138C86 156 124 154 150 130M56 150C84 176 130 170 160 146", FEATURE, ".35"),
        ),
        ears=False,
    ),
    "afro": Hair(
        _circles(
            (100, 58, 42),
            (66, 62, 22),
            (134, 62, 22),
            (74, 36, 22),
            (126, 36, 22),
            (100, 24, 20),
            (62, 82, 15),
            (138, 82, 15),
        ),
        _shape("M66 76C68 56 80 44 101 44C122 44 134 56 135 76C128 60 118 54 101 54C84 54 73 60 66 76Z"),
    ),
    "crop": Hair(None, _layers(_shape(_CAP), _strands("M84 44C94 36 112 34 124 42"))),
    "bob": Hair(
        _shape(
            "M54 84C48 40 72 22 102 22C133 22 152 42 147 84C146 102 149 116 143 124"
            "C134 130 68 130 57 124C52 116 55 100 54 84Z"
        ),
        _shape(
            "M62 90C60 52 78 34 102 36C128 36 142 54 139 90C132 78 128 66 122 58C106 66 82 66 72 62"
            "C68 72 66 80 62 90Z"
        ),
        ears=False,
    ),
    "quiff": Hair(
        None,
        _layers(
            _shape(
                "M65 80C60 62 62 46 74 38C80 22 112 16 130 28C142 36 142 60 136 80C134 70 133 62 128 55"
                "C112 56 90 54 76 50C70 58 67 68 65 80Z"
            ),
            _strands("M82 42C94 30 112 28 126 38M78 48C90 42 100 40 110 42"),
        ),
    ),
    "top bun": Hair(
        _layers(
            _circles((100, 20, 19)), _shape("M60 84C56 50 74 32 101 32C128 32 146 50 141 84L136 92L66 92Z")
        ),
        _layers(
            _shape("M63 86C60 56 76 36 101 36C126 36 142 56 139 86C135 68 124 54 101 52C78 54 67 68 63 86Z"),
            _strands("M101 38C88 40 76 50 70 64M101 38C114 40 126 50 132 64M90 16C96 12 106 12 111 17"),
        ),
    ),
    "fringe of age": Hair(
        _shape("M60 66C50 72 50 96 58 106L72 106V62ZM142 66C152 72 152 96 144 106L130 106V62Z"),
        _shape(
            "M61 84C60 74 62 66 66 62C70 66 69 76 67 82ZM141 84C142 74 140 66 136 62C132 66 133 76 135 82Z"
        ),
    ),
    "long straight": Hair(
        _shape(
            "M57 84C50 36 74 18 102 18C132 18 152 38 145 84C144 120 150 150 152 180L124 184L120 120H82"
            "L78 184L49 180C52 150 58 120 57 84Z"
        ),
        _layers(
            _shape(
                "M62 92C58 54 72 32 97 32C94 52 84 70 62 92ZM97 32C128 28 143 54 139 94C134 70 122 48 97 32Z"
            ),
            _strands("M92 36C84 50 74 62 66 70M106 36C122 44 132 60 136 76"),
        ),
        ears=False,
    ),
    "curls": Hair(
        _circles((70, 52, 17), (132, 52, 17), (64, 70, 12), (138, 70, 12)),
        _circles(
            (72, 48, 15),
            (86, 36, 16),
            (104, 30, 17),
            (122, 36, 16),
            (134, 50, 14),
            (80, 55, 10),
            (96, 47, 12),
            (114, 48, 12),
            (128, 58, 8),
        ),
    ),
    "pixie": Hair(
        _shape("M60 86C54 50 74 26 102 26C132 26 148 50 142 86L134 98H68Z"),
        _layers(
            _shape(
                "M62 88C58 52 76 32 106 32C132 33 144 54 140 88C138 78 135 70 131 64"
                "C126 68 112 68 104 62C98 70 84 74 72 70C67 76 64 82 62 88Z"
            ),
            _strands("M112 38C96 40 82 50 74 64M118 42C110 50 100 58 92 64", FEATURE, ".25"),
        ),
    ),
    "full fringe": Hair(
        _shape(
            "M55 80C50 38 74 20 101 20C129 20 152 38 147 80C147 100 149 116 151 138"
            "C144 144 132 144 124 142L122 110H80L78 142C70 144 58 144 51 138C53 116 55 100 55 80Z"
        ),
        _layers(
            _shape(
                "M60 92C56 50 74 30 101 30C128 30 146 50 142 92C139 86 138 80 137 73C118 69 84 69 65 73"
                "C64 80 63 86 60 92Z"
            ),
            _strands("M84 38C79 48 77 58 77 68M101 34V68M118 38C123 48 125 58 125 68", PAPER, ".18"),
        ),
        ears=False,
    ),
    "buzz": Hair(
        None,
        _shape(
            "M66 74C62 46 78 33 101 33C124 33 140 46 136 74C133 64 129 58 124 55C110 50 92 50 78 55"
            "C73 58 69 64 66 74Z"
        ),
    ),
    "braids": Hair(
        _layers(
            _shape("M60 84C54 46 74 26 101 26C128 26 148 46 142 84L138 100H64Z"),
            _circles(
                (58, 108, 9),
                (56, 122, 9),
                (55, 136, 8.5),
                (55, 149, 8),
                (144, 108, 9),
                (146, 122, 9),
                (147, 136, 8.5),
                (147, 149, 8),
            ),
        ),
        _layers(
            _shape("M63 86C60 54 76 34 101 34C126 34 142 54 139 86C133 66 120 54 101 50C82 54 69 66 63 86Z"),
            _strands(
                "M101 36V50M84 38C80 46 77 54 75 60M118 38C122 46 125 54 127 60M70 50C67 58 66 64 66 70"
                "M132 50C135 58 136 64 136 70",
                PAPER,
                ".2",
            ),
        ),
    ),
    "turban": Hair(
        None,
        _layers(
            _shape(
                "M62 78C50 44 70 14 101 14C133 14 152 44 140 78C134 66 124 58 110 52L101 62L92 52"
                "C78 58 68 66 62 78Z"
            ),
            _strands(
                "M66 66C74 46 92 34 118 30M60 52C70 36 88 24 108 20M136 66C130 52 118 40 101 34",
                FEATURE,
                ".3",
            ),
        ),
    ),
}
