"""Accounts and advisers: what is taken from an account does not break the adviser, nor what hangs on it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from home.roles import Role
from intake.models import Adviser
from tests.factories.intake import AdviserFactory, LeadFactory, UserFactory
from tests.factories.pages import ServicePageFactory

from .pages import ALL
from .test_advisers import CREATE, edit, filled
from .test_morning import HOME, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(login):
    """The browser of who manages the accounts."""
    return login(UserFactory(role=Role.ADMINISTRATOR))


def close(user) -> None:
    user.is_active = False
    user.save()


def take_role(user) -> None:
    user.groups.clear()


@pytest.mark.parametrize("change", [close, take_role])
def test_an_adviser_without_a_working_account_can_be_edited(office, adviser, change):
    change(adviser.user)

    response = office.post(edit(adviser), filled(adviser.user, capacity=3))

    assert response.status_code == 302
    adviser.refresh_from_db()
    assert adviser.capacity == 3


def test_a_closed_account_cannot_become_an_adviser(office):
    user = UserFactory(role=Role.ADVISER, is_active=False)

    assert list(office.post(reverse(CREATE), filled(user)).context["form"].errors) == ["user"]


def test_an_account_without_an_address_cannot_receive_leads(office):
    user = UserFactory(role=Role.ADVISER, email="")

    response = office.post(reverse(CREATE), filled(user))

    assert list(response.context["form"].errors) == ["user"]
    assert response.context["form"].errors["user"][0] in response.text
    assert not Adviser.objects.exists()


def test_an_adviser_who_lost_the_address_can_still_be_stopped(office):
    adviser = AdviserFactory(user__email="")
    data = filled(adviser.user)

    assert list(office.post(edit(adviser), data).context["form"].errors) == ["user"]
    del data["active"]
    assert office.post(edit(adviser), data).status_code == 302

    adviser.refresh_from_db()
    assert not adviser.active


def test_a_service_that_left_the_site_stays_with_its_adviser(office, adviser):
    service, other = ServicePageFactory(), ServicePageFactory(draft=True)
    adviser.services.set([service])
    adviser.save()
    service.unpublish()
    form = office.get(edit(adviser)).context["form"]
    offered = form.fields["services"].queryset
    assert service in offered
    assert other not in offered

    office.post(edit(adviser), filled(adviser.user, services=form["services"].value()))

    assert list(Adviser.objects.get(pk=adviser.pk).services.all()) == [service]


@pytest.mark.parametrize("many", [False, True])
def test_the_account_of_an_adviser_is_not_deleted(manager, adviser, many):
    other = UserFactory()
    address = reverse("wagtailusers_users:delete", args=[adviser.user.pk])
    if many:
        bulk = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
        address = f"{bulk}?id={adviser.user.pk}&id={other.pk}"

    response = manager.post(address, follow=True)

    assert response.redirect_chain[-1][0] == reverse("wagtailusers_users:index")
    assert [adviser.name in str(message) for message in response.context["messages"]] == [True]
    assert get_user_model().objects.filter(pk__in=[adviser.user.pk, other.pk]).count() == 2


@pytest.mark.parametrize("many", [False, True])
def test_another_account_is_deleted(manager, many):
    other = UserFactory()
    address = reverse("wagtailusers_users:delete", args=[other.pk])
    if many:
        address = f"{reverse('wagtail_bulk_action', args=['auth', 'user', 'delete'])}?id={other.pk}"

    manager.post(address)

    assert not get_user_model().objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("gone", [{"inactive": True}, {"user__is_active": False}])
def test_leads_of_who_receives_none_any_more_are_seen(office, gone):
    stopped = AdviserFactory(**gone)
    lead = LeadFactory(owner=stopped)

    response = office.get(reverse(HOME))

    assert [person.id for person in seen(response, "team")["team"]] == [stopped.pk]
    assert f'href="{reverse(ALL)}?owner={stopped.pk}"' in response.text
    assert "load-away" in response.text
    listed = office.get(f"{reverse(ALL)}?owner={stopped.pk}")
    assert lead.organisation.name in listed.text


@pytest.mark.parametrize("gone", [{"inactive": True}, {"user__is_active": False}])
def test_nobody_hands_a_lead_to_who_receives_none(office, lead, gone):
    stopped = LeadFactory(owner=AdviserFactory(**gone)).owner

    text = office.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])).text

    assert f'<option value="{stopped.pk}"' not in text
