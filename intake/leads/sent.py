"""Everything a school sent in, as lines to read."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from home.dutch import phone_number
from intake.models import IntakeRequest, Way

#: In the order in which a school fills them in.
FIELDS = (
    "way",
    "wish",
    "course_date_label",
    "organisation_name",
    "sector",
    "brin",
    "lrk",
    "postcode",
    "city",
    "first_name",
    "last_name",
    "role",
    "email",
    "phone",
    "call_moment",
    "subjects",
    "scope",
    "partners",
    "plg_count",
    "participants",
    "attendees",
    "wished_start",
    "wished_day",
    "goal",
    "guide_answers",
    "origin_title",
    "consent_text",
    "consent_version",
    "consent_at",
    "consent_way",
    "received_at",
)


def sent_in(request: IntakeRequest) -> list[tuple[str, str]]:
    """Each field that was filled in, with its name and its value in words. Empty ones are left out.

    The editors' own questions come as they were asked, where the others about the question end.
    """
    lines = []
    for name in FIELDS:
        if name == "way" and request.way == Way.FORM:
            continue  # nobody needs to be told what goes without saying
        lines.append((_label(request, name), _value(request, name)))
        if name == "goal":
            lines.extend((own["question"], own["answer"]) for own in request.own_answers)
    return [(label, value) for label, value in lines if value]


def _label(request: IntakeRequest, name: str) -> str:
    label = str(request._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _value(request: IntakeRequest, name: str) -> str:
    match name:
        case "subjects":
            return ", ".join(subject["title"] for subject in request.subjects)
        case "attendees":
            return "\n".join(", ".join(filter(None, person.values())) for person in request.attendees)
        case "phone":
            return phone_number(request.phone) if request.phone else ""
        case "received_at" | "consent_at":
            return date_format(localtime(getattr(request, name)), _("l j F Y, H.i"))
        case "wished_day":
            return date_format(request.wished_day, _("l j F Y")) if request.wished_day else ""
    display = getattr(request, f"get_{name}_display", None)
    value = display() if display else getattr(request, name)
    return "" if value is None else str(value)
