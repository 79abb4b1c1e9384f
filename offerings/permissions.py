"""What each role may do with the offering. The pages themselves follow the rights on the page tree."""

from home.roles import Role

#: Seats and consent must be true at once, so they are live when saved; they hold facts, not our own words.
_EDITING = [
    f"offerings.{action}_{model}"
    for model in ("testimonial", "coursedate", "audience", "register", "topic")
    for action in ("add", "change", "delete", "view")
]

PERMISSIONS = dict.fromkeys((Role.EDITOR, Role.CHIEF_EDITOR, Role.ADMINISTRATOR), _EDITING)
