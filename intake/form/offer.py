"""What a school can ask about: the services and courses that are published."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page

from home.memory import recall
from offerings.models import CoursePage, GuidePage, ServicePage

SERVICE = "service"
COURSE = "course"
GUIDE = "guide"


@dataclass(frozen=True)
class Subject:
    """A published service or course, as a choice in the form."""

    id: int
    title: str
    kind: str  # SERVICE or COURSE
    asks_day: bool = False  # a service on a day of its own, such as a training

    def as_data(self) -> dict:
        """As IntakeRequest keeps it."""
        return {"id": self.id, "title": self.title, "kind": self.kind}


class Offer:
    """All subjects, in the order of the page tree, and the titles of the guides to them by their key."""

    def __init__(self, subjects: list[Subject], guides: dict[int, str] | None = None):
        self._by_id = {subject.id: subject for subject in subjects}
        self.guides = guides or {}

    @classmethod
    def published(cls, request: HttpRequest | None = None) -> "Offer":
        """What is published and open to everybody: remembered, or read with three queries."""
        return recall(request, "offer", cls._read)

    @classmethod
    def _read(cls) -> "Offer":
        kinds = _kinds()
        rows = (
            Page.objects.live()
            .public()
            .filter(content_type__in=kinds)
            .order_by("path")
            .values_list("pk", "title", "content_type_id")
        )
        on_a_day = set(ServicePage.objects.filter(asks_day=True).values_list("pk", flat=True))
        found = [Subject(pk, title, kinds[type_id], pk in on_a_day) for pk, title, type_id in rows]
        guides = {one.id: one.title for one in found if one.kind == GUIDE}
        return cls([one for one in found if one.kind != GUIDE], guides)

    def get(self, pk: int | None) -> Subject | None:
        return self._by_id.get(pk)

    def of_kind(self, kind: str) -> list[Subject]:
        return [subject for subject in self._by_id.values() if subject.kind == kind]

    def choices(self, kind: str) -> list[tuple[str, str]]:
        return [(str(subject.id), subject.title) for subject in self.of_kind(kind)]


def _kinds() -> dict[int, str]:
    kinds = {ServicePage: SERVICE, CoursePage: COURSE, GuidePage: GUIDE}
    types = ContentType.objects.get_for_models(*kinds)
    return {types[model].pk: kind for model, kind in kinds.items()}
