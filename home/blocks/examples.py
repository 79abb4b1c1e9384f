"""What each block shows in the block picker: texts beside the code, as data."""

from functools import cache
from pathlib import Path

import yaml


@cache
def read_examples(path: Path) -> dict:
    """All examples in a file, by the name of their block."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


EXAMPLES = Path(__file__).with_name("examples.yaml")


def example(name: str, path: Path = EXAMPLES):
    """The example of one block. Raises KeyError for a block without one."""
    return read_examples(path)[name]
