"""More of everything, in the database that is measured."""

from offerings.models import CoursePage
from tests.factories.many import many_courses, many_testimonials
from tests.factories.pages import ArticlePageFactory


def add(count: int) -> None:
    """So many courses, testimonials and articles more."""
    many_courses(count)
    many_testimonials(count, about=list(CoursePage.objects.live()[:20]))
    for _ in range(count):
        ArticlePageFactory()
