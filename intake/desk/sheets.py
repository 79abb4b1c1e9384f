"""Who comes to one start date, and who waits: on a screen, on paper and as a file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from home.dutch import phone_number
from intake.leads.persons import person_of
from intake.models import Enrolment, EnrolmentState, Participant
from intake.models.enrolments import TAKES_SEATS
from offerings.models import CourseDate

from .exports import as_text


@dataclass(frozen=True)
class SheetRow:
    """One enrolment; `place` is its number in line, None when it does not wait."""

    enrolment: Enrolment
    people: list[Participant]
    place: int | None = None

    @property
    def nameless(self) -> int:
        return max(self.enrolment.seats - len(self.people), 0)


@dataclass(frozen=True)
class Sheet:
    """The enrolments on a date that somebody may see."""

    run: CourseDate
    coming: list[SheetRow]
    waiting: list[SheetRow]
    ended: list[SheetRow]

    @property
    def to_be_told(self) -> int:
        """How many schools still count on it."""
        return len(self.coming) + len(self.waiting)

    @property
    def file_name(self) -> str:
        return f"{slugify(_('participants'))}-{slugify(f'{self.run.course.title} {self.run.label}')}.csv"


def sheet_of(run: CourseDate, user) -> Sheet:
    """What the user may see of a date. Two queries: the enrolments, and the order of the whole line."""
    line = Enrolment.objects.on(run.pk).waiting().values_list("pk", flat=True)
    places = {pk: place for place, pk in enumerate(line, start=1)}
    rows = [
        SheetRow(enrolment, enrolment.people, places.get(enrolment.pk))
        for enrolment in Enrolment.objects.visible_to(user).on(run.pk).with_lead().order_by("since", "pk")
    ]
    return Sheet(
        run=run,
        coming=[row for row in rows if row.enrolment.state in TAKES_SEATS],
        waiting=[row for row in rows if row.enrolment.state == EnrolmentState.WAITING],
        ended=[row for row in rows if not row.enrolment.is_alive],
    )


def as_csv(sheet: Sheet) -> str:
    """A line for each seat, with or without a name. A spreadsheet program takes none of it for a formula."""
    text = StringIO()
    # With semicolons and a mark of its encoding, because that is what Excel opens in Dutch.
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";")
    for line in _lines(sheet):
        writer.writerow([as_text(cell) for cell in line])
    return text.getvalue()


def _lines(sheet: Sheet) -> Iterator[list[str]]:
    yield [
        *(_("State"), _("Place in line"), _("Participant"), _("E-mail of participant"), _("Organisation")),
        *(_("Contact person"), _("E-mail"), _("Phone"), _("Adviser"), _("Reference"), _("In line since")),
    ]
    for row in (*sheet.coming, *sheet.waiting):
        lead = row.enrolment.lead
        since = localtime(row.enrolment.since)
        for person in (*row.people, *[Participant("")] * row.nameless):
            yield [
                str(row.enrolment.get_state_display()),
                str(row.place or ""),
                person.name,
                person.email,
                lead.organisation.name,
                person_of(lead).name,
                lead.contact.email,
                phone_number(person_of(lead).phone) if person_of(lead).phone else "",
                lead.owner.name if lead.owner else "",
                lead.request.reference,
                f"{since:%Y-%m-%d %H:%M}",
            ]
