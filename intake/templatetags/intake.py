"""What templates need of the intake: the way to the form, days in words, the sender of a mail."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from post_office.templatetags.post_office import inline_image

from home.models import BrandSettings
from intake.desk.columns import Column
from intake.desk.rows import LeadRow
from intake.desk.talk_forms import usual_time
from intake.leads.dates import spoken_day as say_day
from intake.leads.dates import spoken_moment, spoken_talk
from intake.leads.faces import face_of
from intake.leads.house import house
from intake.leads.invitations import invitation
from intake.leads.letters import letter_html
from intake.leads.mail_texts import Words, filled_in, words_of
from intake.leads.persons import Person, person_of
from intake.leads.placeholders import values_of
from intake.models import Appointment, CallProposal

register = template.Library()


@register.simple_tag
def request_url(page=None, wish="", date=None, about=None, answers="") -> str:
    """The address of the request form; it remembers the page, the wish and the start date.

    After a guide also what it advised, and the answers as they stand in the guide's own address.
    """
    known = {
        "van": page.pk if page else "",
        "wens": wish,
        "datum": date.pk if date else "",
        "advies": about.pk if about else "",
        "antwoorden": answers,
    }
    query = urlencode({name: value for name, value in known.items() if value})
    return reverse("intake:request") + (f"?{query}" if query else "")


@register.filter(expects_localtime=True)
def spoken_day(day) -> str:
    """ "dinsdag 24 november", or nothing for no day."""
    return say_day(day) if day else ""


@register.filter
def spoken_proposal(proposal: CallProposal) -> str:
    """ "dinsdag 24 november, in de ochtend"."""
    return spoken_moment(proposal.day, proposal.part)


@register.filter
def spoken_moments(talk: Appointment) -> str:
    """ "dinsdag 24 november, 10.00 tot 11.00 uur"."""
    return spoken_talk(talk.starts_at, talk.ends_at)


@register.filter
def pick_time(proposal: CallProposal) -> str:
    """At what time a talk may start in a part of the day that a school proposed: "09:30"."""
    return usual_time(proposal)


@register.filter
def person(lead) -> Person:
    """Whom one speaks about a lead."""
    return person_of(lead)


@register.simple_tag(takes_context=True)
def brand(context) -> BrandSettings:
    """The consultancy, asked for once a mail."""
    found = context.get("house") or house()
    context["house"] = found
    return found


@register.simple_tag(takes_context=True)
def mail_words(context) -> Words:
    """The greeting and closing of the mail that is being written, filled in. Asked for once a mail."""
    values = values_of(context.flatten(), brand(context).name)
    return filled_in(context.get("words_to_try") or words_of(context.get("mail", "")), values)


@register.simple_tag(takes_context=True)
def mail_face(context) -> str:
    """The address of the adviser's face inside the mail ("cid:..."); "" for no face."""
    picture = face_of(context.get("adviser_page"), brand(context))
    # The mail's own template collects what goes along; anything else that renders this has no place for it.
    return inline_image(context, picture) if picture and hasattr(context.template, "_attached_images") else ""


@register.simple_tag(takes_context=True)
def mail_invitation(context, talk) -> str:
    """Let the invitation to a talk go along in the mail. Writes nothing."""
    # Only the engine of mails has a place for it; in the sample of a preview there is nothing to answer.
    if talk and hasattr(context.template, "invitations"):
        context.template.invitations.append((talk["method"], invitation(talk, brand(context).name)))
    return ""


@register.filter
def letter(text: str) -> SafeString:
    """What an adviser wrote as HTML for a mail: paragraphs, and links one can click."""
    return letter_html(text)


@register.filter
def quoted(text: str) -> str:
    """Somebody's words in a plain mail, with "> " before each line: nobody can write in our name."""
    return "\n".join(f"> {line}" for line in text.splitlines())


@register.filter
def cell(row: LeadRow, column: Column):
    """What stands in a column of a list for a lead; a dash for nothing."""
    value = column.value(row.lead)
    if isinstance(value, date):
        return date_format(value, "j b Y")
    return value or "–"
