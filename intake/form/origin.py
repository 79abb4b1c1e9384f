"""Where a school comes from: the page, the wish and the start date in the link that was followed.

After a guide the link also names what was advised, and the answers by their keys: the words come from the
guide as it is published, so that a link can put nobody's own words into the form.

A link can be old, copied wrong or made up. What does not fit is left out, and never an error.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.utils import timezone
from wagtail.models import Page

from intake.models import Wish
from offerings.models import CourseDate, GuidePage

from .offer import COURSE, Offer, Subject

PAGE, WISH, DATE = "van", "wens", "datum"
ADVICE, ANSWERS = "advies", "antwoorden"
#: Wishes about one start date. The other ones, apart from a talk, are about a course.
ABOUT_A_DATE = frozenset({Wish.ENROL, Wish.WAIT})


@dataclass(frozen=True)
class Origin:
    """What the link said, as far as it was true.

    `subject` is the service or course it is about; a wish other than a talk always has a course.
    `answers` are those in a guide as its address has them, `answers_in_words` a line for each.
    """

    wish: Wish = Wish.TALK
    page_id: int | None = None
    page_title: str = ""
    subject: Subject | None = None
    date_id: int | None = None
    date_label: str = ""
    answers: str = ""
    answers_in_words: str = ""

    def as_fields(self) -> dict[str, str]:
        """The hidden fields that carry it through the form."""
        fields = {PAGE: self.page_id, WISH: self.wish.value, DATE: self.date_id}
        if self.answers:
            fields |= {ADVICE: self.subject and self.subject.id, ANSWERS: self.answers}
        return {name: str(value) for name, value in fields.items() if value}

    def as_data(self) -> dict:
        """As a draft keeps it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping) -> "Origin":
        """What a draft kept; an empty one is that of somebody who came by themselves."""
        if not data:
            return cls()
        subject = data["subject"] and Subject(**data["subject"])
        return cls(**data | {"wish": Wish(data["wish"]), "subject": subject})

    def page_now(self, offer: Offer) -> int | None:
        """The page of origin, unless it was deleted or closed meanwhile."""
        return _page({PAGE: str(self.page_id or "")}, offer)[0]


def read_link(query: Mapping[str, str], offer: Offer) -> Origin:
    """What a link says today: a date that is full gives a place on the waiting list, a past one nothing."""
    date, wish = _date(query, offer), _wish(query)
    if date and not _takes_enrolments(date):
        date = None
    if date and wish in ABOUT_A_DATE:
        wish = Wish.WAIT if date.is_full else Wish.ENROL
    return _after_guide(_origin(query, offer, wish, date), query, offer)


def read_form(data: Mapping[str, str], offer: Offer) -> Origin:
    """What the form said when it was shown, also when the start date has closed or filled up since."""
    return _after_guide(_origin(data, offer, _wish(data), _date(data, offer)), data, offer)


def _origin(data: Mapping[str, str], offer: Offer, wish: Wish, date: CourseDate | None) -> Origin:
    page_id, page_title = _page(data, offer)
    about_date = date if wish in ABOUT_A_DATE else None
    advised = offer.get(_number(data.get(ADVICE, "")))
    subject = offer.get(about_date.course_id if about_date else page_id) or advised
    is_possible = about_date if wish in ABOUT_A_DATE else subject and subject.kind == COURSE
    return Origin(
        wish=wish if is_possible else Wish.TALK,
        page_id=page_id,
        page_title=page_title,
        subject=subject,
        date_id=about_date.pk if about_date else None,
        date_label=about_date.label if about_date else "",
    )


def _page(data: Mapping[str, str], offer: Offer) -> tuple[int | None, str]:
    """The page of origin as (id, title); any published page will do; what is in the offer needs no query."""
    number = _number(data.get(PAGE, ""))
    if number is None:
        return None, ""
    if subject := offer.get(number):
        return subject.id, subject.title
    if number in offer.guides:
        return number, offer.guides[number]
    pages = Page.objects.live().public().filter(pk=number, depth__gt=1)
    return pages.values_list("pk", "title").first() or (None, "")


def _after_guide(origin: Origin, query: Mapping[str, str], offer: Offer) -> Origin:
    """With the answers, when the page of origin is a guide and they are its answers."""
    if not query.get(ANSWERS) or origin.page_id not in offer.guides:
        return origin
    walk = GuidePage.objects.get(pk=origin.page_id).read({ANSWERS: query[ANSWERS]})
    if not walk.given:
        return origin
    lines = [f"{question.text} {answer.text}" for question, answer in walk.given]
    return replace(origin, answers=walk.state, answers_in_words="\n".join(lines))


def _wish(data: Mapping[str, str]) -> Wish:
    value = data.get(WISH, "")
    return Wish(value) if value in Wish.values else Wish.TALK


def _date(data: Mapping[str, str], offer: Offer) -> CourseDate | None:
    """A start date of a published course."""
    number = _number(data.get(DATE, ""))
    if number is None:
        return None
    date = CourseDate.objects.filter(pk=number).first()
    return date if date and offer.get(date.course_id) else None


def _takes_enrolments(date: CourseDate) -> bool:
    is_to_come = date.first_day is not None and date.first_day >= timezone.localdate()
    return is_to_come and not date.cancelled and date.state != CourseDate.State.CLOSED


def _number(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None
