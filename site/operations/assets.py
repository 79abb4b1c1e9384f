"""What is made from sources before the site can be served: web fonts and compiled translations.

Everything is written beside its target first and then put in its place, so that a build that is broken off,
or two at once, never leave half a file.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from . import catalogue, fonts


def build(site: Path) -> Iterator[Path]:
    """Make what is missing or older than its source below the folder `site`; yield what was made."""
    yield from build_fonts(site / "static" / "fonts")
    yield from build_catalogues(site / "locale")


def build_fonts(folder: Path) -> Iterator[Path]:
    recipe = Path(fonts.__file__)
    folder.mkdir(parents=True, exist_ok=True)
    for face in fonts.FACES:
        target = folder / face.output
        if is_newer(target, recipe, face.path):
            continue
        write(target, lambda file, face=face: fonts.build_face(face, file))
        yield target


def build_catalogues(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if is_newer(target, source):
            continue
        write(target, lambda file, source=source: catalogue.compile_catalogue(source, file))
        yield target


def is_newer(target: Path, *sources: Path) -> bool:
    """Whether `target` is there and no source changed after it was made."""
    return target.exists() and all(target.stat().st_mtime >= source.stat().st_mtime for source in sources)


def write(target: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a file, then put it in the place of `target` in one step."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".build-") as folder:
        made = Path(folder) / target.name
        make(made)
        made.replace(target)
