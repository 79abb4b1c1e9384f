"""A folder imports only from floors below it, never in a circle."""

import pytest
from django.conf import settings

from . import layers

EMPTY = dict.fromkeys(
    [
        "home/models/base.py",
        "offerings/__init__.py",
        "offerings/models.py",
        "intake/wagtail_hooks.py",
        "intake/leads/__init__.py",
        "intake/leads/mail.py",
        "intake/form/submit.py",
        "site/operations/outbox.py",
    ],
    "",
)


@pytest.fixture
def house(tmp_path):
    """A small house to try the checker on: call it with files and their text."""

    def build(files: dict[str, str]) -> dict[str, set[str]]:
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return layers.imports(tmp_path)

    return build


def test_nothing_imports_upward():
    assert layers.upward(layers.imports(settings.ROOT)) == []


def test_no_circle_of_modules():
    assert layers.circle(layers.imports(settings.ROOT)) == []


def test_no_circle_of_folders():
    assert layers.circle(layers.by_layer(layers.imports(settings.ROOT))) == []


def test_every_folder_of_the_project_is_looked_at():
    apps = {name for name in layers.modules(settings.ROOT) if "." not in name}

    assert apps == {"home", "offerings", "intake", "demo", "operations", "config"}


@pytest.mark.parametrize(
    ("importer", "line", "found"),
    [
        ("home/models/base.py", "import offerings.models", "home.models.base imports offerings.models"),
        (
            "home/models/base.py",
            "def late():\n    from offerings import models",
            "home.models.base imports offerings.models",
        ),
        (
            "offerings/blocks.py",
            "from intake.leads import mail",
            "offerings.blocks imports intake.leads.mail",
        ),
        (
            "intake/leads/mail.py",
            "from ..form.submit import send",
            "intake.leads.mail imports intake.form.submit",
        ),
        (
            "intake/leads/mail.py",
            "from .. import wagtail_hooks",
            "intake.leads.mail imports intake.wagtail_hooks",
        ),
        (
            "intake/desk/views.py",
            "from operations import outbox",
            "intake.desk.views imports operations.outbox",
        ),
    ],
)
def test_an_import_upward_is_found(house, importer, line, found):
    assert layers.upward(house({**EMPTY, importer: line})) == [found]


def test_imports_downward_and_for_type_checking_are_fine(house):
    graph = house(
        {
            **EMPTY,
            "intake/models/leads.py": "from home.models import base",
            "intake/leads/mail.py": (
                "from ..models.leads import Lead\nif TYPE_CHECKING:\n    import intake.desk.views"
            ),
            "intake/desk/views.py": "import intake.leads.mail",
            "intake/wagtail_hooks.py": "from .desk import views",
        }
    )

    assert graph["intake.leads.mail"] == {"intake.models.leads"}
    assert layers.upward(graph) == []
    assert layers.circle(graph) == []


def test_a_circle_is_found(house):
    graph = house(
        {"home/blocks.py": "from home.models import base", "home/models/base.py": "import home.blocks"}
    )

    assert set(layers.circle(graph)) == {"home.blocks", "home.models.base"}


def test_a_circle_between_folders_is_found_where_the_modules_have_none(house):
    graph = house(
        {
            "home/blocks/one.py": "from home.models import base",
            "home/blocks/two.py": "",
            "home/models/base.py": "",
            "home/models/pages.py": "from home.blocks import two",
        }
    )

    assert layers.circle(graph) == []
    assert set(layers.circle(layers.by_layer(graph))) == {"home.blocks", "home.models"}
