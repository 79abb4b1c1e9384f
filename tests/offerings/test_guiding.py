"""The advice of a guide, weighed from the answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerings.guiding import Answer, Question, Weight, advise, chances

TALK, PLAN, TRAINING, COURSE = 10, 20, 30, 40
OFFER = [TALK, PLAN, TRAINING, COURSE]


def answer(text: str, **points: int) -> Answer:
    pages = {"talk": TALK, "plan": PLAN, "training": TRAINING, "course": COURSE, "gone": 99}
    return Answer(text, text, tuple(Weight(pages[name], n, f"{text}, {name}") for name, n in points.items()))


@pytest.mark.parametrize(
    ("answers", "first", "others"),
    [
        # The most points come first.
        ([answer("a", talk=1), answer("b", plan=3)], PLAN, []),
        ([answer("a", talk=2), answer("b", plan=1, talk=1)], TALK, []),
        # As many points: the order of the offer, whichever was named first.
        ([answer("a", training=2), answer("b", plan=2)], PLAN, [TRAINING]),
        ([answer("a", plan=2), answer("b", training=2)], PLAN, [TRAINING]),
        # What has at least half of it suits as well, and at most two do.
        ([answer("a", talk=3, plan=2, training=2, course=2)], TALK, [PLAN, TRAINING]),
        ([answer("a", talk=3, plan=1)], TALK, []),
        # What is not offered counts for nothing.
        ([answer("a", gone=3), answer("b", course=1)], COURSE, []),
        # Nothing weighed: the fall-back.
        ([answer("a", gone=3)], TRAINING, []),
        ([], TRAINING, []),
    ],
)
def test_the_advice(answers, first, others):
    advice = advise(answers, OFFER, fallback=TRAINING)

    assert advice.first.page == first
    assert [other.page for other in advice.others] == others


def test_a_reason_stands_with_the_answer_it_came_from_the_weightiest_first():
    advice = advise([answer("nog geen plan", talk=1), answer("een uur", talk=3)], OFFER, None)

    assert advice.first.points == 4
    assert [(reason.answer, reason.text, reason.points) for reason in advice.first.reasons] == [
        ("een uur", "een uur, talk", 3),
        ("nog geen plan", "nog geen plan, talk", 1),
    ]


def test_a_fall_back_that_is_not_offered_gives_way_to_the_first_of_the_offer():
    assert advise([], OFFER, fallback=99).first.page == TALK
    assert advise([], OFFER, fallback=None).first.page == TALK


def test_without_an_offer_there_is_no_advice():
    advice = advise([answer("a", talk=3)], [], fallback=TALK)

    assert advice.first is None
    assert advice.others == ()


def test_chances_count_every_way_to_answer():
    questions = [
        Question("1", "Een", answers=(answer("a", talk=3), answer("b", plan=3))),
        Question("2", "Twee", answers=(answer("c", talk=1), answer("d", plan=1), answer("e", gone=1))),
    ]

    found, ways = chances(questions, OFFER, fallback=None)

    assert ways == 6
    assert {page: chance.count for page, chance in found.items()} == {TALK: 3, PLAN: 3}


# ------------------------------------------------------------------ whatever an editor writes
pages = st.sampled_from([*OFFER, 98, 99])
weights = st.builds(Weight, page=pages, points=st.integers(1, 3), reason=st.text(max_size=5))


@st.composite
def guides(draw) -> list[Question]:
    """Up to four questions of up to four answers, each with a key of its own."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    return [
        Question(
            key=f"v{number}",
            text="?",
            answers=tuple(
                Answer(f"a{number}-{place}", "!", tuple(draw(st.lists(weights, max_size=3))))
                for place in range(size)
            ),
        )
        for number, size in enumerate(sizes)
    ]


@given(guides(), st.permutations(OFFER), st.sampled_from([None, *OFFER, 99]), st.randoms())
def test_only_what_is_offered_is_advised_in_whichever_order_it_was_asked(guide, offer, fallback, random):
    answers = [random.choice(question.answers) for question in guide]
    shuffled = random.sample(answers, len(answers))

    advice, again = advise(answers, offer, fallback), advise(shuffled, offer, fallback)

    assert [(one.page, one.points) for one in advice.standings] == [
        (one.page, one.points) for one in again.standings
    ]
    assert {one.page for one in advice.standings} <= set(offer)
    for one in advice.standings:
        assert one.points == sum(reason.points for reason in one.reasons)
        assert advice.first.points >= one.points


@given(guides(), st.permutations(OFFER), st.sampled_from([None, *OFFER, 99]))
def test_chances_agree_with_the_advice(guide, offer, fallback):
    found, ways = chances(guide, offer, fallback)

    firsts = [
        advise(answers, offer, fallback).first.page
        for answers in product(*(question.answers for question in guide))
    ]
    assert ways == len(firsts)
    assert {page: chance.count for page, chance in found.items()} == {
        page: firsts.count(page) for page in set(firsts)
    }
    for page, chance in found.items():
        assert advise(chance.answers.values(), offer, fallback).first.page == page
