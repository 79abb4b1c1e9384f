"""What the intake stores."""

from .advisers import Absence, Adviser
from .appointments import Agreement, Appointment
from .choices import (
    CLOSED_STATES,
    OPEN_STATES,
    AppointmentKind,
    CallMoment,
    Client,
    ConsentWay,
    DecisionKind,
    HolidayRegion,
    LeadState,
    Likeness,
    LostReason,
    MailProblem,
    Otherwise,
    Province,
    ReminderKind,
    RuleOutcome,
    Scope,
    Sector,
    Way,
    Weekday,
    Wish,
    WishedStart,
)
from .doubles import OrganisationAlias, PossibleDouble
from .drafts import KEPT_FOR, Draft
from .enrolments import Enrolment, EnrolmentState, Participant
from .feeds import CalendarFeed
from .files import FileKind, RequestFile, ScanState
from .holidays import SchoolHoliday
from .leads import Lead, RoutingDecision, RoutingLock
from .log import LeadLogEntry
from .looks import LeadLook, Mention
from .mail_templates import MailTemplate
from .mails import LeadMail, MailText
from .merges import UNDO_WITHIN, Merge, MergeKind
from .moments import CallProposal
from .organisations import Contact, Organisation
from .questions import Question, QuestionAudience, QuestionChoice, QuestionKind
from .registers import Register, RegisterEntry
from .reminders import Reminder
from .requests import ImmutableRequestError, IntakeRequest, parse_reference
from .rules import RoutingRule, RuleSet
from .settings import BoardSettings, IntakeSettings
from .spam import AddressCount, Quarantine, SpentProof, Suspicion, Verdict
from .views import SavedView
from .words import LeadWord

__all__ = [
    "CLOSED_STATES",
    "KEPT_FOR",
    "OPEN_STATES",
    "UNDO_WITHIN",
    "Absence",
    "AddressCount",
    "Adviser",
    "Agreement",
    "Appointment",
    "AppointmentKind",
    "BoardSettings",
    "CalendarFeed",
    "CallMoment",
    "CallProposal",
    "Client",
    "ConsentWay",
    "Contact",
    "DecisionKind",
    "Draft",
    "Enrolment",
    "EnrolmentState",
    "FileKind",
    "HolidayRegion",
    "ImmutableRequestError",
    "IntakeRequest",
    "IntakeSettings",
    "Lead",
    "LeadLogEntry",
    "LeadLook",
    "LeadMail",
    "LeadState",
    "LeadWord",
    "Likeness",
    "LostReason",
    "MailProblem",
    "MailTemplate",
    "MailText",
    "Mention",
    "Merge",
    "MergeKind",
    "Organisation",
    "OrganisationAlias",
    "Otherwise",
    "Participant",
    "PossibleDouble",
    "Province",
    "Quarantine",
    "Question",
    "QuestionAudience",
    "QuestionChoice",
    "QuestionKind",
    "Register",
    "RegisterEntry",
    "Reminder",
    "ReminderKind",
    "RequestFile",
    "RoutingDecision",
    "RoutingLock",
    "RoutingRule",
    "RuleOutcome",
    "RuleSet",
    "SavedView",
    "ScanState",
    "SchoolHoliday",
    "Scope",
    "Sector",
    "SpentProof",
    "Suspicion",
    "Verdict",
    "Way",
    "Weekday",
    "Wish",
    "WishedStart",
    "parse_reference",
]
