"""An invitation to a talk as iCalendar: a calendar program offers to accept it (RFC 5545, 5546, 6047).

It is made when the mail is sent, of what stood in the queue: `intake.leads.talk_mail` says what that is. A
later message about the same talk has the same UID and a higher SEQUENCE: so programs know which is newer.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from offerings.calendars import amsterdam

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation(talk: dict, brand_name: str) -> str:
    """The whole calendar object. With the method PUBLISH nobody is asked for an answer."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{brand_name}//Leerkring//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", talk["method"])
    calendar.add_component(amsterdam())
    calendar.add_component(_event(talk, brand_name))
    return calendar.to_ical().decode()


def _event(talk: dict, brand_name: str) -> Event:
    event = Event()
    event.add("uid", talk["uid"])
    event.add("sequence", talk["sequence"])
    event.add("dtstamp", parse_datetime(talk["stamp"]))
    event.add("dtstart", _local(talk["starts_at"]))
    event.add("dtend", _local(talk["ends_at"]))
    event.add("summary", _summary(talk, brand_name))
    event.add("description", _description(talk))
    event.add("location", talk["place"] or talk["link"])
    if talk["link"]:
        event.add("url", talk["link"])
    event.add("status", "CANCELLED" if talk["method"] == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(talk["organizer"]))
    if talk["method"] != PUBLISH:
        _invite(event, talk)
    return event


def _invite(event: Event, talk: dict) -> None:
    """Say who comes: the school, which is asked for an answer, and who invites, who has given it."""
    if person := talk["attendee"]:
        school = _address(person)
        school.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
        if talk["method"] == REQUEST:
            school.params |= {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
        event.add("attendee", school)
    host = _address(talk["organizer"])
    host.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "CHAIR", "PARTSTAT": "ACCEPTED"}
    event.add("attendee", host)


def _address(person: dict) -> vCalAddress:
    address = vCalAddress(f"mailto:{person['email']}")
    if name := _for_parameter(person["name"]):
        address.params["CN"] = name
    return address


def _for_parameter(name: str) -> str:
    """A name as a parameter may hold it: no quotes, and nothing that cannot be printed."""
    return "".join(sign for sign in name if sign.isprintable() and sign != '"').strip()


def _summary(talk: dict, brand_name: str) -> str:
    """ "Startoverleg: IKC De Waterlijn en Leerkring": it reads well in the calendars of both."""
    values = {"kind": talk["kind"], "organisation": talk["organisation"], "brand": brand_name}
    title = _("%(kind)s: %(organisation)s and %(brand)s") % values
    return _("Called off: %(title)s") % {"title": title} if talk["method"] == CANCEL else title


def _description(talk: dict) -> str:
    host = talk["organizer"]
    reach = ", ".join(filter(None, (host["phone"], host["email"])))
    lines = [talk["note"], _("Online: %(link)s") % {"link": talk["link"]} if talk["link"] else ""]
    lines.append(_("Questions? %(name)s, %(reach)s") % {"name": host["name"], "reach": reach})
    lines.append(_("Your reference: %(reference)s") % {"reference": talk["reference"]})
    return "\n\n".join(filter(None, lines))


def _local(moment: str) -> datetime:
    zone = ZoneInfo(timezone.get_default_timezone_name())
    return parse_datetime(moment).astimezone(zone)
