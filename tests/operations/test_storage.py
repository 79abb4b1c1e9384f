"""Static files as an installation serves them: small, compressed, under names that say what is in them."""

import gzip
import re
import shutil

import brotli
import pytest
from django.conf import settings

from operations.storage import SmallStaticFilesStorage

SOURCE = settings.SITE / "static"


@pytest.fixture
def collect(tmp_path):
    """Put our stylesheets and fonts in place, as collectstatic does; gives the storage."""

    def collect() -> SmallStaticFilesStorage:
        storage = SmallStaticFilesStorage(location=tmp_path, base_url="/static/")
        paths = {}
        for file in (*SOURCE.glob("css/*.css"), *SOURCE.glob("fonts/*.woff2")):
            name = file.relative_to(SOURCE).as_posix()
            if not storage.exists(name):
                (tmp_path / name).parent.mkdir(exist_ok=True)
                shutil.copy(file, tmp_path / name)
            paths[name] = storage, name
        for _name, _hashed, done in storage.post_process(paths):
            assert not isinstance(done, Exception)
        return storage

    return collect


def test_our_stylesheet_loses_its_comments_and_keeps_its_rules(collect, tmp_path):
    storage = collect()
    css = (tmp_path / storage.stored_name("css/leerkring.css")).read_text()
    source = (SOURCE / "css" / "leerkring.css").read_text()
    assert "/*" not in css
    assert len(gzip.compress(css.encode())) < len(gzip.compress(source.encode())) * 0.85
    assert css.count("{") == re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL).count("{")
    assert re.search(r"fonts/figtree-text\.[0-9a-f]{12}\.woff2", css)


def test_it_is_compressed_beforehand_both_ways(collect, tmp_path):
    path = tmp_path / collect().stored_name("css/leerkring.css")
    assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
    assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()) == path.read_bytes()


def test_doing_it_again_changes_nothing(collect):
    assert collect().stored_name("css/leerkring.css") == collect().stored_name("css/leerkring.css")
