"""Schools that ask, as posts: to our own form, and to Wagtail's form page with the same fields."""

from datetime import timedelta
from itertools import count
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Site

from bench.plain.models import PlainField, PlainFormPage
from bench.posting import Post
from intake.form.steps.base import ASKED
from intake.form.steps.page import TICKET
from intake.form.steps.wizard import FORMS
from intake.form.steps.words import CHECK
from intake.form.tickets import Ticket
from intake.models import Adviser, Draft, IntakeRequest, Lead, LeadState
from offerings.models import ServicePage

TOKEN = "x" * 32
KINDS = {"email": "email", "goal": "multiline", "guide_answers": "multiline", "consent": "checkbox"}
NEEDED = {"organisation_name", "sector", "postcode", "city", "first_name", "last_name", "email", "phone"}

_numbers = count(1)
_answers: dict[str, str] = {}


def set_up() -> str:
    """Room with every adviser, and Wagtail's form page; gives the path of that one."""
    Adviser.objects.update(capacity=2_500, active=True)
    _answers["services"] = str(ServicePage.objects.live().first().pk)
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=PlainFormPage(title="Gewoon formulier", slug="gewoon-formulier"))
    PlainField.objects.bulk_create(
        PlainField(
            page=page,
            sort_order=place,
            clean_name=name,
            label=name,
            field_type=KINDS.get(name, "singleline"),
            required=name in NEEDED,
        )
        for place, name in enumerate(name for _step, form in FORMS for name in form.base_fields)
    )
    return page.get_url()


def ours(number: int, *, twice_one_in: int = 0) -> list[Post]:
    """The last step of so many schools, each with a draft of its own; some press the button twice at once."""
    began = timezone.now() - timedelta(minutes=3)
    posts, drafts = [], []
    for place in range(number):
        answers = _school()
        typed = {
            step: {name: [answers[name]] for name in form.base_fields if name in answers}
            for step, form in FORMS
            if step != CHECK
        }
        draft = Draft(answers=typed, done=list(typed), created_at=began)
        ticket = Ticket(draft.pk, began, consent="Bel mij maar.", privacy_version="1")
        drafts.append(draft)
        post = _post(
            reverse("intake:step", kwargs={"key": draft.pk, "step": CHECK}),
            {TICKET: str(ticket), ASKED: "consent", "consent": "on"},
        )
        posts += [post, post] if twice_one_in and place % twice_one_in == 0 else [post]
    Draft.objects.bulk_create(drafts, batch_size=500)
    return posts


def plain(number: int, path: str) -> list[Post]:
    return [_post(path, _school()) for _ in range(number)]


def work_off() -> None:
    """Close the leads there are, as advisers do: nobody works on hundreds at a time."""
    Lead.objects.open().update(state=LeadState.COMPLETED, closed_at=timezone.now())


def stored() -> tuple[int, int, int]:
    """How many requests, leads and mails there are."""
    return IntakeRequest.objects.count(), Lead.objects.count(), Email.objects.count()


def _school() -> dict[str, str]:
    number = next(_numbers)
    return _answers | {
        "organisation_name": f"Basisschool De Wilg {number}",
        "sector": "primary",
        "postcode": f"{1000 + number % 9000} AB",
        "city": "Houten",
        "register_code": "",
        "first_name": "Annelies",
        "last_name": f"de Wit {number}",
        "role": "directeur",
        "email": f"directie@wilg{number}.example",
        "phone": "06-12345678",
        "call_moment": "morning",
        "scope": "within",
        "plg_count": "2",
        "participants": "14",
        "goal": "We kennen elkaars dag nauwelijks. Daar willen we het hele jaar samen aan werken.",
        "wished_start": "this_year",
        "consent": "on",
    }


def _post(path: str, answers: dict[str, str]) -> Post:
    number = next(_numbers)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}",
        "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    }
    return Post(path, urlencode(answers | {"csrfmiddlewaretoken": TOKEN}).encode(), headers)
