"""Rows that were inserted the fast way are the same as those that Django stores."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.inserts import insert
from intake.models import IntakeRequest, Sector

pytestmark = pytest.mark.django_db


def request_of(name: str) -> IntakeRequest:
    return IntakeRequest(
        organisation_name=name,
        sector=Sector.PRIMARY,
        postcode="3512 LK",
        city="Utrecht",
        first_name="Noor",
        last_name="de Wit",
        email="noor@wilg.example",
        phone="06-12345678",
        subjects=[{"id": 1, "title": "Zoë's 100%", "kind": "service"}],
        wished_day=timezone.localdate(),
        participants=12,
        received_at=timezone.now(),
    )


def stored(rows) -> list[dict]:
    own = ("id", "submission_key", "received_at", "consent_at")
    found = IntakeRequest.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in own} for row in found]


def test_they_are_what_django_stores_with_their_keys_in_order():
    names = ["De Wilg", "De Es"]
    fast = insert(request_of(name) for name in names)
    slow = IntakeRequest.objects.bulk_create(request_of(name) for name in names)

    assert stored(fast) == stored(slow)
    assert [IntakeRequest.objects.get(pk=row.pk).organisation_name for row in fast] == names
    assert IntakeRequest.objects.get(pk=fast[0].pk).submission_key == fast[0].submission_key
    assert not fast[0]._state.adding


def test_what_the_database_refuses_is_an_error_and_nothing_is_no_query(django_assert_num_queries):
    one, other = request_of("De Wilg"), request_of("De Es")
    other.submission_key = one.submission_key
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([one, other])

    with django_assert_num_queries(0):
        assert insert([]) == []
