"""How the form looks for each wish: who enrols in a course is not asked how many PLGs there are."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from intake.models import Wish

#: The questions of the third step, in their order on the page.
QUESTIONS = (
    *("services", "courses", "course_date", "scope", "partners", "plg_count", "participants", "goal"),
    *("wished_start", "wished_day"),
)


@dataclass(frozen=True)
class WishForm:
    """The words and questions for one wish.

    `questions` are those of the third step that make sense, `labels` the ones that need other words.
    `call` and `after` say what happens in the phone call, and then. `heading` stands above the form and
    `line` announces what is asked for; it takes the course and the date.
    """

    questions: tuple[str, ...]
    call: str
    after: str
    heading: str = ""
    line: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def announce(self, course: str, date: str) -> str:
        return str(self.line) % {"course": course, "date": date}


_MORE = {"goal": _("Is there anything else we should know?")}
_PLACES = _MORE | {"participants": _("How many places do you need?")}

_FORMS: dict[Wish, WishForm] = {
    # The usual thing: its heading is the coordinator's, and nothing has to be announced.
    Wish.TALK: WishForm(
        QUESTIONS,
        call=_("Together you choose a day for the first talk."),
        after=_("The talk itself, at your place or online. Do bring a colleague."),
    ),
    Wish.ENROL: WishForm(
        ("course_date", "participants", "goal"),
        heading=_("Enrol"),
        line=_("You are enrolling in %(course)s, %(date)s."),
        call=_("You hear what is good to know, and can ask everything."),
        after=_("You get the confirmation and the practical information."),
        labels=_PLACES,
    ),
    Wish.WAIT: WishForm(
        ("course_date", "participants", "goal"),
        heading=_("Join the waiting list"),
        line=_("This group is full. You are joining the waiting list for %(course)s, %(date)s."),
        call=_("You hear how likely a place is, and which other dates there are."),
        after=_("When a place comes free, you hear it from us."),
        labels=_PLACES,
    ),
    Wish.ON_LOCATION: WishForm(
        ("participants", "goal", "wished_start"),
        heading=_("A course on location"),
        line=_("You are asking for %(course)s at your own organisation."),
        call=_("You discuss what your team needs, where and when."),
        after=_("You get a proposal with days and a price."),
    ),
    Wish.KEEP_POSTED: WishForm(
        ("goal",),
        heading=_("Stay informed"),
        line=_("You hear from us when there is a new start date for %(course)s."),
        call=_("You hear what we know already, and what else is possible."),
        after=_("When there is a date, you hear it from us."),
        labels=_MORE,
    ),
}


def form_for(wish: Wish) -> WishForm:
    return _FORMS[wish]
