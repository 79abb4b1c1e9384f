"""The drawings: well-formed, repeatable on one page, and honest when they count something."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from home import art

STYLESHEET = Path(__file__).resolve().parents[2] / "site" / "static" / "css" / "leerkring.css"

SCENES = [
    art.logo(),
    art.table_scene(),
    art.within_scene(),
    art.between_scene(),
    art.empty_chair(),
    *(art.invite_scene(kind) for kind in art.INVITATIONS),
]
RINGS = [
    *(art.ring_step(step, of) for of in (1, 3, 4, 6) for step in range(1, of + 1)),
    *(art.ring(done, of) for done, of in ((0, 0), (1, 1), (2, 4), (5, 13), (12, 30), (10, 90))),
    *(art.ring_nav(step, 4) for step in range(5)),
    *(art.seats(taken, total) for taken, total in ((0, 0), (1, 1), (10, 14), (9, 30), (30, 120))),
]
PORTRAITS = [art.portrait(key) for key in art.PORTRAITS]
DRAWINGS = [*SCENES, *RINGS, *PORTRAITS]


def render(source: str, **context) -> str:
    return Template("{% load art %}" + source).render(Context(context))


def css_classes(svg: str) -> list[str]:
    return [name for names in re.findall(r'class="([^"]*)"', svg) for name in names.split()]


@pytest.mark.parametrize("svg", DRAWINGS)
def test_drawing_is_well_formed_and_hidden_from_screen_readers(svg):
    root = ElementTree.fromstring(svg)
    assert root.tag == "svg"
    assert root.get("viewBox")
    assert root.get("aria-hidden") == "true"
    assert root.get("focusable") == "false"


@pytest.mark.parametrize("svg", DRAWINGS)
def test_drawing_can_stand_twice_on_a_page_under_the_content_security_policy(svg):
    for element in ElementTree.fromstring(svg).iter():
        assert "id" not in element.attrib
        assert "style" not in element.attrib
    assert "url(" not in svg


def test_every_ink_and_class_of_the_drawings_is_in_the_stylesheet():
    css = STYLESHEET.read_text()
    drawn = "".join(DRAWINGS)
    inks = set(re.findall(r"var\((--[\w-]+)\)", drawn))
    assert inks
    assert not [ink for ink in inks if f"{ink}:" not in css]
    assert not [name for name in set(css_classes(drawn)) if f".{name}" not in css]


@pytest.mark.parametrize(
    ("taken", "total"), [(0, 1), (1, 1), (10, 14), (14, 14), (0, 30), (29, 30), (60, 60)]
)
def test_seats_draw_one_dot_for_every_seat(taken, total):
    drawn = css_classes(art.seats(taken, total))
    assert drawn.count("taken") == taken
    assert drawn.count("free") == total - taken


def test_seats_that_cannot_be_are_drawn_as_a_full_or_an_empty_table():
    assert art.seats(20, 14) == art.seats(14, 14)
    assert art.seats(-3, 14) == art.seats(0, 14)
    assert "taken" not in css_classes(art.seats(0, 0))


@pytest.mark.parametrize("total", [14, 30, 60])
def test_seats_do_not_touch_each_other(total):
    circles = ElementTree.fromstring(art.seats(0, total)).findall("circle")
    places = [(float(c.get("cx")), float(c.get("cy")), float(c.get("r"))) for c in circles]
    for (x1, y1, r1), (x2, y2, r2) in zip(places, places[1:] + places[:1], strict=True):
        assert ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 > r1 + r2


@pytest.mark.parametrize(("taken", "total"), [(1, 400), (399, 400)])
def test_many_seats_become_two_shares(taken, total):
    drawn = css_classes(art.seats(taken, total))
    assert "taken-arc" in drawn
    assert "free-arc" in drawn


@pytest.mark.parametrize(("done", "of"), [(0, 1), (1, 1), (1, 4), (4, 4), (3, 13), (12, 30)])
def test_ring_draws_one_arc_for_every_meeting(done, of):
    drawn = css_classes(art.ring(done, of))
    assert drawn.count("on") == done
    assert drawn.count("off") == of - done


def test_ring_never_shows_more_than_there_is():
    assert css_classes(art.ring(9, 4)).count("on") == 4
    assert css_classes(art.ring(-1, 4)).count("on") == 0


def test_each_ring_of_the_journey_is_closed_further():
    def open_part(svg: str) -> bool:
        return "stroke-dasharray" in svg

    rings = [art.ring_step(step, 4) for step in range(1, 5)]
    assert len(set(rings)) == 4
    assert [open_part(svg) for svg in rings] == [True, True, True, False]


def test_ring_of_a_step_that_does_not_exist_is_that_of_the_nearest():
    assert art.ring_step(0, 4) == art.ring_step(1, 4)
    assert art.ring_step(9, 4) == art.ring_step(4, 4)
    assert art.ring_step(1, 0) == art.ring_step(1, 1)


def test_portraits_are_all_different_and_described():
    assert len(art.PORTRAITS) >= 12
    assert len(set(PORTRAITS)) == len(art.PORTRAITS)
    assert len({str(description) for description in art.PORTRAITS.values()}) == len(art.PORTRAITS)
    assert [key for key, _ in art.portrait_choices()] == list(art.PORTRAITS)


@pytest.mark.parametrize("key", ["", "somebody-who-was-removed", None])
def test_portrait_that_is_not_there_shows_a_free_chair_in_the_same_frame(key):
    drawn = render("{% portrait key %}", key=key)
    assert drawn == art.portrait("")
    assert 'class="portrait"' in drawn
    assert drawn not in PORTRAITS


def test_invitation_of_an_unknown_kind_shows_the_free_chair():
    assert render("{% invite_scene kind %}", kind="gone") == art.invite_scene("chair")
    assert len({art.invite_scene(kind) for kind in art.INVITATIONS}) == len(art.INVITATIONS) >= 3


@pytest.mark.parametrize("nothing", [None, "", "veel", float("inf")])
def test_tags_draw_nothing_counted_when_the_count_is_missing(nothing):
    drawn = render(
        "{% seats n n %}{% ring n n %}{% ring_nav n n %}{% ring_step n %}{% seats gone away %}", n=nothing
    )
    assert drawn.count("<svg") == 5
    assert "taken" not in css_classes(drawn)


def test_tags_take_a_number_as_text():
    assert render("{% seats '3' '6' %}") == art.seats(3, 6)
    assert render("{% ring '2' of='4' %}") == art.ring(2, 4)


def test_tags_write_markup_and_not_escaped_text():
    drawn = render(
        "{% logo %}{% table_scene %}{% within_scene %}{% between_scene %}{% empty_chair %}{% invite_scene %}"
    )
    assert drawn.count("<svg") == 6
    assert "&lt;" not in drawn


def test_drawings_of_the_home_page_weigh_little_on_the_wire():
    page = (
        art.table_scene()
        + art.within_scene()
        + art.between_scene()
        + art.invite_scene("chair")
        + art.logo() * 2
    )
    page += "".join(art.ring_step(step) for step in range(1, 5)) + "".join(PORTRAITS[:3])
    assert len(gzip.compress(page.encode())) < 12_000
