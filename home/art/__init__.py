"""The drawings of the site, made of geometry: no image files, so the dark scheme re-inks them.

Pure functions that return one `<svg>` each, worked out once and remembered. Templates reach them through
`{% load art %}`.
"""

from home.art.invitations import INVITATIONS, empty_chair, invite_scene
from home.art.journey import ring_step
from home.art.mark import logo
from home.art.portraits import PORTRAITS, portrait, portrait_choices
from home.art.rings import ring, ring_nav, seats
from home.art.scenes import between_scene, table_scene, within_scene
from home.art.topics import topic_choices, topic_scene

__all__ = [
    "INVITATIONS",
    "PORTRAITS",
    "between_scene",
    "empty_chair",
    "invite_scene",
    "logo",
    "portrait",
    "portrait_choices",
    "ring",
    "ring_nav",
    "ring_step",
    "seats",
    "table_scene",
    "topic_choices",
    "topic_scene",
    "within_scene",
]
