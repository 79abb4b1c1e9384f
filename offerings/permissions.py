"""What each role may do with the offering. The pages themselves follow the rights on the page tree."""

from home.roles import Role

_EDITING = [
    f"offerings.{action}_{model}"
    for model in ("testimonial", "coursedate")
    for action in ("add", "change", "delete", "view")
]

PERMISSIONS = {Role.EDITOR: _EDITING, Role.ADMINISTRATOR: _EDITING}
