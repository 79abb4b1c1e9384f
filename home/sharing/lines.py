"""Breaks a title into lines that read well and are about as long as each other. Pure functions."""

import re
from collections.abc import Callable
from functools import cache

from home.hyphens import SOFT_HYPHEN, soft_hyphens

#: How wide a text is, in any unit.
Measure = Callable[[str], float]
#: From so many letters on, a word that does not fit may be broken at a joint.
LONG = 8
#: How bad it is, beside a share of a line that stays empty: to end a line with a small word, to run on over a
#: comma or a full stop, to leave a word alone on the last line, to break a word.
SMALL_WORD, RUN_ON, ORPHAN, BROKEN = 0.1, 0.25, 0.2, 0.5
_PAUSE = re.compile(r"[.,:;?!]\s")


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """The text in as few lines of this width as it takes, where possible broken where one would pause.

    A line break in the text stays. A word wider than a line is broken at a joint of the compound, with a
    hyphen; without a joint it sticks out.
    """
    return [line for part in text.splitlines() for line in _break(part, width, measure)]


def badness(lines: list[str], width: float, measure: Measure) -> float:
    """How badly the lines read; 0 is well."""
    room = [max(0.0, 1 - measure(line) / width) for line in lines]
    inner = sum(len(_PAUSE.findall(line)) for line in lines)
    small = sum(len(line.split()[-1]) <= 3 and line[-1].isalpha() for line in lines[:-1])
    broken = sum(line.endswith("-") for line in lines)
    orphan = len(lines) > 2 and " " not in lines[-1] and room[-1] > 1 / 2
    return (
        max(room[:-1], default=0) ** 2
        + SMALL_WORD * small
        + RUN_ON * inner
        + ORPHAN * orphan
        + BROKEN * broken
    )


def fits(lines: list[str], width: float, measure: Measure) -> bool:
    return all(measure(line) <= width for line in lines)


def _break(text: str, width: float, measure: Measure) -> list[str]:
    """The best way to break one part, tried from its end; of each rest the best way is known."""
    words = [piece for word in text.split() for piece in _pieces(word, width, measure)]

    @cache
    def best(start: int) -> tuple[tuple[float, float], list[str]]:
        """How many lines and how bad, and the lines."""
        if start == len(words):
            return (0, 0), []
        ways = []
        for end in range(start + 1, len(words) + 1):
            line = _joined(words[start:end])
            if end > start + 1 and (measure(line) > width or words[end - 2].endswith(SOFT_HYPHEN)):
                break
            (count, cost), rest = best(end)
            last = end == len(words)
            here = 0 if last else badness([line, ""], width, measure)
            ways.append(((count + 1, cost + here), [line, *rest]))
        return min(ways)

    return best(0)[1]


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(SOFT_HYPHEN, "-")


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    """The word; if it does not fit, its first part up to a joint that does, and what is left."""
    if measure(word) <= width:
        return [word]
    parts = soft_hyphens(word, LONG).split(SOFT_HYPHEN)
    for count in range(len(parts) - 1, 0, -1):
        first = "".join(parts[:count])
        if measure(f"{first}-") <= width:
            return [first + SOFT_HYPHEN, *_pieces("".join(parts[count:]), width, measure)]
    return [word]
