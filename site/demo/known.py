"""What has been loaded so far, under the names by which the texts speak of it."""

from dataclasses import dataclass, field

from wagtail.models import Page

from demo.files import Where
from demo.moments import Clock
from offerings.models.lists import ListItem


@dataclass
class Known:
    """Pages by their address; pictures, testimonials, topics and the words of lists by their name."""

    clock: Clock
    pages: dict[str, Page] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    testimonials: dict[str, int] = field(default_factory=dict)
    listed: dict[str, ListItem] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)

    def page(self, address: object, where: Where) -> Page:
        """The page at an address such as `/aanbod/`. Raises ContentError."""
        return _look_up(self.pages, address, "page", where)

    def picture(self, name: object, where: Where) -> int:
        """The primary key of a picture. Raises ContentError."""
        return _look_up(self.pictures, name, "picture", where)

    def testimonial(self, person: object, where: Where) -> int:
        """The primary key of what somebody said. Raises ContentError."""
        return _look_up(self.testimonials, person, "testimonial", where)

    def word(self, name: object, where: Where) -> ListItem:
        """A target group or a register. Raises ContentError."""
        return _look_up(self.listed, name, "word in a list", where)

    def topic(self, name: object, where: Where) -> int:
        """The primary key of what articles are about. Raises ContentError."""
        return _look_up(self.topics, name, "topic", where)

    def call(self, name: object, where: Where) -> int:
        """The primary key of a shared invitation. Raises ContentError."""
        return _look_up(self.calls, name, "shared invitation", where)


def _look_up(table: dict, name: object, kind: str, where: Where):
    try:
        return table[name]
    except (KeyError, TypeError):
        raise where.error(f"there is no {kind} {name!r}") from None
