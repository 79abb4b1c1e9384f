"""The words of our mails that can be changed at the desk: a greeting and a closing for each.

They may hold placeholders such as {voornaam}: see `intake.leads.placeholders`.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from intake.models import MailText

from .placeholders import PLACEHOLDERS, check, fill

TEXT_SET = "intake.mail_text_set"


@dataclass(frozen=True)
class Kind:
    """One of our mails: how the desk calls it, when it goes, to whom, and its words as we wrote them."""

    title: Promise
    when: Promise
    greeting: Promise | str = ""
    closing: Promise | str = ""
    to_school: bool = False
    #: Whether its greeting and closing are set at the desk; what an adviser writes has its own.
    is_set: bool = True
    #: What can be filled in; a mail about no lead knows no person.
    placeholders: frozenset[str] = frozenset(PLACEHOLDERS)


_ANSWER = gettext_lazy("Is something not right? Then just answer this mail.")

#: Every mail about a lead by its name, in the order in which the desk lists them.
KINDS: dict[str, Kind] = {
    "request_received": Kind(
        gettext_lazy("Confirmation"),
        gettext_lazy("To the school, as soon as a request is in."),
        gettext_lazy("Thank you, {voornaam}."),
        _ANSWER,
        to_school=True,
    ),
    "status_link": Kind(
        gettext_lazy("New link"),
        gettext_lazy("To the school, when it asks for a new link to its own page."),
        gettext_lazy("Here is your new link, {voornaam}."),
        gettext_lazy("Did you not ask for it? Then you may throw this mail away."),
        to_school=True,
    ),
    "call_planned": Kind(
        gettext_lazy("Moment to call"),
        gettext_lazy("To the school, when the adviser chooses a moment that the school proposed."),
        gettext_lazy("Agreed, {voornaam}."),
        gettext_lazy("Does something come up? Then just answer this mail."),
        to_school=True,
    ),
    "talk_planned": Kind(
        gettext_lazy("Invitation to a talk"),
        gettext_lazy(
            "To the school, when the adviser plans a talk. The invitation for a calendar goes along."
        ),
        gettext_lazy("Shall we talk, {voornaam}?"),
        gettext_lazy("Does it not suit you? Then decline the invitation, or just answer this mail."),
        to_school=True,
    ),
    "talk_moved": Kind(
        gettext_lazy("Talk changed"),
        gettext_lazy("To the school, when a talk gets another moment, another place or another adviser."),
        gettext_lazy("Our talk has changed, {voornaam}"),
        gettext_lazy("Does it not suit you? Then decline the invitation, or just answer this mail."),
        to_school=True,
    ),
    "talk_cancelled": Kind(
        gettext_lazy("Talk called off"),
        gettext_lazy("To the school, when a talk is off: by the adviser, or because the lead is closed."),
        gettext_lazy("Our talk is off, {voornaam}"),
        gettext_lazy("Do you have a question? Then just answer this mail."),
        to_school=True,
    ),
    "request_withdrawn": Kind(
        gettext_lazy("Withdrawn"),
        gettext_lazy("To the school, when it withdraws its request."),
        gettext_lazy("Your request is withdrawn, {voornaam}."),
        gettext_lazy("Was it not you, or have you changed your mind? Then just answer this mail."),
        to_school=True,
    ),
    "erasure_asked": Kind(
        gettext_lazy("Erasing: please confirm"),
        gettext_lazy("To the school, when somebody asks on its page to erase the data."),
        gettext_lazy("Shall we erase your data, {voornaam}?"),
        gettext_lazy("Was it not you? Then do nothing: everything stays as it is."),
        to_school=True,
    ),
    "data_erased": Kind(
        gettext_lazy("Erased"),
        gettext_lazy("To the school, when its data have been erased. It is the last mail."),
        gettext_lazy("Your data have been erased."),
        gettext_lazy("Do you have a question later on? You are always welcome."),
        to_school=True,
        placeholders=frozenset({"kenmerk", "bureau"}),
    ),
    "seats_offered": Kind(
        gettext_lazy("Seats that came free"),
        gettext_lazy("To the school on the waiting list, when it is its turn."),
        gettext_lazy("{voornaam}, there is room for you"),
        gettext_lazy("You need no account: the button brings you to a page with two choices."),
        to_school=True,
    ),
    "seats_confirmed": Kind(
        gettext_lazy("Seats confirmed"),
        gettext_lazy("To the school, when its seats on a start date are certain."),
        gettext_lazy("See you there, {voornaam}"),
        _ANSWER,
        to_school=True,
    ),
    "written": Kind(
        gettext_lazy("Mail of the adviser"),
        gettext_lazy("To the school, when an adviser writes it a mail from the lead."),
        to_school=True,
        is_set=False,
    ),
    "request_draft": Kind(
        gettext_lazy("Go on later"),
        gettext_lazy("To who is filling in the form and wants to go on later."),
        gettext_lazy("Go on where you were"),
        to_school=True,
        placeholders=frozenset({"bureau"}),
    ),
    "lead_assigned": Kind(
        gettext_lazy("New lead"),
        gettext_lazy("To the adviser who gets a new request."),
        gettext_lazy("{organisatie} in {plaats} has a question for you"),
    ),
    "lead_in_triage": Kind(
        gettext_lazy("Triage"),
        gettext_lazy("To every coordinator, when no adviser is available."),
        gettext_lazy("No adviser was available for {organisatie}"),
    ),
    "lead_overdue": Kind(
        gettext_lazy("Reminder"),
        gettext_lazy("To the adviser, when the day by which we call has passed without contact."),
        gettext_lazy("{organisatie} still waits for your call"),
    ),
    "lead_ignored": Kind(
        gettext_lazy("No contact in time"),
        gettext_lazy("To every coordinator, when the adviser did nothing after the reminder."),
        gettext_lazy("Nobody has called {organisatie} yet"),
    ),
    "lead_still_in_triage": Kind(
        gettext_lazy("Still in triage"),
        gettext_lazy("To every coordinator, on each working day that a request has no adviser."),
        gettext_lazy("{organisatie} still has no adviser"),
    ),
    "quarantine_waiting": Kind(
        gettext_lazy("Quarantine"),
        gettext_lazy("To every coordinator, when requests that look like spam wait; once a day at most."),
        gettext_lazy("Requests wait for your look"),
        placeholders=frozenset({"bureau"}),
    ),
    "lead_handed_over": Kind(
        gettext_lazy("Handed over"),
        gettext_lazy("To the adviser who gets a lead from a colleague."),
        gettext_lazy("{organisatie} in {plaats} is now yours"),
    ),
    "lead_mentioned": Kind(
        gettext_lazy("Mentioned in a note"),
        gettext_lazy("To the colleague whom a note calls with an @."),
        gettext_lazy("A note about {organisatie} asks for you"),
        placeholders=frozenset({"organisatie", "kenmerk", "bureau"}),
    ),
    "school_added": Kind(
        gettext_lazy("The school added something"),
        gettext_lazy("To the adviser, when a school writes, sends a file or proposes moments to call."),
        gettext_lazy("{naam} of {organisatie} added something"),
    ),
    "school_withdrew": Kind(
        gettext_lazy("The school withdrew"),
        gettext_lazy("To the adviser, when a school withdraws its request."),
        gettext_lazy("{organisatie} withdrew its request"),
    ),
    "seats_offered_inside": Kind(
        gettext_lazy("Seats offered"),
        gettext_lazy("To the adviser, when a school on the waiting list is offered seats."),
        gettext_lazy("It is the turn of {organisatie}"),
    ),
    "seats_answered": Kind(
        gettext_lazy("Offer of seats answered"),
        gettext_lazy("To the adviser, when a school takes or leaves the seats, or lets the day pass."),
        gettext_lazy("The seats offered to {organisatie}"),
    ),
    "date_off": Kind(
        gettext_lazy("Start date cancelled"),
        gettext_lazy("To the adviser of each school that counts on a date that does not take place."),
        gettext_lazy("A start date is off: tell {organisatie}"),
    ),
    "talk_inside": Kind(
        gettext_lazy("Talk for your own calendar"),
        gettext_lazy("To the adviser, when a talk is planned, changed or called off."),
        gettext_lazy("Your talk with {organisatie}"),
    ),
    "erasure_confirmed": Kind(
        gettext_lazy("Please erase"),
        gettext_lazy("To every coordinator, when a school asks to erase its data."),
        gettext_lazy("{organisatie} asks to erase its data"),
    ),
}


@dataclass(frozen=True)
class Words:
    """The greeting and closing of one mail, with or without the placeholders filled in."""

    greeting: str
    closing: str


def standard_words(name: str) -> Words:
    """As we wrote them. A mail of another kind has none."""
    kind = KINDS.get(name)
    return Words(str(kind.greeting), str(kind.closing)) if kind else Words("", "")


def words_of(name: str) -> Words:
    """As they stand now: changed at the desk, or as we wrote them. One query."""
    standard = standard_words(name)
    changed = MailText.objects.filter(name=name).first()
    return Words(changed.greeting or standard.greeting, changed.closing) if changed else standard


def filled_in(words: Words, values: dict[str, str]) -> Words:
    """With the placeholders filled in; one that has no value is left out."""
    return Words(fill(words.greeting, values), fill(words.closing, values))


def placeholders_of(name: str) -> dict[str, Promise]:
    """What can be filled in in this mail, and what it stands for."""
    return {word: what for word, what in PLACEHOLDERS.items() if word in KINDS[name].placeholders}


def validate_placeholders(text: str, mail: str) -> None:
    """Refuse braces that are no placeholder of this mail. Raises ValidationError, saying which there are."""
    check(text, placeholders_of(mail))


@transaction.atomic
def set_words(name: str, *, greeting: str, closing: str, user) -> None:
    """Change the words of a mail, or go back to ours when they are the same. Logs who did it.

    Raises KeyError for a mail that does not exist and ValidationError for a placeholder that does not.
    """
    KINDS[name]
    for text in (greeting, closing):
        validate_placeholders(text, name)
    standard = standard_words(name)
    wanted = Words(" ".join(greeting.split()) or standard.greeting, closing.strip())
    text, _made = MailText.objects.update_or_create(
        name=name, defaults={"greeting": wanted.greeting, "closing": wanted.closing}
    )
    log(text, TEXT_SET, user=user, data={"mail": name})
    if wanted == standard:
        # Without a row the mail goes along when we improve our own words.
        text.delete()


def register_log_actions(registry) -> None:
    """Tell Wagtail how a change of a text reads in a report."""
    registry.register_action(TEXT_SET)(TextSetFormatter)


class TextSetFormatter(LogFormatter):
    """Of which mail the words were changed."""

    label = gettext_lazy("Text of a mail changed")

    def format_message(self, log_entry):
        kind = KINDS.get(log_entry.data["mail"])
        return _("Text of the mail “%(mail)s” changed") % {"mail": kind.title if kind else ""}
