"""After too many wrong passwords: a page of the site that says how long to wait."""

import pytest
from django.urls import reverse

from tests.factories.intake import UserFactory

pytestmark = pytest.mark.django_db


def test_too_many_wrong_passwords_end_on_a_page_of_the_site(client, settings):
    settings.AXES_ENABLED = True
    user = UserFactory()
    login = reverse("wagtailadmin_login")
    wrong = {"username": user.username, "password": "fout"}

    answers = [client.post(login, wrong) for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert [answer.status_code for answer in answers] == [200] * (len(answers) - 1) + [429]
    locked = answers[-1]
    assert "operations/locked_out.html" in [template.name for template in locked.templates]
    assert '<html lang="nl">' in locked.text
    assert "15 minut" in locked.text
    assert "css/leerkring.css" in locked.text
    assert "Account locked" not in locked.text
