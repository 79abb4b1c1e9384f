"""Writes the short lists by which visitors choose among the courses."""

from demo.files import numbered, read_mapping
from demo.known import Known
from offerings.models import Audience, Register

LISTS = {"audiences": Audience, "registers": Register}


def write(known: Known) -> None:
    """Make the words that are missing, and learn all of them by name."""
    data, where = read_mapping("lists.yaml")
    for kind, model in LISTS.items():
        for number, name in numbered(data.get(kind), where / kind):
            known.listed[name] = model.objects.get_or_create(name=name, defaults={"sort_order": number})[0]
