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
    lead_url           the lead's page at the desk (in mails to colleagues only)
    message, by        in `lead_handed_over`: the colleague's message ("" when none) and name
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from phonenumber_field.phonenumber import PhoneNumber
from post_office import mail as outbox
from post_office.models import EmailTemplate
from wagtail.models import Site

from home.dutch import phone_number
from home.models import BrandSettings
from intake.models import Adviser, CallMoment, Lead

from .dates import spoken_day

NAMES = ("request_received", "lead_assigned", "lead_in_triage", "lead_handed_over")


def sync_templates() -> None:
    """Make the rows through which the sender finds our template files. Safe to repeat; `migrate` calls it."""
    for name in NAMES:
        # Truncating by words also makes one line of it: a subject has no line breaks.
        subject = f'{{% filter truncatewords:30 %}}{{% include "mail/{name}.subject.txt" %}}{{% endfilter %}}'
        EmailTemplate.objects.update_or_create(
            name=name,
            language="",
            default_template=None,
            defaults={
                "subject": _plain(subject),
                "content": _plain(f'{{% include "mail/{name}.txt" %}}'),
                "html_content": f'{{% include "mail/{name}.html" %}}',
            },
        )


def queue_received(lead: Lead) -> None:
    """Confirm to the school, and tell the adviser; in triage, sound the alarm with every coordinator."""
    school = _mail("request_received", lead, to=lead.contact.email, reply_to=lead.owner)
    name = "lead_assigned" if lead.owner else "lead_in_triage"
    inside = [_mail(name, lead, to=address, inside=True) for address in _readers(lead)]
    _queue(school, *inside)


def queue_handed_over(lead: Lead, *, message: str, by) -> None:
    """Tell the new owner, with what the colleague wrote."""
    sender = by.get_full_name() or by.get_username()
    more = {"message": message, "by": sender}
    _queue(*(_mail("lead_handed_over", lead, to=to, inside=True, **more) for to in _readers(lead)))


def _readers(lead: Lead) -> list[str]:
    """Who reads about a lead: its adviser; in triage, or when that has no address, who divides them."""
    return [lead.owner.email] if lead.owner and lead.owner.email else alarm_addresses()


def alarm_addresses() -> list[str]:
    """Never nobody: the coordinators, else the consultancy's address, else the sender of the site's mail."""
    site = Site.objects.filter(is_default_site=True).first()
    own = BrandSettings.for_site(site).email if site else ""
    return coordinators() or [own or settings.DEFAULT_FROM_EMAIL]


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
    request = lead.request
    return {
        "reference": request.reference,
        "organisation": lead.organisation.name,
        "place": request.city,
        "contact": {
            "name": request.contact_name,
            "first_name": request.first_name,
            "role": request.role,
            "email": request.email,
            **_phone(request.phone),
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
    }


def _adviser(adviser: Adviser) -> dict:
    return {
        "name": adviser.name,
        "first_name": adviser.first_name,
        "email": adviser.email,
        **_phone(adviser.phone),
    }


def _phone(number: PhoneNumber | None) -> dict:
    if not number:
        return {"phone": "", "phone_link": ""}
    return {"phone": phone_number(number), "phone_link": number.as_rfc3966}


def _mail(
    name: str, lead: Lead, *, to: str, reply_to: Adviser | None = None, inside: bool = False, **more
) -> dict:
    context = context_of(lead) | more
    if inside:
        path = reverse("intake_lead_modeladmin_inspect", args=[lead.pk])
        context["lead_url"] = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
    return {
        "recipients": [to],
        "template": name,
        "context": context,
        "headers": {"Reply-To": reply_to.email} if reply_to and reply_to.email else None,
        "render_on_delivery": True,
    }


def _queue(*mails: dict) -> None:
    wanted = {mail["template"] for mail in mails}
    rows = EmailTemplate.objects.filter(name__in=wanted, language="").only("name")
    templates = {row.name: row for row in rows}
    outbox.send_many([mail | {"template": templates[mail["template"]]} for mail in mails])


def _plain(template: str) -> str:
    return f"{{% autoescape off %}}{template}{{% endautoescape %}}"
