"""Several requests in quarantine at once: choose them, see which they are, then free them or throw them away.

Each is a transaction of its own through the same door as on its page, so that one that a colleague decided
meanwhile keeps the others from nothing, and is told by name.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from intake.form.quarantine import drop, free
from intake.leads.errors import LeadError
from intake.models import Quarantine, Verdict

from .pages import Crumb, DeskPage
from .rights import COORDINATE

#: More than a few pages at once nobody looks through.
MOST = 100
INDEX = "intake_quarantine_modeladmin_index"
#: What can be done: its question, and its button.
WAYS = {
    "free": (gettext_lazy("Free these requests?"), gettext_lazy("Free them")),
    "drop": (gettext_lazy("Throw these requests away?"), gettext_lazy("Throw them away")),
}


class QuarantineBulkPage(DeskPage):
    """Asks whether these are the ones, and does it. Following a link shows the list."""

    template_name = "intake/desk/quarantine_bulk.html"
    header_icon = "lock"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(COORDINATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.back_url)

    def post(self, request, *args, **kwargs):
        if self.way not in WAYS or not self.chosen:
            messages.warning(request, _("Choose some requests first, and then what to do with them."))
        elif "sure" not in request.POST:
            return self.render_to_response(self.get_context_data())
        else:
            self.carry_out()
        return HttpResponseRedirect(self.back_url)

    @property
    def way(self) -> str:
        return self.request.POST.get("do", "")

    @property
    def back_url(self) -> str:
        """The list one came from: what waits, or what was thrown away."""
        return reverse(INDEX) + ("?show=dropped" if self.request.POST.get("show") == "dropped" else "")

    @cached_property
    def chosen(self) -> list[Quarantine]:
        """Those that were ticked, as far as this user may see them, in the order in which they came."""
        keys = [int(key) for key in self.request.POST.getlist("one") if key.isdecimal() and len(key) < 19]
        rows = Quarantine.objects.visible_to(self.request.user).filter(pk__in=keys[:MOST])
        return list(rows.select_related("request").order_by("since"))

    def get_page_title(self):
        return str(WAYS[self.way][0])

    def get_crumbs(self):
        return [Crumb(_("Quarantine"), reverse(INDEX))]

    def get_context_data(self, **kwargs):
        can = [one for one in self.chosen if self.is_possible(one)]
        return super().get_context_data(
            **kwargs,
            way=self.way,
            button=WAYS[self.way][1],
            can=can,
            cannot=[one for one in self.chosen if one not in can],
            show=self.request.POST.get("show", ""),
            back_url=self.back_url,
        )

    def is_possible(self, one: Quarantine) -> bool:
        """As far as one can see before; the door looks again."""
        return one.is_waiting or (self.way == "free" and one.verdict == Verdict.DROPPED)

    def carry_out(self) -> None:
        """Do it with each, and tell of how many, and of which not and why."""
        done, failed = 0, []
        for one in self.chosen:
            try:
                (free if self.way == "free" else drop)(one, user=self.request.user)
            except LeadError as error:
                failed.append(f"{one.request.organisation_name}: {error}")
            else:
                done += 1
        if done:
            messages.success(self.request, self.done_words(done))
        for words in failed:
            messages.warning(self.request, words)

    def done_words(self, done: int) -> str:
        if self.way == "free":
            words = ngettext(
                "%(count)s request is freed: it has an adviser or waits in triage.",
                "%(count)s requests are freed: each has an adviser or waits in triage.",
                done,
            )
        else:
            words = ngettext(
                "%(count)s request is thrown away. For some weeks you can still free it.",
                "%(count)s requests are thrown away. For some weeks you can still free them.",
                done,
            )
        return words % {"count": done}
