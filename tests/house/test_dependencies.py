"""Every dependency says what it is for."""

import re
import tomllib
from itertools import chain

from django.conf import settings


def test_the_table_names_each_package_and_no_other():
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())
    wanted = [
        *project["project"]["dependencies"],
        *chain.from_iterable(project["dependency-groups"].values()),
    ]
    table = (settings.ROOT / "docs" / "dependencies.md").read_text()

    named = re.findall(r"^\| ([a-z-]+) \| .+ \| .+ \|$", table, re.MULTILINE)

    assert [name for name in named if name != "package"] == [re.match(r"[\w-]+", line)[0] for line in wanted]
