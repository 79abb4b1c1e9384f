"""What a school can ask about: the services and courses that are published."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from offerings.models import CoursePage, ServicePage

SERVICE = "service"
COURSE = "course"


@dataclass(frozen=True)
class Subject:
    """A published service or course, as a choice in the form."""

    id: int
    title: str
    kind: str  # SERVICE or COURSE

    def as_data(self) -> dict:
        """As IntakeRequest keeps it."""
        return {"id": self.id, "title": self.title, "kind": self.kind}


class Offer:
    """All subjects, in the order of the page tree."""

    def __init__(self, subjects: list[Subject]):
        self._by_id = {subject.id: subject for subject in subjects}

    @classmethod
    def published(cls) -> "Offer":
        """Read what is published and open to everybody. Two queries."""
        kinds = _kinds()
        rows = (
            Page.objects.live()
            .public()
            .filter(content_type__in=kinds)
            .order_by("path")
            .values_list("pk", "title", "content_type_id")
        )
        return cls([Subject(pk, title, kinds[content_type]) for pk, title, content_type in rows])

    def get(self, pk: int | None) -> Subject | None:
        return self._by_id.get(pk)

    def of_kind(self, kind: str) -> list[Subject]:
        return [subject for subject in self._by_id.values() if subject.kind == kind]

    def choices(self, kind: str) -> list[tuple[str, str]]:
        return [(str(subject.id), subject.title) for subject in self.of_kind(kind)]


def _kinds() -> dict[int, str]:
    types = ContentType.objects.get_for_models(ServicePage, CoursePage)
    return {types[ServicePage].pk: SERVICE, types[CoursePage].pk: COURSE}
