from django.conf import settings

from operations import catalogue


def test_the_dutch_catalogue_is_complete():
    translated = catalogue.read(settings.SITE / "locale" / "nl" / "LC_MESSAGES" / "django.po")

    assert list(catalogue.problems(catalogue.extract_catalogue(settings.ROOT), translated)) == []
