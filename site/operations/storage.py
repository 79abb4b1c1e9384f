"""Where static files go: compressed, under names that may be kept for ever, our stylesheets without air."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "css/"


class SmallStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Takes comments and spaces out of our stylesheets: a fifth of their compressed size."""

    def post_process(self, paths: dict, dry_run: bool = False, **options) -> Iterator[tuple]:
        """Before each file gets the name that says what is in it. `paths`: storage and path by name."""
        ours = [] if dry_run else [name for name in paths if name.startswith(OURS) and name.endswith(".css")]
        for name in ours:
            storage, path = paths[name]
            with storage.open(path) as source:
                small = cssmin(source.read().decode())
            self.delete(name)
            self.save(name, ContentFile(small.encode()))
            paths[name] = self, name
        yield from super().post_process(paths, dry_run, **options)
