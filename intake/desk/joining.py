"""Joining two of a kind: choose the other, look at what it would do, and do it."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.leads.merging.ledger import Ledger
from intake.leads.merging.preview import MOST, Preview, preview
from intake.models import Merge

LOG = "intake_merge_modeladmin_index"
#: The words in the address: the other one, and which of the two stays.
WITH, KEEP, OTHER = "with", "keep", "other"
#: More than this nobody chooses from: type another word.
OFFERED = 20
#: How what goes along is called; all else by the name of its table.
GO_ALONG = {
    "intake.lead": gettext_lazy("Leads"),
    "intake.contact": gettext_lazy("Contact persons"),
    "intake.organisation": gettext_lazy("Organisations that belong to it"),
    "intake.organisationalias": gettext_lazy("Earlier names"),
    "intake.callproposal": gettext_lazy("Moments to call"),
    "intake.leadmail": gettext_lazy("Mails"),
}


@dataclass(frozen=True)
class Candidate:
    """Somebody or something to join with: its key, and what tells it from others."""

    key: int
    name: str
    line: str


class JoinPage:
    """Joins the object of a page with another one of its kind; beside a `DeskPage` that has that object.

    Subclasses say which others there are (`find_others`, `get_others`), what is known of one (`facts`), what
    looks at what joining would do (`look`), and which door joins two (`join`).
    """

    template_name = "intake/desk/join.html"
    header_icon = "resubmit"
    can_search = False
    #: What else is to be known before one joins.
    says = ""

    # ------------------------------------------------------------------ what a kind says of itself
    def get_one(self) -> models.Model:
        raise NotImplementedError

    def get_others(self) -> models.QuerySet:
        """All that it may be joined with, as far as the user may see them."""
        raise NotImplementedError

    def find_others(self) -> list[Candidate]:
        """Those to choose from now."""
        raise NotImplementedError

    def facts(self, one, other) -> list[tuple[str, str, str]]:
        """What is known of both, a line each: label, of the one that stays, of the other."""
        raise NotImplementedError

    def look(self, ledger: Ledger, keep, gone) -> None:
        raise NotImplementedError

    def join(self, keep, gone) -> Merge:
        raise NotImplementedError

    def get_seen(self, pair) -> list:
        """Hidden fields that say what was seen of these two, where others may change them meanwhile."""
        return []

    def name_of(self, one) -> str:
        return str(one)

    def url_after(self, keep) -> str:
        raise NotImplementedError

    # ------------------------------------------------------------------ the page
    @cached_property
    def text(self) -> str:
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:100]

    def get_pair(self, data) -> tuple | None:
        """The one that stays and the one that becomes part of it, when both are chosen. Raises Http404."""
        key = data.get(WITH, "")
        if not key:
            return None
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            raise Http404
        other = self.get_others().filter(pk=key).first()
        if other is None:
            raise Http404
        one = self.get_one()
        return (other, one) if data.get(KEEP) == OTHER else (one, other)

    def get_join_context(self, pair: tuple | None, refusal: str = "") -> dict:
        context = {"one": self.get_one(), "can_search": self.can_search, "text": self.text, "says": self.says}
        context |= self.get_choice()
        if pair is None:
            return context | {"candidates": self.find_others()}
        keep, gone = pair
        seen = Preview(refusal=refusal) if refusal else preview(self.look, keep, gone)
        other = gone if keep.pk == context["one"].pk else keep
        return context | {
            "keep_name": self.name_of(keep),
            "gone_name": self.name_of(gone),
            "other": other,
            "keeps_other": keep.pk != context["one"].pk,
            "lines": self.facts(keep, gone),
            "refusal": seen.refusal,
            "moved": [(_table(name), _counted(count)) for name, count in sorted(seen.moved.items())],
            "seen_fields": self.get_seen(pair),
            "taken": _values(keep, seen.taken),
        }

    def get_choice(self) -> dict:
        """What else the address has to carry along."""
        return {"carried": {}}

    def get(self, request, *args, **kwargs):
        return self.show(self.get_pair(request.GET))

    def show(self, pair, refusal: str = ""):
        return self.render_to_response(self.get_context_data(**self.get_join_context(pair, refusal)))

    def post(self, request, *args, **kwargs):
        pair = self.get_pair(request.POST)
        if pair is None:
            return self.show(None)
        keep, gone = pair
        names = {"name": self.name_of(keep), "gone": self.name_of(gone)}
        try:
            self.join(keep, gone)
        except LeadError as error:
            return self.show(pair, refusal=error.message)
        messages.success(
            request,
            _("Everything of %(gone)s is with %(name)s now. Until tomorrow it can be undone.") % names,
            buttons=[messages.button(reverse(LOG), _("What was joined"))],
        )
        return HttpResponseRedirect(self.url_after(keep))


def must_have(user, right: str) -> None:
    if not user.has_perm(right):
        raise PermissionDenied


def beside(labels: dict[str, tuple]) -> list[tuple[str, str, str]]:
    """Lines of facts, without those of which neither has anything."""
    return [(label, str(one), str(other)) for label, (one, other) in labels.items() if one or other]


def _table(name: str) -> str:
    return str(GO_ALONG.get(name) or apps.get_model(name)._meta.verbose_name_plural)


def _counted(count: int) -> int | str:
    return count if count <= MOST else _("more than %(count)d") % {"count": MOST}


def _values(keep: models.Model, taken) -> list[tuple[str, str]]:
    """What the one that stays takes over, in words."""
    lines = []
    for name, value in taken.items():
        field = keep._meta.get_field(name)
        if field.is_relation or not field.editable or not value or not isinstance(value, str):
            continue
        label = str(field.verbose_name)
        lines.append((label[:1].upper() + label[1:], str(dict(field.flatchoices).get(value, value))))
    return lines
