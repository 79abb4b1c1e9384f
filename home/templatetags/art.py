"""The drawings, as template tags: `{% load art %}`.

Every drawing is decorative (`aria-hidden`): say the same in words beside it. The tags take what a template
has at hand; a missing or impossible count draws as nothing counted, never as an error on a visitor's page.
"""

from django import template
from django.utils.safestring import SafeString, mark_safe

from home import art

register = template.Library()


def _drawn(svg: str) -> SafeString:
    """Our own drawing, made of constants and numbers: nothing in it comes from outside."""
    return mark_safe(svg)  # noqa: S308


def _count(value: object) -> int:
    """Read a count as it comes from a template: a number, a text, None or nothing at all."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        return 0


@register.simple_tag
def logo() -> SafeString:
    """The mark, in the colour of the text."""
    return _drawn(art.logo())


@register.simple_tag
def table_scene() -> SafeString:
    """Seven people around a table, the eighth chair free: the opening of the home page."""
    return _drawn(art.table_scene())


@register.simple_tag
def within_scene() -> SafeString:
    """One group inside one organisation."""
    return _drawn(art.within_scene())


@register.simple_tag
def between_scene() -> SafeString:
    """Two organisations that overlap."""
    return _drawn(art.between_scene())


@register.simple_tag
def invite_scene(kind: str = "chair") -> SafeString:
    """The closing invitation: one of `art.INVITATIONS`; anything else draws the chair."""
    return _drawn(art.invite_scene(kind))


@register.simple_tag
def empty_chair() -> SafeString:
    """One free chair on its own, for a page that has nothing to show."""
    return _drawn(art.empty_chair())


@register.simple_tag
def ring_step(step: object, of: object = 4) -> SafeString:
    """Large ring of the journey, closed for step/of, with what happens in that step inside."""
    return _drawn(art.ring_step(_count(step), _count(of)))


@register.simple_tag
def ring(done: object, of: object = 4) -> SafeString:
    """Small ring of `of` arcs, the first `done` coloured: meetings, days, steps of a form."""
    return _drawn(art.ring(_count(done), _count(of)))


@register.simple_tag
def ring_nav(step: object, of: object = 4) -> SafeString:
    """Small ring, closed for step/of, for the row of linked rings in `.here`."""
    return _drawn(art.ring_nav(_count(step), _count(of)))


@register.simple_tag
def seats(taken: object, total: object) -> SafeString:
    """A table with a dot for each seat, taken or free."""
    return _drawn(art.seats(_count(taken), _count(total)))


@register.simple_tag
def topic_scene(kind: object = "") -> SafeString:
    """What an article is about: one of `art.topic_choices`; anything else draws a group at a table."""
    return _drawn(art.topic_scene(str(kind or "")))


@register.simple_tag
def portrait(key: object) -> SafeString:
    """A drawn portrait: one of `art.PORTRAITS`; anything else draws a free chair in the same frame."""
    return _drawn(art.portrait(str(key or "")))
