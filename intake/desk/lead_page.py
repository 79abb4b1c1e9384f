"""The page of one lead: who, what, why here, what is known, what is next, and what happened."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.leads.agreements import AGREED, agreement_of
from intake.leads.looks import look
from intake.leads.mail_templates import templates_for
from intake.leads.mentions import callable_on
from intake.leads.persons import is_to_settle, person_of
from intake.leads.privacy import TERM
from intake.leads.sent import sent_in
from intake.leads.states import PATH
from intake.leads.undelivered import open_problems
from intake.models import CallProposal, Lead, LeadState
from intake.routing.explain import explain

from .all_forms import ALL_FORMS
from .contact_forms import NoteForm
from .doubles import alike_of
from .due import due_of
from .file_rows import file_rows
from .known import what_we_know
from .lead_forms import LeadForm
from .lead_timeline import timeline_of
from .looks import looked_at
from .opened import opened_leads
from .organisations import organisations_of
from .pages import Crumb, DeskPage
from .problems import problem_of
from .request_marks import marks_of
from .rights import CHANGE, CHANGE_ORGANISATION, COORDINATE
from .rows import about_of
from .seats import seats_of
from .seen import seen_field
from .talk_forms import asked_moment, talk_of

MY_LEADS = reverse_lazy("intake_lead_modeladmin_index")
ALL_LEADS = reverse_lazy("intake_lead_all_modeladmin_index")
TRIAGE = reverse_lazy("intake_lead_triage_modeladmin_index")
#: In these states the page shows what was agreed.
HAS_AGREEMENT = AGREED | {LeadState.COMPLETED}


def url_of(lead: Lead) -> str:
    """The address of a lead's page."""
    return reverse("intake_lead_modeladmin_inspect", args=[lead.pk])


def joined_with(lead: Lead) -> list[dict]:
    """What became part of this lead, with what was sent in. One query, or none."""
    doubles = lead.doubles.with_people() if lead.has_doubles else ()
    return [{"lead": one, "sent": sent_in(one.request)} for one in doubles]


class LeadDetail(DeskPage):
    """A screen about one lead, for who may see it: `intake.desk.modeladmin` lets nobody else in."""

    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.lead = request.desk_object

    def get_lead(self) -> Lead:
        """The lead as it stands now. Raises Http404 when it is no longer this user's."""
        lead = opened_leads(self.request.user).filter(pk=self.lead.pk).first()
        if lead is None:
            raise Http404
        return lead

    @property
    def is_own(self) -> bool:
        return bool(self.lead.owner) and self.lead.owner.user_id == self.request.user.pk

    def get_page_title(self):
        return self.lead.organisation.name

    def get_context_data(self, **kwargs):
        """Whatever is shown about a lead, and by whichever address: it is kept that this user looked."""
        if self.lead.is_news:
            look(self.lead, user=self.request.user)
        return super().get_context_data(**kwargs)

    def get_crumbs(self):
        if self.is_own:
            return [Crumb(_("My leads"), MY_LEADS)]
        if self.lead.owner is None:
            return [Crumb(_("Triage"), TRIAGE)]
        return [Crumb(_("All leads"), ALL_LEADS)]


class LeadPage(LeadDetail):
    """Everything about a lead, and everything that can be done with it."""

    template_name = "intake/desk/lead.html"

    def get(self, request, *args, **kwargs):
        """What became part of another lead is shown there, for who may see that."""
        kept = self.lead.double_of_id
        if kept and Lead.objects.visible_to(request.user).filter(pk=kept).exists():
            return HttpResponseRedirect(reverse("intake_lead_modeladmin_inspect", args=[kept]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, bound: LeadForm | None = None, **kwargs):
        """`bound` is the form that was refused, if one was."""
        lead, user, asked = self.lead, self.request.user, self.request.GET
        seats = seats_of(lead)  # first, because the forms ask for it too
        decision = getattr(lead, "last_decision", None)
        timeline = timeline_of(lead, asked.get("toon", ""), everything="alles" in asked)
        return super().get_context_data(
            **kwargs,
            lead=lead,
            about=about_of(lead),
            person=person_of(lead),
            marks=marks_of(lead, timeline.since),
            is_to_settle=is_to_settle(lead),
            seats=seats,
            due=due_of(lead.next_action_on, timezone.localdate()),
            is_own=self.is_own,
            sent=sent_in(lead.request),
            joined=joined_with(lead),
            files=file_rows(lead) if lead.has_files or lead.has_doubles else [],
            decision=decision,
            explanation=explain(decision) if decision else None,
            known=what_we_know(lead, user, organisations_of(user)),
            alikes=alike_of(lead.organisation, organisations_of(user)) if lead.has_alikes else [],
            may_decide=user.has_perm(CHANGE_ORGANISATION),
            timeline=timeline,
            callable_names=self.get_callable_names() if user.has_perm(CHANGE) else [],
            seen_field=seen_field(lead, user),
            path=self.get_path(),
            forms=self.get_forms(bound) if user.has_perm(CHANGE) else {},
            bound=bound,
            proposals=self.get_proposals() if lead.has_proposals else [],
            problems=[problem_of(one) for one in open_problems(lead)] if lead.mail_problem else [],
            erase_by=lead.deletion_asked_at + TERM if lead.deletion_asked_at else None,
            mail_templates=templates_for(lead, self.request),
            talk=talk_of(lead),
            agreement=agreement_of(lead) if lead.state in HAS_AGREEMENT else None,
            may_erase=user.has_perm(COORDINATE) and not lead.erased_at,
        ) | {"looked": looked_at(lead)}  # once this look is kept

    def get_callable_names(self) -> list[str]:
        """Whom a note can call with an "@", apart from oneself."""
        return callable_on(self.lead, but=self.request.user, http=self.request)

    def get_proposals(self) -> list[CallProposal]:
        """The moments to call that are not past."""
        return [one for one in self.lead.call_proposals.all() if one.day >= timezone.localdate()]

    def get_forms(self, bound: LeadForm | None) -> dict[str, LeadForm]:
        """What can be done now. What was typed for something that cannot be done any more becomes a note."""
        forms = {
            name: form(lead=self.lead, user=self.request.user)
            for name, form in ALL_FORMS.items()
            if form.fits(self.lead)
        }
        if "plan" in forms:
            forms["plan"].initial |= asked_moment(self.request.GET)
        if "agreed" in forms:
            forms["agreed"].initial["then"] = self.request.GET.get("then", "")
        if bound and bound.name in forms:
            forms[bound.name] = bound
        elif bound:
            forms["note"] = NoteForm(lead=self.lead, user=bound.user, initial={"text": bound.typed})
        return forms

    def get_path(self) -> list[dict]:
        """The way from new to completed, with what lies behind this lead; one that is lost is not on it."""
        state = LeadState(self.lead.state)
        here = PATH.index(state) if state in PATH else -1
        return [
            {"label": step.label, "is_here": place == here, "is_behind": place < here}
            for place, step in enumerate(PATH)
        ]


class DecisionPage(LeadDetail):
    """How it was decided who gets this lead: every adviser, in or out, and why."""

    template_name = "intake/desk/decision.html"

    def get_page_title(self):
        return _("How it was decided")

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.lead.organisation.name, url_of(self.lead))]

    def get_context_data(self, **kwargs):
        decisions = [(decision, explain(decision)) for decision in self.lead.decisions.all()]
        return super().get_context_data(**kwargs, lead=self.lead, decisions=decisions)
