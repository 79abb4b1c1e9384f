"""What stands on the page of a step, around its form."""

from http import HTTPStatus

from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.heads import head_of_view
from intake.form.wishes import form_for
from intake.leads.deadlines import add_working_days
from intake.models import Draft, Wish

from .access import own_drafts
from .base import ASKED, StepForm
from .summary import Part
from .words import CHECK, QUESTION, STEPS

TICKET = "bewijs"
#: In the address: which question came up.
MORE = "meer"


class StepPage:
    """The part of the wizard that shows: it reads what the wizard knows, and stores and decides nothing."""

    def render(self, form: StepForm, status: int = HTTPStatus.OK) -> HttpResponse:
        # Made here and not by the handler later: what goes wrong with the database is answered above us.
        return self.render_to_response(self.get_context_data(form=form), status=status).render()

    def get_context_data(self, form: StepForm, **kwargs) -> dict:
        context = super().get_context_data(form=form, **kwargs)
        words = STEPS[self.step]
        names = list(self.get_form_list())
        here = names.index(self.step)
        context |= {
            "hidden": {TICKET: str(self.ticket), ASKED: form.names},
            "action": self.request.path,
            "heading": words.heading,
            "number": here + 1,
            "steps": [
                {"title": STEPS[name].title, "done": name in self.draft.done, "current": name == self.step}
                for name in names
            ],
            "onward": STEPS[self.get_next_step(self.step)].onward,
            "back": STEPS[names[here - 1]].back if here else "",
            "draft": self.draft,
            "more": self._came_up(form),
            "respond_by": add_working_days(timezone.localdate(), self.settings.response_days),
        }
        if self.step == QUESTION and self.origin.wish != Wish.TALK:
            context["about"] = self.origin.subject.title
        if self.kwargs.get("key") is None:
            context |= self._opening(form)
        if self.step == CHECK:
            form.link_privacy_statement(self._privacy_url())
            context["parts"] = self._parts()
        return context

    def _came_up(self, form: StepForm) -> list[BoundField]:
        """The questions that other answers brought up, when the step is shown once more for them."""
        return [form[name] for name in self.request.GET.get(MORE, "").split(".") if name in form.fields]

    def _opening(self, form: StepForm) -> dict:
        """What stands above the first step of a new request."""
        wish = form_for(self.origin.wish)
        heading = wish.heading or self.settings.heading
        intro = "" if wish.heading else self.settings.intro
        announcement = self._announcement()
        return {
            "head": head_of_view(reverse("intake:request"), heading, intro or announcement),
            "hidden": {TICKET: str(self.ticket), ASKED: form.names, **self.origin.as_fields()},
            "heading": heading,
            "intro": intro,
            "announcement": announcement,
            "is_start": True,
            "unfinished": self._unfinished(),
        }

    def _announcement(self) -> str:
        """What the school is about to ask for, when a link said so; "" for a talk that no guide led to."""
        origin = self.origin
        if origin.wish == Wish.TALK and origin.answers:
            return _("We filled in what came out of the guide. You may change all of it.")
        return form_for(origin.wish).announce(
            origin.subject.title if origin.subject else "", origin.date_label
        )

    def _unfinished(self) -> Draft | None:
        """The last draft of this browser that was not sent. No query for who has none."""
        keys = [key for key, it in own_drafts(self.request).items() if not it.sent and key != self.draft.key]
        return Draft.objects.alive().filter(pk__in=keys).order_by("-changed_at").first() if keys else None

    def _parts(self) -> list[Part]:
        return [
            Part(self.get_step_url(step), STEPS[step].title, form.rows())
            for step, form in self.checked.items()
            if form.is_valid()
        ]

    def _privacy_url(self) -> str:
        page = self.settings.privacy_page
        return page.get_url(self.request) or "" if page and page.live else ""
