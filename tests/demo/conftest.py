"""The demo, loaded once for all tests of a module; what a test changes in it is undone after that test."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from wagtail.models import Site

from demo.load import load_demo


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        with transaction.atomic():
            load_demo()
            yield
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


@pytest.fixture
def demo(loaded, db) -> None:
    """A database with the demo in it."""
