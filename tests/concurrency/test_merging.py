"""Two coordinators join the same two leads at the same moment, each the other way round."""

import pytest

from intake.leads.errors import LeadError
from intake.leads.merging.leads import merge_leads
from intake.models import Lead, Merge
from tests.factories.intake import LeadFactory, UserFactory

from .test_submissions import at_once, no_other_crowd  # noqa: F401

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_other_crowd"),
]


def test_one_of_two_is_refused_and_one_lead_stays_open():
    one = LeadFactory()
    other = LeadFactory(organisation=one.organisation, contact=one.contact)
    users = [UserFactory(), UserFactory()]
    refused = []

    def join(number: int) -> None:
        pair = (one, other) if number else (other, one)
        try:
            merge_leads(*pair, user=users[number])
        except LeadError as error:
            refused.append(error.message)

    assert at_once(join, times=2) == []
    assert (len(refused), Merge.objects.count(), Lead.objects.open().count()) == (1, 1, 1)
