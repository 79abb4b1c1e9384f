"""Mail about a lead: queued in the database in the caller's transaction, written out when it is sent.

Each mail is three templates in `templates/mail/`: `<name>.subject.txt`, `<name>.txt` and `<name>.html`.
They are rendered by the sender, not in the visitor's request, from a context of plain JSON that says
what was true when it was queued. Every context has:

    brand              read at sending: {% load intake %}{% brand as brand %}
    reference          "LK-2026-0417"
    organisation       its name
    place              "Houten"
    contact            {"name", "first_name", "role", "email", "phone", "phone_link"}
    adviser            {"name", "first_name", "email", "phone", "phone_link"} or None in triage
                       (phone is as one dials it here, phone_link is "tel:+31-..."; both may be "")
    respond_by         "dinsdag 24 november"
    call_moment        "'s Ochtends", or "" when any time will do
    wish               what is asked for, in words
    about              titles of the services and courses asked about
    course_date        "Utrecht, 14 januari 2027", or ""
    goal               what the school wrote, or ""
    own_answers        of the editors' own questions [{"question", "answer"}], files by name; may be empty
    guide_answers      what it answered in a guide, a line for each question, or ""
    enrolment          {"state", "seats"} when it is about seats on a date, or None
    mail               its own name, by which `intake.leads.mail_texts` finds its greeting and closing
    lead_url           the lead's page at the desk (in mails to colleagues only)
    status_url         the signed link to the school's own page (in mails to the school only)
    adviser_page       the number of the adviser's page on the site, for the picture (to the school only)
    message, by        in `lead_handed_over`: the colleague's message ("" when none) and name
    message, moments   in `school_added`: what the school wrote, and when it can be called
    message            in `school_withdrew`: why, or ""
    moment             in `call_planned`: "dinsdag 24 november, in de ochtend"
    erase_url          in `erasure_asked`: the link that confirms it
    subject, text      in `written`: what somebody at the desk wrote, plain

`lead_mentioned` has only reference, organisation, lead_url, and `by`: the colleague who wrote a note.
Two are about no lead, with a context of their own: `data_erased` (reference, stopped), and
`quarantine_waiting` (count, list_url).
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from phonenumber_field.phonenumber import PhoneNumber
from post_office import mail as outbox
from post_office.models import STATUS, Email, EmailTemplate
from wagtail.models import Site

from home.dutch import phone_number
from home.inserts import insert
from home.models import BrandSettings
from intake.models import Adviser, CallMoment, IntakeRequest, Lead, LeadMail, ReminderKind
from intake.models.enrolments import enrolment_of

from .access import Purpose, status_url
from .dates import spoken_day
from .mail_texts import KINDS
from .persons import person_of

#: What somebody at the desk wrote, among our mails: see `intake.leads.writing`.
WRITTEN = "written"
#: So many times a day somebody may have the same kind of mail sent to a school.
MOST_A_DAY = 3


def sync_templates() -> None:
    """Make the rows through which the sender finds our template files. Safe to repeat; `migrate` calls it."""
    for name in KINDS:
        subject, text, html = sources_of(name)
        EmailTemplate.objects.update_or_create(
            name=name,
            language="",
            default_template=None,
            defaults={"subject": subject, "content": text, "html_content": html},
        )


def sources_of(name: str) -> tuple[str, str, str]:
    """The sources of a mail as the sender gets them: its subject, its text and its HTML."""
    # Truncating by words also makes one line of it: a subject has no line breaks. What somebody wrote is no
    # longer than 150 characters, so of that nothing is cut.
    words = 150 if name == WRITTEN else 30
    subject = (
        f'{{% filter truncatewords:{words} %}}{{% include "mail/{name}.subject.txt" %}}{{% endfilter %}}'
    )
    return (
        _plain(subject),
        _plain(f'{{% include "mail/{name}.txt" %}}'),
        f'{{% include "mail/{name}.html" %}}',
    )


def queue_received(
    lead: Lead,
    templates: Mapping[str, int] | None = None,
    alarm: list[str] | None = None,
    *,
    to_school: bool = True,
    by=None,
) -> None:
    """Confirm to the school, and tell the adviser; in triage, sound the alarm with every coordinator.

    `templates` are those of `template_keys` and `alarm` of `alarm_addresses`, for who has them at hand. An
    adviser who entered it, `by` hand, knows already.
    """
    name = "lead_assigned" if lead.owner else "lead_in_triage"
    said = context_of(lead)
    mails = [_to_school("request_received", lead, said=said)] if to_school else []
    if not (by and lead.owner and lead.owner.user_id == by.pk):
        mails += _to_desk(name, lead, to=None if lead.owner else alarm, said=said)
    queue_mails(*mails, templates=templates)


def queue_handed_over(lead: Lead, *, message: str, by) -> None:
    """Tell the new owner, with what the colleague wrote; the answer goes to that colleague."""
    sender = by.get_full_name() or by.get_username()
    queue_mails(*_to_desk("lead_handed_over", lead, message=message, by=sender, reply_to=by))


def queue_mentioned(lead: Lead, *, to: str, by: str) -> None:
    """Tell a colleague that a note calls them; of the school only what it is called."""
    said = {"reference": lead.reference, "organisation": lead.organisation.name}
    queue_mails(mail_about("lead_mentioned", lead, to=to, inside=True, said=said, by=by))


def queue_reminder(lead: Lead, kind: ReminderKind) -> None:
    """Remind the adviser of a promise that passed, or tell the coordinators that nobody does anything."""
    names = {
        ReminderKind.ADVISER: "lead_overdue",
        ReminderKind.COORDINATOR: "lead_ignored",
        ReminderKind.TRIAGE: "lead_still_in_triage",
    }
    to = None if kind == ReminderKind.ADVISER else alarm_addresses()
    queue_mails(*_to_desk(names[kind], lead, to=to))


def queue_triage(lead: Lead) -> None:
    """Sound the alarm with every coordinator: a lead that had an adviser has none any more."""
    queue_mails(*_to_desk("lead_in_triage", lead))


def queue_confirmation(lead: Lead) -> None:
    """Confirm to the school once more, such as to an address that was corrected."""
    queue_mails(_to_school("request_received", lead))


def queue_link(lead: Lead) -> None:
    """Send the school a new link to its own page, but not again and again."""
    if not _is_much("status_link", lead):
        queue_mails(_to_school("status_link", lead))


def queue_added(lead: Lead, *, message: str = "", moments: list[str] | None = None) -> None:
    """Tell the adviser what the school added."""
    queue_mails(*_to_desk("school_added", lead, message=message, moments=moments or []))


def queue_call_planned(lead: Lead, *, moment: str) -> None:
    """Tell the school when it will be called."""
    queue_mails(_to_school("call_planned", lead, moment=moment))


def queue_withdrawn(lead: Lead, *, message: str) -> None:
    """Tell the adviser, and the school too: so it hears when somebody else did it."""
    queue_mails(_to_school("request_withdrawn", lead), *_to_desk("school_withdrew", lead, message=message))


def queue_erasure_asked(lead: Lead) -> None:
    """Ask the person, at the address we know, to confirm that the data must go; not again and again."""
    if not _is_much("erasure_asked", lead):
        queue_mails(_to_school("erasure_asked", lead, erase_url=status_url(lead, Purpose.ERASE)))


def queue_erasure_confirmed(lead: Lead) -> None:
    """Ask every coordinator to erase."""
    queue_mails(*_to_desk("erasure_confirmed", lead, to=alarm_addresses()))


def queue_quarantine_waiting(count: int) -> None:
    """Tell every coordinator how many requests wait in quarantine, and nothing of who sent them."""
    name = "quarantine_waiting"
    path = reverse("intake_quarantine_modeladmin_index")
    context = {"mail": name, "count": count, "list_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path}
    template = EmailTemplate.objects.get(name=name, language="")
    for address in alarm_addresses():
        outbox.send(address, template=template, context=context, render_on_delivery=True)


def queue_erased(to: str, reference: str, stopped: list[dict]) -> None:
    """The last mail to somebody who was erased, with the talks that are off (`intake.leads.talk_mail`).

    It belongs to no lead, and goes once it was sent.
    """
    template = EmailTemplate.objects.get(name="data_erased", language="")
    context = {"mail": "data_erased", "reference": reference, "stopped": stopped}
    outbox.send(to, template=template, context=context, render_on_delivery=True)


def remove_last_mails() -> None:
    """Forget the addresses of those who were erased and know it."""
    ended = (STATUS.sent, STATUS.failed)
    Email.objects.filter(template__name="data_erased", status__in=ended).delete()


def _is_much(name: str, lead: Lead) -> bool:
    """Whether the school got this mail often enough today."""
    since = timezone.now() - timedelta(days=1)
    return lead.mails.filter(name=name, email__created__gte=since).count() >= MOST_A_DAY


def readers_of(lead: Lead) -> list[str]:
    """Who reads about a lead: its adviser; in triage, or when that has no address, who divides them."""
    return [lead.owner.email] if lead.owner and lead.owner.email else alarm_addresses()


def alarm_addresses() -> list[str]:
    """Never nobody: the coordinators, else the consultancy's address, else the sender of the site's mail."""
    return coordinators() or [_own_address() or settings.DEFAULT_FROM_EMAIL]


def _own_address() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return BrandSettings.for_site(site).email if site else ""


def coordinators() -> list[str]:
    """The addresses of everybody who divides leads."""
    people = get_user_model().objects.with_perm(
        "intake.coordinate_lead",
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return sorted({person.email for person in people if person.email})


def context_of(lead: Lead) -> dict:
    """What every mail about a lead may say; see the module's text."""
    request, person = lead.request, person_of(lead)
    return {
        "reference": request.reference,
        "organisation": lead.organisation.name,
        "place": lead.organisation.city or request.city,
        "contact": {
            "name": person.name,
            "first_name": person.first_name,
            "role": person.role,
            "email": lead.contact.email,
            **_phone(person.phone),
        },
        "adviser": _adviser(lead.owner) if lead.owner else None,
        "respond_by": spoken_day(lead.respond_by),
        "call_moment": ""
        if request.call_moment == CallMoment.ANY
        else str(request.get_call_moment_display()),
        "wish": str(request.get_wish_display()),
        "about": [subject["title"] for subject in request.subjects],
        "course_date": request.course_date_label,
        "goal": request.goal,
        "own_answers": [
            {"question": one["question"], "answer": one["answer"]} for one in request.own_answers
        ],
        "guide_answers": request.guide_answers,
        "enrolment": _enrolment(request),
    }


