"""Writes what is set once: the brand, the menus, the promises of the request form, limits on the board."""

from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from demo.files import Where, mapping, read_mapping
from demo.known import Known
from demo.values import set_fields
from home.models import BrandSettings, MenuSettings
from intake.models import BoardSettings, IntakeSettings

PARTS = {
    "brand": BrandSettings,
    "menus": MenuSettings,
    "intake": IntakeSettings,
    "board": BoardSettings,
}


def write(known: Known, site: Site) -> None:
    """Fill in each part that still stands as it came with the site."""
    data, where = read_mapping("brand.yaml")
    for name, model in PARTS.items():
        _fill(model.for_site(site), data.get(name), known, where / name)


def _fill(part: BaseSiteSetting, data: object, known: Known, where: Where) -> None:
    values = mapping(data, where)
    if _is_untouched(part):
        set_fields(part, values, known, where)
        part.save()


def _is_untouched(part: BaseSiteSetting) -> bool:
    fields = [field for field in part._meta.concrete_fields if not field.primary_key and field.name != "site"]
    return all(
        field.get_prep_value(field.value_from_object(part)) == field.get_prep_value(field.get_default())
        for field in fields
    )
