"""A picture in the library: somebody chose what who does not see it is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.tests.utils import get_test_image_file

from home.models import SiteImage
from home.roles import Role
from tests.factories.intake import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(client):
    client.force_login(UserFactory(role=Role.EDITOR))

    def send(**fields):
        file = SimpleUploadedFile("tafel.png", get_test_image_file().file.getvalue(), "image/png")
        return client.post("/admin/images/add/", {"title": "Tafel", "file": file, "tags": "", **fields})

    return send


def test_without_a_choice_it_is_refused_at_the_field(upload):
    html = upload().content.decode()

    assert "Zeg in één zin wat erop staat, of vink aan dat de afbeelding alleen versiert." in html
    assert not SiteImage.objects.exists()


def test_with_a_description_that_is_its_text(upload):
    assert upload(description="Vijf leraren aan een tafel").status_code == 302

    assert SiteImage.objects.get().default_alt_text == "Vijf leraren aan een tafel"


def test_one_that_only_decorates_says_nothing(upload):
    assert upload(decorative="on").status_code == 302

    assert SiteImage.objects.get().default_alt_text == ""


def test_both_at_once_is_no_choice(upload):
    assert "Kies een van de twee" in upload(description="Een tafel", decorative="on").content.decode()