def _enrolment(request: IntakeRequest) -> dict | None:
    enrolment = enrolment_of(request)
    return {"state": enrolment.state, "seats": enrolment.seats} if enrolment else None


def _adviser(adviser: Adviser) -> dict:
    return {
        "name": adviser.name,
        "first_name": adviser.first_name,
        "email": adviser.email,
        **_phone(adviser.phone),
    }


def _phone(number: PhoneNumber | None) -> dict:
    if not isinstance(number, PhoneNumber):  # whether one is empty, it finds out by writing itself out
        return {"phone": "", "phone_link": ""}
    return {"phone": phone_number(number), "phone_link": number.as_rfc3966}


def _to_school(name: str, lead: Lead, **more) -> dict:
    return mail_about(name, lead, to=lead.contact.email, reply_to=lead.owner, **more)


def _to_desk(name: str, lead: Lead, *, to: list[str] | None = None, **more) -> list[dict]:
    return [mail_about(name, lead, to=address, inside=True, **more) for address in to or readers_of(lead)]


def mail_about(
    name: str,
    lead: Lead,
    *,
    to: str,
    reply_to: Adviser | None = None,
    inside: bool = False,
    said: dict | None = None,
    **more,
) -> dict:
    """One mail about a lead for `queue_mails`; `inside` when a colleague reads it, else the school does.

    `said` is what every mail about it may say, for who has that at hand.
    """
    if inside:
        path = reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
        more["lead_url"] = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
    else:
        more["status_url"] = status_url(lead)
        more["adviser_page"] = lead.owner.page_id if lead.owner else None
    return {
        "lead": lead,
        "recipients": [to],
        "template": name,
        "context": (said or context_of(lead)) | {"mail": name} | more,
        "headers": {"Reply-To": reply_to.email} if reply_to and reply_to.email else None,
        "render_on_delivery": True,
    }


