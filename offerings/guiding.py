"""What the answers in a guide come down to: which service or course first, and why. Pure.

Every answer gives points to some pages, each with a reason. The page with the most points comes first; of
two with as many, the one that stands first in the page tree: the order of the journey. Nothing else counts,
so the order of the questions, of the answers and of the weights changes no advice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

#: How many pages may stand beside the first advice.
MOST_OTHERS = 2


@dataclass(frozen=True)
class Weight:
    """How much an answer speaks for a page (1 to 3 points), and why: "u nog niet weet waar u begint"."""

    page: int
    points: int
    reason: str


@dataclass(frozen=True)
class Answer:
    """One thing to answer. `key` stays the same when it is moved or reworded."""

    key: str
    text: str
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question to which one answer is given. `key` stays the same when it is moved or reworded."""

    key: str
    text: str
    help: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why a page is advised: what was answered, what that says, and how much it counts."""

    answer: str
    text: str
    points: int


@dataclass(frozen=True)
class Standing:
    """A page with its points, and the reasons that add up to them, the weightiest first."""

    page: int
    points: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Advice:
    """Every page that got points, best one first, or else the fall-back without any."""

    standings: tuple[Standing, ...]

    @property
    def first(self) -> Standing | None:
        """What to do; None when nothing at all is offered."""
        return self.standings[0] if self.standings else None

    @property
    def others(self) -> tuple[Standing, ...]:
        """What suits as well: the next ones, as long as they have at least half as many points."""
        enough = (one for one in self.standings[1:] if 2 * one.points >= self.standings[0].points)
        return tuple(enough)[:MOST_OTHERS]


@dataclass(frozen=True)
class Chance:
    """In how many of all ways to answer a page comes first, and one of those ways by question."""

    count: int
    answers: Mapping[str, Answer]


def advise(answers: Iterable[Answer], offer: Sequence[int], fallback: int | None) -> Advice:
    """Weigh the answers.

    `offer` are the pages that can be advised now, in the order of the tree; points for another one are
    ignored. When no page gets a point, the advice is `fallback`, or the first of the offer if it is not in.
    """
    reasons: dict[int, list[Reason]] = {page: [] for page in offer}
    for answer in answers:
        for weight in answer.weights:
            if weight.page in reasons:
                reasons[weight.page].append(Reason(answer.text, weight.reason, weight.points))
    standings = [_standing(page, found) for page, found in reasons.items() if found]
    # The sort is stable: with as many points, the order of the offer stays.
    standings.sort(key=lambda standing: -standing.points)
    return Advice(tuple(standings or _nothing_weighed(offer, fallback)))


def chances(
    questions: Sequence[Question], offer: Sequence[int], fallback: int | None
) -> tuple[dict[int, Chance], int]:
    """For each page of the offer that can come first its chance, and how many ways to answer there are."""
    return _chances(tuple(questions), tuple(offer), fallback), prod(len(one.answers) for one in questions)


@lru_cache(maxsize=16)
def _chances(
    questions: tuple[Question, ...], offer: tuple[int, ...], fallback: int | None
) -> dict[int, Chance]:
    counts: dict[int, int] = {}
    examples: dict[int, tuple[Answer, ...]] = {}
    if not offer:
        return {}
    for answers, place in _first_places(questions, offer, fallback):
        counts[place] = counts.get(place, 0) + 1
        examples.setdefault(place, answers)
    keys = [question.key for question in questions]
    return {
        page: Chance(counts[place], dict(zip(keys, examples[place], strict=True)))
        for place, page in enumerate(offer)
        if place in counts
    }


def _first_places(questions, offer, fallback) -> Iterator[tuple[tuple[Answer, ...], int]]:
    """Each way to answer, with the place in the offer of what then comes first. At most 6 to the power 6."""
    at_a_loss = offer.index(fallback) if fallback in offer else 0
    points = {answer: _points(answer, offer) for question in questions for answer in question.answers}
    for answers in product(*(question.answers for question in questions)):
        totals = [sum(column) for column in zip(*(points[answer] for answer in answers), strict=True)]
        most = max(totals, default=0)
        yield answers, totals.index(most) if most else at_a_loss


def _points(answer: Answer, offer: Collection[int]) -> list[int]:
    """What an answer gives to each page of the offer."""
    return [sum(weight.points for weight in answer.weights if weight.page == page) for page in offer]


def _standing(page: int, reasons: list[Reason]) -> Standing:
    ordered = sorted(reasons, key=lambda reason: -reason.points)
    return Standing(page, sum(reason.points for reason in reasons), tuple(ordered))


def _nothing_weighed(offer: Sequence[int], fallback: int | None) -> list[Standing]:
    page = fallback if fallback in offer else next(iter(offer), None)
    return [] if page is None else [Standing(page, 0)]
