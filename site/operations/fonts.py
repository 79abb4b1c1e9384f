"""The web fonts: two families from their packages, pinned, cut to the letters we use, as woff2.

Both families have the SIL Open Font License 1.1. The sources are variable fonts of hundreds of kilobytes;
what comes out is three static faces of about 28 KB together. The stylesheet has fallback faces bent to
their metrics, so a change of axes or letters here may ask for new `size-adjust` values there.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# The letters of Latin-1, oe and ij, typographic punctuation, signs of measure and money, and the arrows of
# the interface. Other signs come from the fallback.
TEXT = frozenset([*range(0x20, 0x7F), *range(0xC0, 0x100), *map(ord, "\xa0«»·§©°²³½×£ŒœĲĳ–—‘’‚“”„•…€−←→↓")])
# The display face sets headings, names and figures only: the letters of Dutch and its neighbours.
DISPLAY = frozenset([*range(0x20, 0x7F), 0xA0, *map(ord, "«·»ÀÁÂÄÇÈÉÊËÍÏÓÔÖÚÛÜàáâäçèéêëíîïñóôöúûü–‘’“”…€")])
FEATURES = ["kern", "mark", "ccmp", "locl", "liga"]
# Pairs of letters that come less than this nearer together, in thousandths of an em, stay as they are: at the
# size of a heading it is not a pixel, and there are thousands of them.
SMALLEST_KERN = 15


@dataclass(frozen=True)
class Face:
    """One web font: which file of which package, where its axes are pinned, which letters stay."""

    output: str
    package: str
    source: str
    axes: dict[str, float]
    letters: frozenset[int]
    features: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The source font; found through its package, wherever that is installed."""
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"the package {self.package} is not installed")
        folders = map(Path, spec.submodule_search_locations)
        return next(file for folder in folders for file in folder.rglob("*.ttf") if file.name == self.source)


FACES = (
    Face(
        "bricolage-display.woff2",
        "fontpkg_bricolage_grotesque",
        "BricolageGrotesque[opsz,wdth,wght].ttf",
        {"opsz": 40, "wdth": 96, "wght": 640},
        DISPLAY,
    ),
    Face(
        "figtree-text.woff2", "fontpkg_figtree", "Figtree[wght].ttf", {"wght": 420}, TEXT, features=("tnum",)
    ),
    Face(
        "figtree-strong.woff2",
        "fontpkg_figtree",
        "Figtree[wght].ttf",
        {"wght": 650},
        TEXT,
        features=("tnum",),
    ),
)


def build_face(face: Face, output: Path) -> None:
    """Write one web font to `output`."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = instantiateVariableFont(TTFont(face.path), face.axes)
    options = Options(hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    options.layout_features = [*FEATURES, *face.features]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.letters)
    subsetter.subset(font)
    drop_small_kerns(font)
    font.flavor = "woff2"
    font.save(output)


def drop_small_kerns(font) -> None:
    """Take the pairs that hardly move out of the tables: a fifth of a face with careful kerning."""
    least = SMALLEST_KERN * font["head"].unitsPerEm / 1000
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(table, "ExtSubTable", table) for table in lookup.SubTable):
            for pair in getattr(table, "PairSet", ()):
                pair.PairValueRecord = [record for record in pair.PairValueRecord if kern(record) >= least]
                pair.PairValueCount = len(pair.PairValueRecord)
            for record in (
                record for row in getattr(table, "Class1Record", ()) for record in row.Class2Record
            ):
                if kern(record) < least:
                    record.Value1 = None


def kern(record) -> int:
    """By how much the first letter of a pair, or of two classes of letters, moves to or from the second."""
    return abs(getattr(record.Value1, "XAdvance", 0))
