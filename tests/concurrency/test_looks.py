"""One person opens a lead in many tabs at the same moment."""

import pytest
from django.utils import timezone

from intake.leads.looks import look
from intake.models import LeadLook, Mention
from tests.factories.intake import AdviserFactory, LeadFactory

from .test_submissions import at_once, no_other_crowd

__all__ = ["no_other_crowd"]
pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("no_other_crowd"),
]
TABS = 10


def test_first_looks_at_the_same_moment_keep_one_and_none_of_them_fails():
    lead = LeadFactory(owner=AdviserFactory())
    user = lead.owner.user
    Mention.objects.create(lead=lead, user=user, by=user, made_at=timezone.now())

    assert at_once(lambda number: look(lead, user=user), times=TABS) == []

    assert LeadLook.objects.count() == 1
    assert not Mention.objects.filter(opened_at=None).exists()
