"""A request for a start date holds seats, or stands in line; it is never refused, and never gets too many."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email

from home.freshness import content_version
from intake.form.submit import submit_request
from intake.form.thanks import thanks_url
from intake.leads.enrolments import cancel, change_participants, confirm, enrol_again
from intake.leads.errors import LeadError
from intake.leads.lifecycle import move_lead
from intake.leads.trail import timeline
from intake.models import Enrolment, EnrolmentState, LeadState, Participant, Wish
from intake.models.enrolments import TAKES_SEATS, enrolment_of
from tests.factories.intake import AdviserFactory
from tests.factories.pages import CourseDateFactory

from .conftest import data_for

pytestmark = pytest.mark.django_db
HELD, CONFIRMED, WAITING, OFFERED, EXPIRED, CANCELLED = EnrolmentState


def numbers(run) -> tuple[int, int, int]:
    """Seats left, seats taken through the site and people in line, as the public page reads them."""
    run.refresh_from_db()
    return run.seats_left, run.seats_enrolled, run.waiting_enrolled


def test_seats_are_held_and_the_page_of_the_course_counts_them_at_once(run, ask, client):
    before = content_version()
    assert ask(2).state == HELD
    assert numbers(run) == (3, 2, 0)
    assert content_version() != before


def test_no_number_is_one_seat_and_names_count(run, ask):
    assert ask(None).seats == 1
    assert ask(1, attendees=[{"name": "Ruth", "email": ""}, {"name": "Ali", "email": ""}]).seats == 2


def test_a_group_for_which_there_is_no_room_waits_whole_and_is_told_so(run, ask):
    ask(4)
    group = ask(3, email="groep@school.example")
    assert (group.state, numbers(run)) == (WAITING, (1, 4, 3))
    mail = Email.objects.get(to="groep@school.example")
    assert mail.context["enrolment"] == {"state": "waiting", "seats": 3}
    assert timeline(group.lead)[-1].detail.endswith("Op de wachtlijst voor 3 plaatsen")


def test_one_seat_that_helps_the_group_in_line_nothing_goes_to_who_asks_for_one(run, ask):
    ask(4)
    assert [ask(3).state, ask(1).state, ask(1).state] == [WAITING, HELD, WAITING]


def test_who_asks_anew_does_not_pass_somebody_in_line_who_fits(run, ask):
    full = ask(5)
    ask(2)
    Enrolment.objects.filter(pk=full.pk).update(state=CANCELLED)
    type(run).objects.update(seats_enrolled=0)  # the moment before the worker offers what came free
    assert ask(1).state == WAITING


def test_who_asks_for_the_waiting_list_gets_a_seat_when_there_is_one(ask):
    assert ask(2, wish=Wish.WAIT).state == HELD


def test_seats_taken_by_phone_count_as_well(run, ask):
    run.seats_taken = 4
    run.save()
    assert [ask(1).state, ask(1).state] == [HELD, WAITING]


@pytest.mark.parametrize("wish", [Wish.TALK, Wish.KEEP_POSTED, Wish.ON_LOCATION])
def test_other_wishes_take_no_seat(run, wish):
    AdviserFactory()
    submit_request(data_for(run, 2, wish=wish))
    assert numbers(run) == (5, 0, 0)


def test_a_date_that_is_off_takes_nobody_but_keeps_the_request(ask):
    off = CourseDateFactory(cancelled=True)
    assert ask(1, on=off).state == WAITING


def test_free_seats_cost_three_queries(run, ask):
    ask(1)

    def queries(wish) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            submit_request(data_for(run, 1, wish=wish))
        return len(captured)

    assert queries(Wish.ENROL) - queries(Wish.KEEP_POSTED) <= 3


def test_the_same_sent_twice_takes_the_seats_once(run):
    AdviserFactory()
    data = data_for(run, 2)
    assert submit_request(data) == submit_request(data)
    assert numbers(run) == (3, 2, 0)


def test_an_editor_who_saves_an_old_form_gives_no_seat_away(run, ask):
    ask(2)  # `run` was read before this
    run.place = "Delft"
    run.save()
    assert numbers(run) == (3, 2, 0)


def test_a_copy_of_a_date_has_nobody_enrolled(run, ask):
    ask(2)
    run.refresh_from_db()
    run.pk, run._state.adding = None, True
    run.save()
    assert numbers(run) == (5, 0, 0)


def test_the_database_itself_refuses_what_cannot_be(run, ask):
    enrolment = ask(5)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(run).objects.filter(pk=run.pk).update(seats=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(state=OFFERED, offer_until=None)


# ------------------------------------------------------------------ at the desk
def test_confirming_tells_the_school_and_stands_on_the_trail(ask):
    enrolment = ask(2, email="school@school.example")
    user = enrolment.lead.owner.user
    assert confirm(enrolment, user=user).state == CONFIRMED
    assert Email.objects.filter(to="school@school.example", template__name="seats_confirmed").count() == 1
    assert timeline(enrolment.lead)[0].title == "Bevestigd: 2 plaatsen"
    with pytest.raises(LeadError):
        confirm(enrolment, user=user)


def test_a_lead_that_is_lost_gives_its_seats_to_the_next(run, ask):
    first, second = ask(5), ask(3)
    move_lead(first.lead, LeadState.LOST, user=None, lost_reason="no_time")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (CANCELLED, OFFERED)
    assert numbers(run) == (2, 3, 0)


def test_a_lost_lead_that_may_not_move_keeps_its_seats(ask):
    enrolment = ask(1)
    with pytest.raises(LeadError):
        move_lead(enrolment.lead, LeadState.LOST, user=None, lost_reason="")
    enrolment.refresh_from_db()
    assert enrolment.state == HELD


def test_who_withdrew_can_come_back_behind_the_others(run, ask):
    first, second = ask(5), ask(5)
    cancel(first, user=None)
    assert enrol_again(first, user=None).state == WAITING
    second.refresh_from_db()
    assert second.state == OFFERED


def test_more_participants_only_when_there_is_room_and_fewer_make_room(run, ask):
    first, waiting = ask(3), ask(3)
    people = [Participant("Ruth", "ruth@school.example")]
    with pytest.raises(LeadError) as refusal:
        change_participants(first, count=6, people=people, user=None)
    assert refusal.value.field == "count"
    with pytest.raises(LeadError):
        change_participants(first, count=1, people=people * 2, user=None)
    change_participants(first, count=2, people=people, user=None)
    first.refresh_from_db()
    waiting.refresh_from_db()
    assert (first.people, waiting.state, numbers(run)) == (people, OFFERED, (0, 5, 0))
    assert "Ruth" not in str(list(first.lead.log_entries.values_list("data", flat=True)))


def test_what_a_date_counts_is_what_the_enrolments_say(run, ask):
    for seats in (2, 3, 1):
        ask(seats)
    cancel(Enrolment.objects.first(), user=None)
    rows = Enrolment.objects.filter(state__in=TAKES_SEATS)
    assert numbers(run)[1] == sum(row.seats for row in rows)


# ------------------------------------------------------------------ what the school reads
def test_the_thank_you_page_says_what_became_of_the_seats(client, ask):
    held, waiting = ask(4), ask(2)
    words = client.get(thanks_url(held.request)).text, client.get(thanks_url(waiting.request)).text
    assert "Wij houden 4 plaatsen voor u vast" in words[0]
    assert "U bent nummer 1 op de wachtlijst" in words[1]


def test_a_crowd_that_came_another_way_is_counted_as_far_as_people_can_be_counted(run, ask):
    people = [{"name": str(number), "email": ""} for number in range(4900)]
    crowds = [ask(1, attendees=people) for _time in range(40)]
    assert {(crowd.seats, len(crowd.participants), crowd.state) for crowd in crowds} == {(999, 999, WAITING)}
    assert numbers(run) == (5, 0, 40 * 999)  # more than a small integer holds


def test_nobody_is_counted_on_a_date_that_has_begun(run, ask):
    held = ask(1)
    type(run).objects.update(first_day=timezone.localdate())
    request = submit_request(data_for(run, 2))
    assert (enrolment_of(request), request.lead.state) == (None, LeadState.NEW)
    cancel(held, user=None)
    with pytest.raises(LeadError):
        enrol_again(held, user=None)
    assert numbers(run) == (5, 0, 0)
