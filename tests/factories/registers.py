"""Entries of the national registers for tests, made as an import makes them."""

from intake.models import Register, RegisterEntry, Sector
from intake.registers.entries import complete


def register_entry(name: str = "De Wrâldwizer", **facts) -> RegisterEntry:
    """An open entry of an invented school, or of what `facts` say."""
    fields = {
        "register": Register.PRIMARY,
        "code": "99WW00",
        "sector": Sector.PRIMARY,
        "street": "Tsjerkepaad 1",
        "postcode": "9084 BB",
        "city": "GOUTUM",
        "municipality": "LEEUWARDEN",
        "board_number": "99001",
        "closed_on": None,
    } | facts
    register, closed_on = fields.pop("register"), fields.pop("closed_on")
    entry = complete(name=name, **fields)
    return RegisterEntry.objects.create(register=register, closed_on=closed_on, **entry.as_fields())
