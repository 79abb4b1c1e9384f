"""The school's own page of a request that became part of another one."""

import pytest
from django.urls import reverse

from intake.leads.access import status_url
from intake.leads.merging.leads import merge_leads
from tests.factories.intake import LeadFactory, UserFactory

pytestmark = pytest.mark.django_db


def follow(client, link: str):
    return client.get("/" + link.split("/", 3)[3], follow=True)


def test_of_the_same_person_it_is_the_page_of_the_request_that_goes_on(client, site):
    keep = LeadFactory()
    gone = LeadFactory(organisation=keep.organisation, contact=keep.contact)
    link = status_url(gone)
    follow(client, link)  # so that an earlier cookie is there too
    merge_leads(keep, gone, user=UserFactory())

    by_cookie = client.get(reverse("intake:status", args=[gone.reference]), follow=True)
    by_link = follow(client, link)

    for page in (by_cookie, by_link):
        assert page.redirect_chain[-1][0] == reverse("intake:status", args=[keep.reference])
        assert (page.status_code, keep.reference in page.text) == (200, True)


def test_of_a_colleague_it_shows_nothing_of_theirs(client, site):
    keep = LeadFactory()
    gone = LeadFactory(organisation=keep.organisation)
    merge_leads(keep, gone, user=UserFactory())

    page = follow(client, status_url(gone))

    assert page.status_code == 200
    assert gone.reference in page.text
    assert keep.reference not in page.text
    assert keep.contact.email not in page.text
