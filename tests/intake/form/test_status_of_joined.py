"""The school's own page of a request that became part of another one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.leads.access import AFTER_CLOSING, status_url
from intake.leads.merging.leads import merge_leads
from intake.models import Lead
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


def test_the_link_goes_on_for_as_long_as_the_request_does(client, site):
    keep = LeadFactory()
    gone = LeadFactory(organisation=keep.organisation, contact=keep.contact)
    link = status_url(gone)
    merge_leads(keep, gone, user=UserFactory())
    Lead.objects.filter(pk=gone.pk).update(closed_at=timezone.now() - AFTER_CLOSING * 2)

    page = follow(client, link)

    assert page.redirect_chain[-1][0] == reverse("intake:status", args=[keep.reference])
