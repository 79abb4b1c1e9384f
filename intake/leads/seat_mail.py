"""Mail about seats on a start date; like all mail about a lead (`intake.leads.mail`), with these besides:

course, course_date    its title, and "Utrecht, 14 januari 2027" as it is planned now
seats                  how many
participants           names of who comes, or []
until                  "dinsdag 24 november", the last day to answer
offer_url              where the school answers (in its own mail only)
calendar_url           the days of the date, for its own calendar
outcome                "accepted", "declined" or "expired"
standing               what the school had, in words (when a date is off)
"""

from django.urls import reverse

from home.addresses import absolute
from intake.models import Enrolment

from .dates import spoken_day
from .mail import mail_about, queue_mails, readers_of
from .offer_links import offer_address


def queue_offered(enrolment: Enrolment) -> None:
    """Offer the seats to the school, and let the adviser know."""
    more = {"until": spoken_day(enrolment.offer_until)}
    school = _to_school("seats_offered", enrolment, **more, offer_url=offer_address(enrolment))
    queue_mails(school, *_to_colleagues("seats_offered_inside", enrolment, **more))


def queue_confirmed(enrolment: Enrolment) -> None:
    """Tell the school that the seats are theirs."""
    calendar = absolute(reverse("offerings:date_calendar", args=[enrolment.course_date_id]))
    queue_mails(_to_school("seats_confirmed", enrolment, calendar_url=calendar))


def queue_answered(enrolment: Enrolment, outcome: str) -> None:
    """Tell the adviser what became of an offer: "accepted", "declined" or "expired"."""
    queue_mails(*_to_colleagues("seats_answered", enrolment, outcome=outcome))


def queue_date_off(enrolment: Enrolment) -> None:
    """Tell the adviser that the date is off, and who must be told."""
    queue_mails(*_to_colleagues("date_off", enrolment, standing=enrolment.get_state_display()))


def _to_school(name: str, enrolment: Enrolment, **more) -> dict:
    lead = enrolment.lead
    return mail_about(name, lead, to=lead.contact.email, reply_to=lead.owner, **_about(enrolment), **more)


def _to_colleagues(name: str, enrolment: Enrolment, **more) -> list[dict]:
    lead = enrolment.lead
    about = _about(enrolment) | more
    return [mail_about(name, lead, to=to, inside=True, **about) for to in readers_of(lead)]


def _about(enrolment: Enrolment) -> dict:
    run = enrolment.course_date
    return {
        "course": run.course.title,
        "course_date": run.label,
        "seats": enrolment.seats,
        "participants": [str(person) for person in enrolment.people],
    }
