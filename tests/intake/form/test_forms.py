"""Each answer that is needed or not right, and what the form says about it."""

import pytest
from django.utils.translation import gettext as _

from intake.form.offer import COURSE, SERVICE, Offer, Subject
from intake.form.origin import Origin
from intake.form.steps.base import Asked, StepForm
from intake.form.steps.wizard import FORMS
from intake.form.submit import RequestData
from intake.form.tickets import Ticket
from intake.models import Draft, Wish

from .conftest import ANSWERS

OFFER = Offer([Subject(5, "Startoverleg", SERVICE), Subject(9, "Leergang", COURSE)])
NEEDED = {
    "organisation_name": "Fill in the name of your organisation.",
    "sector": "Choose what kind of organisation it is.",
    "postcode": "Fill in the postcode, such as 3512 LK.",
    "city": "Fill in the place.",
    "first_name": "Fill in your first name.",
    "last_name": "Fill in your last name.",
    "email": "Fill in your e-mail address.",
    "phone": "Fill in a phone number: we like to call you back.",
    "consent": "Tick this box. Without it we may not call you.",
}
TYPED = ["organisation_name", "postcode", "city", "first_name", "last_name", "email", "phone"]
NO_PHONE = "This phone number is not right. Fill in ten digits, such as 06 12 34 56 78."
NO_CODE = (
    "This is not a BRIN code (such as 03WU) and not an LRK number (nine digits or more). "
    "You may also leave it empty."
)
WRONG = [
    ("sector", "onzin", "Choose one of the answers."),
    ("postcode", "12", "A postcode has four digits and two letters, such as 3512 LK."),
    ("register_code", "zzz", NO_CODE),
    ("first_name", "www.koop.example", "Fill in only a name here."),
    ("last_name", "a@b", "Fill in only a name here."),
    ("email", "a.dewit.school", "Fill in an e-mail address with an @, such as naam@school.nl"),
    ("email", "a.dewit@school", "Fill in an e-mail address with an @, such as naam@school.nl"),
    ("phone", "123", NO_PHONE),
    ("phone", "bel maar", NO_PHONE),
    ("phone", "0" * 500, NO_PHONE),
    ("call_moment", "nacht", "Choose one of the answers."),
    ("scope", "x", "Choose one of the answers."),
    ("wished_start", "x", "Choose one of the answers."),
    ("services", ["999999"], "One of your choices is no longer offered. Choose again."),
    ("services", ["9"], "One of your choices is no longer offered. Choose again."),
    ("courses", ["x"], "One of your choices is no longer offered. Choose again."),
]


def forms(origin: Origin | None = None, **answers) -> list[StepForm]:
    ticket = Ticket.issue(consent="Bel mij maar.", privacy_version="1")
    asked = Asked(OFFER, origin or Origin(), Draft(key=ticket.key), ticket)
    return [form(ANSWERS | answers, asked=asked) for _step, form in FORMS]


def problems(**answers) -> dict[str, list[str]]:
    """What is wrong in all steps."""
    return {name: errors for form in forms(**answers) for name, errors in form.errors.items()}


def problem(field: str, answer) -> str:
    return " ".join(problems(**{field: answer}).get(field, []))


def request_data(sent: list[StepForm]) -> RequestData:
    """What valid answers make of a request."""
    assert all(form.is_valid() for form in sent)
    return RequestData(**{name: value for form in sent for name, value in form.request_data().items()})


def test_a_complete_answer_is_valid():
    assert problems() == {}


@pytest.mark.parametrize("field", NEEDED)
def test_what_is_needed_is_asked_for_again(field):
    assert problem(field, "") == _(NEEDED[field])


@pytest.mark.parametrize("field", TYPED)
def test_only_spaces_is_no_answer(field):
    assert problem(field, "  \u200b ") == _(NEEDED[field])


@pytest.mark.parametrize(("field", "typed", "message"), WRONG)
def test_what_is_not_right_is_said_in_words_that_help(field, typed, message):
    assert problem(field, typed) == _(message)


@pytest.mark.parametrize(("field", "most"), [("plg_count", 99), ("participants", 999)])
def test_a_count_is_one_number_within_reason(field, most):
    message = _("Fill in one number, from 1 to %(max)d. A guess will do.") % {"max": most}

    assert {problem(field, typed) for typed in ("veel", "0", str(most + 1), "10-15")} == {message}
    assert problem(field, str(most)) == ""


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("organisation_name", 120),
        ("city", 60),
        ("first_name", 60),
        ("last_name", 80),
        ("role", 80),
        ("goal", 2000),
    ],
)
def test_an_answer_may_be_as_long_as_what_is_stored_and_no_longer(field, limit):
    message = _("Keep this to %(limit_value)d characters. Now there are %(show_value)d.")

    assert problem(field, "é" * limit) == ""
    assert problem(field, "é" * (limit + 1)) == message % {"limit_value": limit, "show_value": limit + 1}


@pytest.mark.parametrize(
    "typed", ["06-12345678", "0612345678", "+31 6 12 34 56 78", "(030) 123 45 67", "+32 470 12 34 56"]
)
def test_a_phone_number_may_be_typed_in_any_way(typed):
    assert problem("phone", typed) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("wish", [Wish.ENROL, Wish.WAIT, Wish.ON_LOCATION, Wish.KEEP_POSTED])
def test_what_the_link_was_about_cannot_be_changed_by_the_answers(wish, course, start_date):
    subject = Subject(course.pk, course.title, COURSE)
    about = Origin(wish=wish, subject=subject, date_id=start_date().pk, date_label="Utrecht, 14 januari 2027")

    assert [subject["id"] for subject in request_data(forms(about, services=["5"])).subjects] == [course.pk]
