"""What has been loaded so far, under the names by which the texts speak of it."""

from dataclasses import dataclass, field

from wagtail.models import Page

from demo.files import Where
from demo.moments import Clock


@dataclass
class Known:
    """Pages by their address, pictures and testimonials by their name."""

    clock: Clock
    pages: dict[str, Page] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    testimonials: dict[str, int] = field(default_factory=dict)

    def page(self, address: object, where: Where) -> Page:
        """The page at an address such as `/aanbod/`. Raises ContentError."""
        return _look_up(self.pages, address, "page", where)

    def picture(self, name: object, where: Where) -> int:
        """The primary key of a picture. Raises ContentError."""
        return _look_up(self.pictures, name, "picture", where)

    def testimonial(self, person: object, where: Where) -> int:
        """The primary key of what somebody said. Raises ContentError."""
        return _look_up(self.testimonials, person, "testimonial", where)


def _look_up(table: dict, name: object, kind: str, where: Where):
    try:
        return table[name]
    except (KeyError, TypeError):
        raise where.error(f"there is no {kind} {name!r}") from None
