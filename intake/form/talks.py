"""The talks that were planned with a school, as it sees them on its own page and in its own data."""

from home.models import BrandSettings
from intake.leads.dates import spoken_talk
from intake.leads.invitations import PUBLISH, invitation
from intake.leads.talk_mail import as_calendar
from intake.models import Appointment, Lead


class SchoolTalk:
    """One talk, in words for the school."""

    def __init__(self, talk: Appointment):
        self.talk = talk

    @property
    def kind(self) -> str:
        return str(self.talk.get_kind_display())

    @property
    def when(self) -> str:
        return spoken_talk(self.talk.starts_at, self.talk.ends_at)

    @property
    def place(self) -> str:
        return self.talk.place

    @property
    def link(self) -> str:
        return self.talk.link

    @property
    def note(self) -> str:
        return self.talk.note

    @property
    def is_ahead(self) -> bool:
        return self.talk.is_ahead

    @property
    def where(self) -> str:
        return ", ".join(filter(None, (self.place, self.link)))


def talks_of(lead: Lead) -> list[SchoolTalk]:
    """All talks that were not called off, the first first. One query."""
    talks = lead.appointments.standing().select_related("adviser__user", "adviser__page")
    return [SchoolTalk(talk) for talk in talks]


def calendar_file(talk: Appointment, lead: Lead, brand: BrandSettings) -> str:
    """A talk to put into a calendar: it asks for no answer, and what comes by mail takes its place."""
    return invitation(as_calendar(talk, lead, PUBLISH, at=talk.changed_at), brand.name)
