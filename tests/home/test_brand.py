"""Brand colours: light enough to read on."""

import pytest
from django.core.exceptions import ValidationError

from home.colour import contrast
from home.models import BrandSettings
from home.models.settings import ON_TINT, validate_tint


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffa68c", "#cfc1f3", "#FFFFFF"])
def test_a_light_colour_may_be_chosen(colour):
    validate_tint(colour)
    assert contrast(colour, ON_TINT) >= 7


@pytest.mark.parametrize("colour", ["#d94f2c", "#000000", "coral", "#fff", "ffa68c", "#ffa68c;}"])
def test_a_dark_colour_or_no_colour_is_refused(colour):
    with pytest.raises(ValidationError):
        validate_tint(colour)


def test_settings_refuse_what_cannot_be_read_on():
    brand = BrandSettings(name="Samenkring", accent="#12352f")

    with pytest.raises(ValidationError) as caught:
        brand.clean_fields(exclude=["site"])

    assert set(caught.value.message_dict) == {"accent"}
