"""Writes the testimonials, the topics of articles, and the dates on which courses start."""

from dataclasses import dataclass
from datetime import timedelta

from demo.files import Where, mapping, numbered, read, read_mapping, record
from demo.known import Known
from demo.moments import WEEK, clock_time, course_days
from demo.values import set_fields
from offerings.models import CourseDate, CourseDay, CoursePage, Testimonial, Topic

#: Enrolment closes so many days before the first day, unless a date says otherwise.
ENROLMENT_CLOSES = 7


@dataclass(frozen=True)
class Run:
    """One start date: the first `weekday` at least `weeks_ahead` weeks away, and `days` days from there."""

    place: str
    weekday: str
    weeks_ahead: int
    days: int
    starts: str
    ends: str
    seats: int
    taken: int
    weeks_between: int = 1
    venue: str = ""
    online: bool = False
    waiting: int = 0
    price: str | None = None
    status: str = CourseDate.Status.PLANNED
    closes: int = ENROLMENT_CLOSES


def write_testimonials(known: Known) -> None:
    """Write down who said what, and learn all of them by name."""
    data, where = read("testimonials.yaml")
    for number, item in numbered(data, where):
        values = mapping(item, where / number)
        person = values.get("person")
        testimonial = Testimonial.objects.filter(
            person=person, organisation=values.get("organisation")
        ).first() or _testimonial(values, known, where / number)
        known.testimonials[person] = testimonial.pk


def write_topics(known: Known) -> None:
    """Write what articles are about, and learn all of it by name."""
    data, where = read("topics.yaml")
    for number, item in numbered(data, where):
        values = mapping(item, where / number)
        topic = Topic.objects.filter(name=values.get("name")).first() or Topic()
        if topic.pk is None:
            set_fields(topic, values, known, where / number)
            topic.save()
        known.topics[topic.name] = topic.pk


def write_dates(known: Known) -> None:
    """Plan the runs of each course that has none yet."""
    data, where = read_mapping("course_dates.yaml")
    for address, items in data.items():
        course = known.page(address, where / address).specific
        if course.dates.exists():
            continue
        for number, item in numbered(items, where / address):
            _plan(course, record(Run, item, where / address / number), known)


def _testimonial(values: dict, known: Known, where: Where) -> Testimonial:
    testimonial = Testimonial()
    links = {name: values.pop(name, []) for name in ("services", "courses", "advisers")}
    set_fields(testimonial, values, known, where)
    for name, addresses in links.items():
        pages = [
            known.page(address, where / name / number).specific
            for number, address in numbered(addresses, where / name)
        ]
        setattr(testimonial, name, pages)
    testimonial.save()
    return testimonial


def _plan(course: CoursePage, run: Run, known: Known) -> None:
    days = course_days(known.clock.today + WEEK * run.weeks_ahead, run.weekday, run.days, run.weeks_between)
    date = CourseDate(
        course=course,
        place=run.place,
        venue=run.venue,
        online=run.online,
        price=run.price,
        seats=run.seats,
        seats_taken=run.taken,
        waiting=run.waiting,
        status=run.status,
        enrol_until=days[0] - timedelta(days=run.closes),
    )
    date.days = [
        CourseDay(day=day, starts_at=clock_time(run.starts), ends_at=clock_time(run.ends)) for day in days
    ]
    date.save()
