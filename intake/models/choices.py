"""The fixed lists of the intake."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """What kind of organisation asks."""

    CHILDCARE = "childcare", _("Childcare")
    PRIMARY = "primary", _("Primary education")
    SECONDARY = "secondary", _("Secondary education")
    SPECIAL = "special", _("Special education")
    VOCATIONAL = "vocational", _("Vocational education (mbo)")
    YOUTH_CARE = "youth_care", _("Youth care")
    BOARD = "board", _("School board or partnership")
    OTHER = "other", _("Something else")


class Province(models.TextChoices):
    """The twelve provinces, by their ISO 3166-2:NL code."""

    DRENTHE = "DR", "Drenthe"
    FLEVOLAND = "FL", "Flevoland"
    FRYSLAN = "FR", "Fryslân"
    GELDERLAND = "GE", "Gelderland"
    GRONINGEN = "GR", "Groningen"
    LIMBURG = "LI", "Limburg"
    NOORD_BRABANT = "NB", "Noord-Brabant"
    NOORD_HOLLAND = "NH", "Noord-Holland"
    OVERIJSSEL = "OV", "Overijssel"
    UTRECHT = "UT", "Utrecht"
    ZEELAND = "ZE", "Zeeland"
    ZUID_HOLLAND = "ZH", "Zuid-Holland"


class HolidayRegion(models.TextChoices):
    """With which part of the country the school holidays are."""

    NORTH = "north", _("North")
    MIDDLE = "middle", _("Middle")
    SOUTH = "south", _("South")


class Likeness(models.TextChoices):
    """Why two organisations may be the same one."""

    NUMBER = "number", _("The same name and postcode, but another number")
    POSTCODE = "postcode", _("The same postcode, and a name that looks like it")
    PLACE = "place", _("The same name in the same place, at another postcode")
    MAIL = "mail", _("The same e-mail domain, and a name that looks like it")
    BOARD = "board", _("The same board, and a name that looks like it")


class Scope(models.TextChoices):
    """Who would learn together."""

    WITHIN = "within", _("Within our organisation")
    BETWEEN = "between", _("Together with other organisations")
    UNKNOWN = "unknown", _("We do not know yet")


class WishedStart(models.TextChoices):
    """When the school would like to begin."""

    SOON = "soon", _("As soon as possible")
    THIS_YEAR = "this_year", _("This school year")
    NEXT_YEAR = "next_year", _("Next school year")
    UNKNOWN = "unknown", _("We do not know yet")


class CallMoment(models.TextChoices):
    """When a phone call suits."""

    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")
    AFTER_SCHOOL = "after_school", _("After school hours")
    ANY = "any", _("Any time")


class Wish(models.TextChoices):
    """What is asked for; the link that was followed says so."""

    TALK = "talk", _("A talk about the possibilities")
    ENROL = "enrol", _("A place on a start date")
    WAIT = "wait", _("A place on the waiting list")
    ON_LOCATION = "on_location", _("The course on location")
    KEEP_POSTED = "keep_posted", _("A message when there is a new date")


class ConsentWay(models.TextChoices):
    """How somebody agreed to what we do with their data."""

    FORM = "form", _("Ticked the box in the request form")
    PHONE = "phone", _("Said so on the phone")


class Way(models.TextChoices):
    """How a request came in."""

    FORM = "form", _("By the request form")
    HAND = "hand", _("By phone, entered by a colleague")


class LeadState(models.TextChoices):
    """Where a lead stands; `intake.leads.states` says which moves there are."""

    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contact made")
    PLANNED = "planned", _("First talk planned")
    PROPOSED = "proposed", _("Proposal made")
    AGREED = "agreed", _("Agreed")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    LOST = "lost", _("Not going ahead")


#: States in which nothing more has to happen.
CLOSED_STATES = frozenset({LeadState.COMPLETED, LeadState.LOST})
#: States that count for an adviser's load.
OPEN_STATES = frozenset(LeadState) - CLOSED_STATES


class LostReason(models.TextChoices):
    """Why a lead did not go ahead."""

    NO_ANSWER = "no_answer", _("Could not be reached")
    NO_TIME = "no_time", _("No time or priority now")
    NO_MONEY = "no_money", _("No budget")
    OTHER_PARTY = "other_party", _("Chose another party")
    NOT_SUITABLE = "not_suitable", _("Our offer does not fit")
    DOUBLE = "double", _("Asked twice")
    NOT_SERIOUS = "not_serious", _("Not a serious request")
    WITHDRAWN = "withdrawn", _("Withdrawn by the school")


class AppointmentKind(models.TextChoices):
    """Which talk with a school it is."""

    FIRST = "first", _("First talk")
    NEXT = "next", _("Follow-up talk")


class DecisionKind(models.TextChoices):
    """On what ground a request went where it went."""

    CONTINUITY = "continuity", _("Same adviser as before")
    RULE = "rule", _("A rule")
    LOAD = "load", _("Most room")
    TRIAGE = "triage", _("Nobody available")
    HAND = "hand", _("Chosen by a colleague")


class RuleOutcome(models.TextChoices):
    """Where a rule sends a request."""

    POOL = "pool", _("To one of these advisers, whoever has the most room")
    ADVISER = "adviser", _("To this adviser, also when sector, province or service do not fit")
    TRIAGE = "triage", _("To triage: a coordinator decides")


class Otherwise(models.TextChoices):
    """What happens when nobody of a rule can take a request."""

    TRIAGE = "triage", _("To triage")
    ALL = "all", _("To everybody who fits")


class Client(models.TextChoices):
    """Whether the organisation or its board had a lead before."""

    KNOWN = "known", _("Known to us")
    NEW = "new", _("New to us")


class Weekday(models.IntegerChoices):
    """The days on which advisers work, as Python numbers them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class ReminderKind(models.TextChoices):
    """Who is reminded of a lead that nobody does anything with."""

    ADVISER = "adviser", _("The adviser, because the deadline passed")
    COORDINATOR = "coordinator", _("The coordinators, because the adviser did nothing")
    TRIAGE = "triage", _("The coordinators, because it is still in triage")


class MailProblem(models.TextChoices):
    """Why a mail about a lead does not arrive."""

    UNKNOWN = "unknown", _("The address does not exist")
    FULL = "full", _("The mailbox is full")
    REFUSED = "refused", _("The mail server refuses our mail")
    UNREACHABLE = "unreachable", _("The mail server did not answer for three days")
    BROKEN = "broken", _("The mail could not be made")
