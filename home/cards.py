"""What stands on the picture of a shared page. A page type makes its own card; see `BasePage.share_card`."""

from dataclasses import dataclass
from hashlib import sha256

#: Pixels, as https://ogp.me and those who show links like it.
WIDTH, HEIGHT = 1200, 630
#: One more when pictures are drawn in another way: then all get a new address.
RECIPE = 1


@dataclass(frozen=True)
class Card:
    """A title, a line below it, and a drawing on a ground of the house: paper, linen, lilac, coral or night.

    A line break in the title stays.
    """

    title: str
    line: str = ""
    ground: str = "paper"
    drawing: str = ""
    #: A number that stands inside the drawing, such as how many meetings its ring counts.
    figure: str = ""
    #: A photograph that takes the place of the drawing.
    photo: object = None

    @property
    def is_portrait(self) -> bool:
        return self.drawing.startswith('<svg class="portrait"')

    @property
    def is_whole(self) -> bool:
        """Whether the drawing counts something, is a face or a topic: then nothing of it may be cut off."""
        whole = ('<svg class="ring', '<svg class="art art--topic"')
        return bool(self.photo) or self.is_portrait or self.drawing.startswith(whole)

    @property
    def in_words(self) -> str:
        """What stands on it, for who does not see it."""
        return ", ".join(filter(None, [" ".join(self.title.split()), self.line]))

    def version(self, brand) -> str:
        """Changes when anything on the picture does, so that whoever shows it may keep it for ever."""
        photo = self.photo.file_hash or str(self.photo.file) if self.photo else ""
        parts = (self.title, self.line, self.ground, self.drawing, self.figure, photo)
        of_brand = (brand.name, brand.accent, brand.second)
        return sha256(repr((RECIPE, *map(str, parts), *of_brand)).encode()).hexdigest()[:12]
