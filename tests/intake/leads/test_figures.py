"""What figures say of leads: periods, how far they came, how soon, and promises."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.leads.figures.counting import BROKEN, KEPT, NEEDLESS, NOT_YET, count, together
from intake.leads.figures.periods import Period, Unit, between, past, running
from intake.leads.lifecycle import move_lead
from intake.leads.states import PATH
from intake.models import LeadState, LostReason
from tests.factories.intake import LeadFactory

TODAY = date(2024, 3, 31)


def days(period: Period) -> tuple[str, str]:
    return period.first.isoformat(), period.last.isoformat()


@pytest.mark.parametrize(
    ("period", "its_days", "before", "year_before"),
    [
        (
            running(Unit.MONTH, TODAY),
            ("2024-03-01", "2024-03-31"),
            ("2024-02-01", "2024-02-29"),
            ("2023-03-01", "2023-03-31"),
        ),
        (
            running(Unit.MONTH, date(2024, 3, 30)),
            ("2024-03-01", "2024-03-30"),
            ("2024-02-01", "2024-02-29"),
            ("2023-03-01", "2023-03-30"),
        ),
        (
            running(Unit.QUARTER, date(2024, 5, 10)),
            ("2024-04-01", "2024-05-10"),
            ("2024-01-01", "2024-02-10"),
            ("2023-04-01", "2023-05-10"),
        ),
        (
            past(Unit.QUARTER, date(2024, 2, 10)),
            ("2023-10-01", "2023-12-31"),
            ("2023-07-01", "2023-09-30"),
            ("2022-10-01", "2022-12-31"),
        ),
        (
            running(Unit.SCHOOL_YEAR, date(2024, 7, 31)),
            ("2023-08-01", "2024-07-31"),
            ("2022-08-01", "2023-07-31"),
            ("2022-08-01", "2023-07-31"),
        ),
        (
            running(Unit.SCHOOL_YEAR, date(2024, 8, 1)),
            ("2024-08-01", "2024-08-01"),
            ("2023-08-01", "2023-08-01"),
            ("2023-08-01", "2023-08-01"),
        ),
        (
            between(date(2024, 3, 1), date(2024, 3, 10), TODAY),
            ("2024-03-01", "2024-03-10"),
            ("2024-02-20", "2024-02-29"),
            ("2023-03-01", "2023-03-10"),
        ),
        (
            between(date(2024, 3, 22), date(2024, 4, 10), TODAY),
            ("2024-03-22", "2024-03-31"),
            ("2024-03-02", "2024-03-11"),
            ("2023-03-22", "2023-03-31"),
        ),
    ],
)
def test_a_period_is_compared_with_as_many_days_before_it_or_a_year_ago(
    period, its_days, before, year_before
):
    assert (days(period), days(period.before()), days(period.year_before())) == (
        its_days,
        before,
        year_before,
    )


def row(group="a", **facts) -> tuple:
    """A new lead of Monday 4 March 2024 at nine, to be called by the 6th."""
    usual = {
        "received": "2024-03-04 08", "contact": None, "closed": None, "respond_by": "2024-03-06",
        "state": "new", "lost_from": "", "lost_reason": "",
    }  # fmt: skip
    return group, *(usual | facts).values()


def tally(*rows, today=TODAY):
    return together(count(rows, since=date(2024, 3, 1), today=today).values())


@pytest.mark.parametrize(
    ("contact", "number"),
    [
        ("2024-03-04 14", 0),
        ("2024-03-05 08", 1),
        ("2024-03-05 23", 2),  # past midnight with us
        ("2024-03-09 10", 4),  # on a Saturday: the four working days before it
        ("2024-03-11 08", 5),
        ("2024-03-01 08", 0),  # logged for an earlier day
    ],
)
def test_first_contact_is_counted_in_working_days_of_our_own_clock(contact, number):
    assert tally(row(contact=contact)).days == {number: 1}


def test_public_holidays_are_no_working_days():
    """From Maundy Thursday to the Tuesday after Easter."""
    assert tally(row(received="2024-03-28 09", contact="2024-04-02 09"), today=date(2024, 4, 5)).days == {
        1: 1
    }


@pytest.mark.parametrize(
    ("facts", "today", "promise"),
    [
        ({"contact": "2024-03-06 22"}, TODAY, KEPT),
        ({"contact": "2024-03-06 23"}, TODAY, BROKEN),  # past midnight with us
        ({}, date(2024, 3, 6), NOT_YET),
        ({}, date(2024, 3, 7), BROKEN),
        ({"state": "lost", "closed": "2024-03-06 10"}, TODAY, NEEDLESS),
        ({"state": "lost", "closed": "2024-03-07 10"}, TODAY, BROKEN),
    ],
)
def test_a_promise_is_kept_or_not_or_not_known_yet(facts, today, promise):
    assert tally(row(**facts), today=today).promises == {promise: 1}


def test_medians_are_nearest_ranks():
    contacts = [f"2024-03-{day:02} 10" for day in (4, 4, 5, 6, 7, 8, 11, 12, 13, 22)]
    ten = tally(*(row(contact=contact) for contact in contacts))
    three = tally(*(row(contact=contact) for contact in contacts[1:4]))
    assert (ten.within(50), ten.within(90)) == (3, 7)
    assert (three.within(50), three.within(90)) == (1, 2)
    assert (tally(row()).within(50), tally(row(contact="2024-03-05 10")).within(90)) == (None, 1)


HOURS = ["2024-03-01 10", "2024-03-08 22", "2024-03-11 23", "2024-03-31 21"]
STORED = st.tuples(
    st.sampled_from(["a", "b", None, ""]),
    st.sampled_from(HOURS),
    st.sampled_from([None, *HOURS]),
    st.sampled_from([None, *HOURS]),
    st.sampled_from(["2024-03-06", "2024-03-12", "2024-04-03"]),
    st.sampled_from(LeadState.values),
    st.sampled_from(["", *LeadState.values[:6]]),
    st.sampled_from(LostReason.values),
)


# On a machine that is busy the first example alone may take seconds.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STORED, max_size=30))
def test_groups_add_up_to_the_whole_and_the_funnel_never_grows(rows):
    groups = count(rows, since=date(2024, 3, 1), today=TODAY)
    whole = together(groups.values())
    steps = [whole.reached(state) for state in PATH]

    assert whole.received == len(rows) == sum(one.received for one in groups.values()) == steps[0]
    assert steps == sorted(steps, reverse=True)
    for state in PATH:
        assert whole.reached(state) == sum(one.reached(state) for one in groups.values())
    assert whole.promises.total() == len(rows)
    assert whole.days.total() == sum(stored[2] is not None for stored in rows)
    assert whole.lost == sum(whole.lost_at(state) for state in PATH)
    assert sorted(whole.reasons.elements()) == sorted(one[-1] for one in rows if one[5] == "lost")


@pytest.mark.django_db
def test_a_lead_that_is_lost_keeps_where_it_stood_and_forgets_it_when_taken_up():
    lead = LeadFactory(proposed=True)

    lead = move_lead(lead, "lost", user=None, lost_reason=LostReason.NO_MONEY)
    assert lead.lost_from == "proposed"
    lead = move_lead(lead, "contacted", user=None)
    lead.refresh_from_db()
    assert lead.lost_from == ""


@pytest.mark.django_db
def test_where_leads_were_lost_before_is_read_from_the_trail():
    """The trail of what was lost twice says the last time; without a trail contact is all that is known."""
    twice, silent, spoken = (
        LeadFactory(planned=True), LeadFactory(lost=True), LeadFactory(lost=True),
    )  # fmt: skip
    for lost_from in ("planned", "contacted"):
        twice = move_lead(twice, "lost", user=None, lost_reason=LostReason.NO_TIME)
        assert twice.lost_from == lost_from
        if lost_from == "planned":
            twice = move_lead(twice, "contacted", user=None)
    spoken.first_contact_at = spoken.created_at + timedelta(hours=1)
    spoken.save()
    type(twice).objects.update(lost_from="")

    import_module("intake.migrations.0017_where_leads_were_lost").read_from_trail(apps, None)

    for lead, state in ((twice, "contacted"), (silent, "new"), (spoken, "contacted")):
        lead.refresh_from_db()
        assert lead.lost_from == state