def template_keys() -> dict[str, int]:
    """The key of each of our mails among the templates of the queue."""
    return dict(EmailTemplate.objects.filter(name__in=KINDS, language="").values_list("name", "pk"))


def queue_mails(*mails: dict, templates: Mapping[str, int] | None = None) -> None:
    """Put mails in the queue, and keep which leads they are about. Two queries; three without `templates`.

    A mail may have a `key`, by which who sends it knows that it was sent. What would go to somebody without
    an address is not sent: who asked by phone may have none.
    """
    mails = [mail for mail in mails if any(mail["recipients"])]
    keys = template_keys() if templates is None else templates
    leads = [(mail.pop("lead"), mail.pop("key", None)) for mail in mails]
    emails = insert(_email(**mail, key=keys[mail["template"]]) for mail in mails)
    insert(
        LeadMail(
            lead=lead,
            email=email,
            name=mail["template"],
            to_school="status_url" in mail["context"],
            key=key,
        )
        for (lead, key), email, mail in zip(leads, emails, mails, strict=True)
    )


def _email(*, template: str, key: int, **mail) -> Email:
    """One for the queue, checked by its own rules, and not stored yet."""
    # Of a template the key is enough.
    return outbox.send(**mail, template=EmailTemplate(name=template, pk=key), commit=False)


def _plain(template: str) -> str:
    return f"{{% autoescape off %}}{template}{{% endautoescape %}}"
