"""The request form, a step at an address of its own."""

from collections.abc import Sequence
from functools import cached_property
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDict
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from formtools.wizard.views import NamedUrlWizardView

from home.sites import settings_of
from intake.files.attach import files_of_draft
from intake.form.again import ask_for_proof
from intake.form.drafts import AlreadySentError, keep_answers, open_draft, request_of
from intake.form.kept_answers import owed_in
from intake.form.offer import Offer
from intake.form.origin import Origin, read_form, read_link
from intake.form.questions import Filed, OwnQuestion, asked_questions, filed
from intake.form.spam.judging import Visit, begins_too_many
from intake.form.submit import ProofNeededError, RequestData, submit_request
from intake.form.thanks import thanks_url
from intake.form.tickets import Ticket
from intake.form.uploads import Received, receive_files
from intake.models import Draft, IntakeRequest, IntakeSettings

from .access import generation_of, own_drafts, remember
from .base import Asked, StepForm
from .check import CheckForm
from .closed import gone, locked
from .contact import ContactForm
from .organisation import OrganisationForm
from .page import MORE, TICKET, StepPage
from .question import QuestionForm
from .words import CHECK, CONTACT, ORGANISATION, QUESTION

FORMS = (
    (ORGANISATION, OrganisationForm),
    (CONTACT, ContactForm),
    (QUESTION, QuestionForm),
    (CHECK, CheckForm),
)
#: The buttons beside the one that goes on.
BACK, LATER = "terug", "later"
#: In the address: show what is not right.
FAULT = "fout"
NO_COOKIE = _(
    "Your browser did not keep the cookie that protects this form. Your answers are still here. "
    "Send them again. Does that not help? Then please call us."
)
TOO_MANY = _(
    "Very many requests were begun from your internet connection today, so we cannot keep this one. "
    "Your answers are still here. Please call us: then we do it together."
)
STALE = _(
    "This page has been open for too long. Your answers are still here. Check them and send them again."
)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RequestWizard(StepPage, NamedUrlWizardView):
    """Shows a step, keeps what is posted in the draft, and goes on, back or away.

    A GET stores nothing. The first step has an address without a key: its POST makes the draft. Later steps
    are for who may open the draft (`access`); others get a page that says nothing about it.
    """

    storage_name = "intake.form.steps.storage.DraftStorage"
    template_name = "intake/form/step.html"
    http_method_names = ["get", "head", "post"]
    #: For the answer to a post that the protection against forged posts refuses: nothing is stored.
    refused = False
    #: What became of files that came just now.
    received = Received()

    # ------------------------------------------------------------------ who, and which draft
    def dispatch(self, request: HttpRequest, *args, key: UUID | None = None, step: str = ORGANISATION):
        self.posted = Ticket.read(request.POST.get(TICKET, "")) if request.method == "POST" else None
        self.step = step
        if step not in self.form_list:
            raise Http404
        wanted = key or (self.posted and self.posted.key)
        known = generation_of(request, wanted, self.posted) if wanted else 0
        if known is None:
            return locked(request, key)
        request.draft = self._draft(key)
        if request.draft is None:
            sent = self._sent(key)
            return redirect(thanks_url(sent)) if sent else gone(request)
        if known < request.draft.generation:
            return locked(request, wanted)
        self.generation = known
        response = super().dispatch(request, *args, step=step)
        if key:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        # Nobody else may keep a step, but the back button may: with "no-store" it would lose what is typed.
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def _draft(self, key: UUID | None) -> Draft | None:
        """The draft of this address; a new one where it begins, or when its page outlived it."""
        wanted = key or (self.posted and self.posted.key)
        draft = open_draft(wanted) if wanted else None
        if draft or (key and not self.posted):
            return draft
        if key and self._sent(key):
            return None
        return Draft(key=wanted) if wanted else Draft()

    def _sent(self, key: UUID) -> IntakeRequest | None:
        """The request that the draft became."""
        known = own_drafts(self.request).get(key)
        if known and known.sent:
            return IntakeRequest.objects.filter(pk=known.sent).first()
        return request_of(key)

    # ------------------------------------------------------------------ what the forms may know
    @property
    def draft(self) -> Draft:
        return self.request.draft

    @property
    def is_new(self) -> bool:
        return self.draft._state.adding

    @cached_property
    def offer(self) -> Offer:
        return Offer.published(self.request)

    @cached_property
    def origin(self) -> Origin:
        if not self.is_new:
            return Origin.from_data(self.draft.origin)
        if self.request.method == "POST":
            is_start = self.kwargs.get("key") is None
            return read_form(self.request.POST if is_start else self.posted.origin, self.offer)
        return read_link(self.request.GET, self.offer)

    @cached_property
    def ticket(self) -> Ticket:
        """The one that was posted, as long as it holds; else a new one."""
        posted = self.posted
        fits = posted and (posted.key, posted.generation) == (self.draft.key, self.generation)
        if fits and (posted.consent or self.step != CHECK):
            return posted
        known = {"generation": self.generation, "origin": self.origin.as_fields()}
        if self.step != CHECK:
            return Ticket.issue(self.draft.key, **known)
        settings = self.settings
        consent = {"consent": settings.consent, "privacy_version": settings.privacy_version}
        return Ticket.issue(self.draft.key, **known, **consent)

    @cached_property
    def settings(self) -> IntakeSettings:
        return settings_of(self.request, IntakeSettings)

    def get_prefix(self, request, *args, **kwargs) -> str:
        return "request"

    def get_form_prefix(self, step=None, form=None) -> None:
        return None

    def get_form_kwargs(self, step=None) -> dict:
        asked = Asked(self.offer, self.origin, self.draft, self.ticket, self.own, self.filed)
        return {"asked": asked, "typed": self.storage.get_step_data(step or self.step)}

    @cached_property
    def own(self) -> Sequence[OwnQuestion]:
        return asked_questions(self.request)

    def filed(self) -> dict[str, Filed]:
        """The files of the draft by question, and what was not taken of those that came just now."""
        owed = self.received.owed_after(owed_in(self.storage.get_step_data(QUESTION) or MultiValueDict()))
        return filed(files_of_draft(self.draft.key), self.received.refused, owed)

    # ------------------------------------------------------------------ where one is
    def get_step_url(self, step: str) -> str:
        return reverse(self.url_name, kwargs={"key": self.draft.key, "step": step})

    def get_next_step(self, step=None) -> str:
        """The first step that still needs answers; else checking."""
        done = {*self.draft.done, step}
        return next((name for name in self.get_form_list() if name not in done and name != CHECK), CHECK)

    @cached_property
    def checked(self) -> dict[str, StepForm]:
        """The forms of all steps before checking, with the answers of the draft, looked at once."""
        steps = [step for step in self.get_form_list() if step != CHECK]
        return {step: self.get_form(step, data=self.storage.get_step_data(step) or {}) for step in steps}

    def _wrong(self) -> str | None:
        """The first step whose answers are not right (any more)."""
        return next((step for step, form in self.checked.items() if not form.is_valid()), None)

    # ------------------------------------------------------------------ looking
    def get(self, request: HttpRequest, step: str) -> HttpResponse:
        self.storage.current_step = step
        if not self.is_new:
            names = list(self.get_form_list())
            first = self.get_next_step()
            if names.index(first) < names.index(step):
                return redirect(self.get_step_url(first))
            if step == CHECK and (wrong := self._wrong()):
                return redirect(f"{self.get_step_url(wrong)}?{FAULT}=1")
        data = self.storage.get_step_data(step) if FAULT in request.GET else None
        return self.render(self.get_form(step, data=data))

    # ------------------------------------------------------------------ sending in a step
    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        self.storage.current_step = step
        if step == QUESTION and not self.refused and not self.is_new:
            self.received = receive_files(request, self.draft.key, self.own)
        form = self.get_form(step, data=request.POST, files=request.FILES)
        if self.refused:
            form.add_error(None, NO_COOKIE)
            return self.render(form, status=HTTPStatus.FORBIDDEN)
        if step == CHECK:
            return self._post_check(form)
        if self.is_new and self.posted is None and step == ORGANISATION:
            form.add_error(None, STALE)
        goes_on = not {BACK, LATER} & request.POST.keys()
        if goes_on and (again := form.shown_again()):
            return self.render(again)
        if self.is_new and (refusal := self._refuse_to_begin(form, goes_on)):
            return refusal
        return self._keep(form, goes_on)

    def _refuse_to_begin(self, form: StepForm, goes_on: bool) -> HttpResponse | None:
        """Store nothing of what may be no request at all."""
        if goes_on and form.errors:
            return self._not_right(form)
        if begins_too_many(self.request):
            form.add_error(None, TOO_MANY)
            return self.render(form, status=HTTPStatus.TOO_MANY_REQUESTS)
        return None

    def _keep(self, form: StepForm, goes_on: bool) -> HttpResponse:
        try:
            self.request.draft = keep_answers(
                self.draft.key,
                self.step,
                form.as_typed(),
                is_right=form.is_valid() and not form.unasked,
                origin=self.origin.as_data(),
                generation=self.generation,
            )
        except AlreadySentError as error:
            return self._to_thanks(error.request)
        response = self._after_keeping(form, goes_on)
        remember(self.request, response, self.draft.key, self.generation)
        return response

    def _after_keeping(self, form: StepForm, goes_on: bool) -> HttpResponse:
        if LATER in self.request.POST:
            return self._to_later()
        if not goes_on:
            return redirect(self.get_step_url(self.get_prev_step(self.step) or ORGANISATION))
        if form.errors:
            return self._not_right(form)
        if form.unasked:
            return redirect(f"{self.get_step_url(self.step)}?{MORE}={'.'.join(form.unasked)}")
        return redirect(self.get_step_url(self.get_next_step(self.step)))

    def _post_check(self, form: StepForm) -> HttpResponse:
        if self.is_new:  # its page outlived it
            return gone(self.request)
        if LATER in self.request.POST:
            return self._to_later()
        if BACK in self.request.POST:
            return redirect(self.get_step_url(self.get_prev_step(CHECK)))
        if self.ticket is not self.posted:
            form.add_error(None, STALE)
        if wrong := self._wrong():
            return redirect(f"{self.get_step_url(wrong)}?{FAULT}=1")
        if not form.is_valid():
            return self._not_right(form)
        return self.done([*self.checked.values(), form])

    def done(self, form_list: list[StepForm], **kwargs) -> HttpResponse:
        """Send what all four steps say, which are valid; then the thank-you page."""
        answers = {}
        for form in form_list:
            answers |= form.request_data()
        visit = Visit.of(self.request, opened_at=self.draft.created_at)
        days = self.settings.response_days
        try:
            sent = submit_request(RequestData(**answers), visit=visit, response_days=days, http=self.request)
        except ProofNeededError:
            return ask_for_proof(self.request)
        return self._to_thanks(sent)

    def _to_thanks(self, sent: IntakeRequest) -> HttpResponse:
        response = redirect(thanks_url(sent))
        remember(self.request, response, self.draft.key, self.generation, sent.pk)
        return response

    def _to_later(self) -> HttpResponse:
        return redirect("intake:later", key=self.draft.key)

    def _not_right(self, form: StepForm) -> HttpResponse:
        # 422 and not 200: it did not go on, and a log, a cache or a monitor must see that.
        return self.render(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
