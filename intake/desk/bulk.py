"""One thing with many leads at once: choose them, see what will happen to which, then do it.

Each lead is a transaction of its own, through the same door as on its page: what cannot be done with one, or
what a colleague changed meanwhile, keeps the others from nothing, and is told by name. All or nothing would
let one closed lead undo the work on twenty-four others.

What will happen is found out by doing it and taking it back, so it is never another rule than the real one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseRedirect, QueryDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.leads.lifecycle import move_lead, set_next_action
from intake.models import Adviser, Lead, LeadLogEntry, LeadState, LostReason
from intake.routing.assign import hand_over

from .lead_forms import day_field, note_field, team_choices
from .lead_list import LeadList, in_given_order
from .pages import Crumb
from .rights import CHANGE
from .seen import LeadChanged, LeadGone, as_seen, entry_of, seen_token

#: More than a few pages at once nobody looks through.
MOST = 100


class BulkForm(forms.Form):
    """What to do with each of the chosen leads."""

    name, title, button = "", "", ""
    assigns = False
    use_required_attribute = False

    def __init__(self, data=None):
        super().__init__(data, auto_id="bulk-%s")

    def do(self, lead: Lead, user) -> None:
        """Do it with one lead. Raises LeadError for what is not allowed."""
        raise NotImplementedError


class BulkHandOver(BulkForm):
    """To a colleague."""

    name, title, button = "hand_over", gettext_lazy("Hand over"), gettext_lazy("Hand over")
    assigns = True

    to = forms.ChoiceField(
        label=gettext_lazy("Adviser"), error_messages={"required": gettext_lazy("Choose an adviser.")}
    )
    message = note_field(gettext_lazy("Message"), help_text=gettext_lazy("Goes along in the mail."))

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["to"].choices = team_choices()

    @cached_property
    def adviser(self) -> Adviser:
        return Adviser.objects.select_related("user").get(pk=self.cleaned_data["to"])

    def do(self, lead, user):
        hand_over(lead, to=self.adviser, user=user, message=self.cleaned_data["message"])


class BulkMove(BulkForm):
    """To another state."""

    name, title, button = "move", gettext_lazy("Change the state"), gettext_lazy("Change the state")

    to = forms.ChoiceField(
        label=gettext_lazy("New state"),
        choices=[("", gettext_lazy("Choose a state")), *LeadState.choices],
        error_messages={"required": gettext_lazy("Choose where it goes.")},
    )
    lost_reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        required=False,
        choices=[("", gettext_lazy("Choose a reason")), *LostReason.choices],
        help_text=gettext_lazy("Only for what does not go ahead."),
    )
    note = note_field(gettext_lazy("Note"))

    def clean(self):
        data = super().clean()
        if data.get("to") == LeadState.LOST and not data.get("lost_reason"):
            self.add_error("lost_reason", _("Say why it is not going ahead."))
        return data

    def do(self, lead, user):
        move_lead(lead, user=user, **self.cleaned_data)


class BulkNext(BulkForm):
    """What is next, and when."""

    name, title, button = "next", gettext_lazy("Set the next step"), gettext_lazy("Set the next step")

    next_action = forms.CharField(
        label=gettext_lazy("Next step"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say what the next step is.")},
    )
    next_action_on = day_field(gettext_lazy("On which day"))

    def clean_next_action_on(self):
        if not (day := self.cleaned_data["next_action_on"]):
            raise forms.ValidationError(_("Choose a day for the next step."))
        return day

    def do(self, lead, user):
        data = self.cleaned_data
        set_next_action(lead, user=user, action=data["next_action"], on=data["next_action_on"])


FORMS: dict[str, type[BulkForm]] = {form.name: form for form in (BulkHandOver, BulkMove, BulkNext)}


@dataclass(frozen=True)
class Trial:
    """One of the chosen leads: why it cannot be done ("" when it can), and what the form carries of it."""

    lead: Lead
    why_not: str
    token: str

    @property
    def seen_field(self) -> SafeString:
        return SafeString("") if not self.token else _hidden(self.lead.pk, self.token)


class BulkView(LeadList):
    """Asks what to do, shows what will happen to which, and does it. Following a link shows the list."""

    template_name = "intake/desk/bulk.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.list_url)

    def post(self, request, *args, **kwargs):
        form_class = FORMS.get(request.POST.get("do", ""))
        if form_class is None or not self.chosen:
            messages.warning(request, _("Choose some leads first, and then what to do with them."))
            return HttpResponseRedirect(self.back_url)
        # The first time, from the list, nothing was filled in yet: nothing is wrong yet either.
        self.form = form_class(request.POST if "check" in request.POST or "sure" in request.POST else None)
        if self.form.is_valid() and "sure" in request.POST:
            self.carry_out()
            return HttpResponseRedirect(self.back_url)
        return self.render_to_response(self.get_context_data())

    @cached_property
    def chosen(self) -> list[Lead]:
        """The leads that were ticked, as far as this user may see them."""
        keys = [int(key) for key in self.request.POST.getlist("lead") if key.isdecimal()][:MOST]
        visible = self.model_admin.visible_to(self.request.user).filter(pk__in=keys)
        allowed = set(visible.values_list("pk", flat=True))
        return in_given_order(key for key in dict.fromkeys(keys) if key in allowed)

    @property
    def query(self) -> str:
        return self.filter_of(QueryDict(self.request.POST.get("query", "")[:2000])).query

    @property
    def back_url(self) -> str:
        return f"{self.list_url}?{self.query}" if self.query else self.list_url

    def get_page_title(self):
        return self.form.title

    def get_crumbs(self):
        return [Crumb(str(self.model_admin.get_menu_label()), self.list_url)]

    def try_all(self) -> list[Trial]:
        """What would happen to each, found out by doing it and taking it back."""
        user = self.request.user
        newest = LeadLogEntry.objects.filter(lead__in=self.chosen).order_by().values("lead")
        entries = dict(newest.annotate(last=Max("pk")).values_list("lead", "last"))
        return [
            Trial(lead, self.try_one(lead), seen_token(lead.pk, user, entries.get(lead.pk, 0)))
            for lead in self.chosen
        ]

    def try_one(self, lead: Lead) -> str:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    self.form.do(lead, self.request.user)
            except LeadError as error:
                return str(error)
            finally:
                transaction.set_rollback(True)
        return ""

    def carry_out(self) -> None:
        """Do it with each, and tell of how many, and of which not and why."""
        failed, done = [], 0
        for lead in self.chosen:
            try:
                self.carry_out_one(lead)
            except LeadError as error:
                failed.append(f"{lead.organisation.name}: {error}")
            except LeadChanged as changed:
                by = changed.changes[0].by or _("the school")
                words = _("%(name)s changed it meanwhile, so it was left alone.") % {"name": by}
                failed.append(f"{lead.organisation.name}: {words}")
            except LeadGone:
                failed.append(_("%(name)s: is no longer yours.") % {"name": lead.organisation.name})
            else:
                done += 1
        if done:
            messages.success(
                self.request,
                ngettext("Done with %(count)s lead.", "Done with %(count)s leads.", done) % {"count": done},
            )
        for words in failed:
            messages.warning(self.request, words)

    def carry_out_one(self, lead: Lead) -> None:
        user, token = self.request.user, self.request.POST.get(f"seen-{lead.pk}", "")
        if entry_of(token, lead.pk, user) is None:
            raise LeadError(_("Check it once more."))
        gives_up = self.form.cleaned_data.get("to") == LeadState.LOST
        with as_seen(lead, user, token, assigns=self.form.assigns, gives_up=gives_up):
            self.form.do(lead, user)

    def get_context_data(self, **kwargs):
        trials = self.try_all() if self.form.is_bound and self.form.is_valid() else []
        return super(LeadList, self).get_context_data(
            **kwargs,
            form=self.form,
            chosen=self.chosen,
            can=[trial for trial in trials if not trial.why_not],
            cannot=[trial for trial in trials if trial.why_not],
            query=self.query,
            back_url=self.back_url,
            was_tried=bool(trials),
        )

    def get_rows(self) -> Iterable:
        return []


def _hidden(key: int, token: str) -> SafeString:
    return forms.HiddenInput().render(f"seen-{key}", token)
