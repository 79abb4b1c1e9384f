"""Many rows at once, for tests of what does not grow with them."""

from itertools import cycle, islice

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from home.freshness import content_changed
from offerings.models import CourseDate, CourseDay, CoursePage, Testimonial
from tests.factories.pages import AudienceFactory, CourseIndexPageFactory, RegisterFactory, days_ahead, today

PLACES = ("Utrecht", "Zwolle", "Eindhoven", "Den Haag", "Rotterdam", "Groningen", "Assen", "Breda", "online")


def many_courses(count: int, dates: int = 2) -> list[CoursePage]:
    """Published courses with dates, target groups and registers, without a query for each of their parts."""
    index = CourseIndexPageFactory.the_one()
    start = index.get_children().count()
    kind = ContentType.objects.get_for_model(CoursePage)
    pages = Page.objects.bulk_create(
        Page(
            title=f"Opleiding {number}",
            draft_title=f"Opleiding {number}",
            slug=f"opleiding-{number}",
            path=Page._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            url_path=f"{index.url_path}opleiding-{number}/",
            content_type=kind,
            locale_id=index.locale_id,
            live=True,
        )
        for number in range(start + 1, start + count + 1)
    )
    Page.objects.filter(pk=index.pk).update(numchild=start + count)
    courses = [_course(page, form) for page, form in zip(pages, cycle(CoursePage.Form), strict=False)]
    _mark(courses)
    content_changed()
    many_dates([course for course in courses for _ in range(dates)])
    return courses


def _course(page: Page, form: str) -> CoursePage:
    course = CoursePage(
        page_ptr_id=page.pk, teaser="Wij leren.", price=980, form=form, on_location=page.pk % 7 == 0
    )
    course.__dict__.update(
        {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    )
    course.save_base(raw=True)
    return course


def _mark(courses: list[CoursePage]) -> None:
    for name, words in {
        "audiences": [
            AudienceFactory(name=name) for name in ("Schoolleiders", "Begeleiders", "Kinderopvang")
        ],
        "registers": [RegisterFactory(name=name) for name in ("Schoolleidersregister PO", "Registerleraar")],
    }.items():
        through = CoursePage._meta.get_field(name).remote_field.through
        through.objects.bulk_create(
            through(coursepage_id=course.pk, **{f"{word._meta.model_name}_id": word.pk})
            for course, word in zip(courses, cycle(words), strict=False)
        )


def many_dates(courses: list[CoursePage]) -> None:
    """A date of two days for each course in the list, spread over places and the next year."""
    days = islice(cycle(range(3, 360, 7)), len(courses))
    dates = CourseDate.objects.bulk_create(
        CourseDate(
            course=course,
            place=place,
            online=place == "online",
            seats_taken=4,
            first_day=days_ahead(day)[0],
            last_day=days_ahead(day + 7)[0],
        )
        for course, place, day in zip(courses, cycle(PLACES), days, strict=False)
    )
    CourseDay.objects.bulk_create(
        CourseDay(course_date=date, day=day) for date in dates for day in (date.first_day, date.last_day)
    )


def many_testimonials(count: int, about: list) -> None:
    """Testimonials with consent, each about one of these courses."""
    quotes = Testimonial.objects.bulk_create(
        Testimonial(
            quote=f"Het werkt, nummer {number}.",
            person=f"Ruth {number}",
            role="directeur",
            organisation="IKC De Waterlijn",
            drawing="ruth",
            consent_on=today(),
        )
        for number in range(count)
    )
    through = Testimonial._meta.get_field("courses").remote_field.through
    through.objects.bulk_create(
        through(testimonial_id=quote.pk, coursepage_id=page.pk)
        for quote, page in zip(quotes, cycle(about), strict=False)
    )
