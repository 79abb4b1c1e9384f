"""Entering a lead after a phone call: one page, and before it is stored what we know already."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from wagtail.admin import messages

from intake.form.by_hand import Foreseen, enter_by_hand, foresee_by_hand
from intake.form.offer import Offer
from intake.form.steps.finder import BUTTON, CHOICE, SEARCH, WAS, is_searching
from intake.leads.errors import LeadError
from intake.leads.lifecycle import add_note
from intake.models import Adviser, IntakeSettings, Lead, Organisation
from intake.routing.assign import ByHand
from intake.routing.explain import Explanation, explain_data

from .by_hand_form import COLLEAGUE, ME, ORGANISATION, ByHandForm
from .known import Found, found_among
from .known_finder import KNOWN, find_choices, known_by, known_choice, said_of
from .lead_page import ALL_LEADS, MY_LEADS, url_of
from .organisations import organisations_of
from .pages import Crumb, DeskPage
from .rights import CHANGE, COORDINATE

#: The buttons: look who gets it, take this organisation, write a note there, store it all the same.
LOOK, TAKE, NOTE_TO, SURE = "look", "take", "note_to", "sure"


class ByHandPage(DeskPage):
    """The form; what we know of who calls is shown before anything is stored."""

    template_name = "intake/desk/by_hand.html"
    header_icon = "plus"
    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("New lead")

    def get_crumbs(self):
        if self.request.user.has_perm(COORDINATE):
            return [Crumb(_("All leads"), ALL_LEADS)]
        return [Crumb(_("My leads"), MY_LEADS)]

    def get_form(self, data=None, **kwargs) -> ByHandForm:
        settings = IntakeSettings.for_request(self.request)
        offer = Offer.published(self.request)
        return ByHandForm(data, user=self.request.user, settings=settings, offer=offer, **kwargs)

    def get_context_data(self, form: ByHandForm | None = None, **kwargs):
        form = form or self.get_first()
        return super().get_context_data(
            **kwargs,
            form=form,
            bound=form,
            is_open=any(form[name].errors for name in ORGANISATION)
            or bool(form["organisation_name"].value() and not form.chosen),
        )

    def get_first(self) -> ByHandForm:
        """The form as one first sees it: with the organisation that the address names, from its page."""
        known = known_by(f"{KNOWN}{self.request.GET.get('organisation', '')}", self.request.user)
        if known is None:
            return self.get_form()
        choice = known_choice(known)
        keys = {CHOICE: choice["key"], WAS: choice["key"], SEARCH: choice["name"]}
        form = self.get_form(initial=choice["fields"] | keys)
        form.chosen = choice  # so it need not be looked up again
        return form

    # ------------------------------------------------------------------ what was sent
    def post(self, request, *args, **kwargs):
        if NOTE_TO in request.POST:
            return self.note_there()
        if BUTTON in request.POST or is_searching(request.POST):
            return self.search()
        data = request.POST.copy()
        if TAKE in data:
            data[CHOICE], data[WAS] = data[TAKE], ""
        form = self.get_form(data)
        if not form.is_valid():
            return self.show(form)
        chosen = known_by(form.cleaned_data[CHOICE], request.user)
        foreseen = foresee_by_hand(form.request_data(), chosen=chosen, now=timezone.now())
        shown = self.shown_before(foreseen)
        if LOOK in data or TAKE in data or (SURE not in data and shown["has_doubles"]):
            return self.show(form, **shown)
        return self.enter(form, chosen, shown)

    def search(self):
        """The page with what was found, for who has no script."""
        found, choices = find_choices(self.request.POST.get(SEARCH, ""), self.request.user)
        form = self.get_form(initial=_typed(self.request.POST))
        if choices:
            form.fields[CHOICE].offer(choices)
        return self.show(form, said=said_of(found, choices), choices=choices)

    def enter(self, form: ByHandForm, chosen: Organisation | None, shown: dict):
        data = form.cleaned_data
        by_hand = ByHand(self.request.user, to=self.get_taker(data), confirm=data["confirm"])
        try:
            lead = enter_by_hand(form.request_data(), by_hand=by_hand, chosen=chosen, note=data["note"])
        except LeadError as error:
            field = "adviser" if error.field == "to" and "adviser" in form.fields else error.field
            form.add_error(field if field in form.fields else None, error.message)
            return self.show(form, **shown)
        messages.success(self.request, self.said_of(lead, data))
        is_visible = Lead.objects.visible_to(self.request.user).filter(pk=lead.pk).exists()
        return HttpResponseRedirect(url_of(lead) if is_visible else str(MY_LEADS))

    def get_taker(self, data: dict) -> Adviser | None:
        if data["taker"] == ME:
            return self.request.user.adviser
        if data["taker"] == COLLEAGUE:
            return Adviser.objects.select_related("user").get(pk=data["adviser"])
        return None

    def said_of(self, lead: Lead, data: dict) -> str:
        """What became of it."""
        if lead.owner is None:
            text = _("%(reference)s waits in triage.")
        elif lead.owner.user_id == self.request.user.pk:
            text = _("%(reference)s is yours.")
        else:
            text = _("%(reference)s is with %(name)s, who gets a mail.")
        name = lead.owner.name if lead.owner else ""
        said = text % {"reference": lead.reference, "name": name}
        is_mailed = data["confirm"] and lead.contact.email
        return " ".join([said, _("The school gets a mail.")] if is_mailed else [said])

    def note_there(self):
        """Put the call on the timeline of a lead that there is already."""
        pk = self.request.POST[NOTE_TO]
        lead = get_object_or_404(
            Lead.objects.visible_to(self.request.user), pk=pk if pk.isdecimal() and len(pk) < 19 else 0
        )
        form = self.get_form(self.request.POST)
        try:
            add_note(lead, user=self.request.user, text=form.called())
        except LeadError as error:
            form.full_clean()
            form.add_error("note", error.message)
            return self.show(form)
        messages.success(self.request, _("The call is on the timeline of this lead. No new lead was made."))
        return HttpResponseRedirect(url_of(lead))

    # ------------------------------------------------------------------ what is shown
    def show(self, form: ByHandForm, **context):
        return self.render_to_response(self.get_context_data(form=form, **context))

    def shown_before(self, foreseen: Foreseen) -> dict:
        """Who would get it, open leads of the same organisation, and organisations that it looks like."""
        user = self.request.user
        doubles = Found([], 0, 0)
        if foreseen.known:
            doubles = found_among(Lead.objects.open().filter(organisation=foreseen.known), user)
        keys = [one.pk for one in foreseen.alike]
        alike = organisations_of(user).filter(pk__in=keys) if keys else ()
        return {
            "explanation": self.explained(foreseen),
            "doubles": doubles,
            "alike": [known_choice(one) for one in alike],
            "has_doubles": bool(doubles.count or alike),
        }

    def explained(self, foreseen: Foreseen) -> Explanation:
        """Who would get it, and why; for who may not see the organisation only who.

        One says no less of an organisation that we do not know: else that would tell whom colleagues know.
        """
        said, user, known = explain_data(foreseen.decision.as_data()), self.request.user, foreseen.known
        if user.has_perm(COORDINATE) or (known and organisations_of(user).filter(pk=known.pk).exists()):
            return said
        name = next((line.name for line in said.candidates if line.chosen), _("a coordinator decides"))
        return replace(said, summary=name, steps=[], candidates=[], why=[], rules=[])


def _typed(data: MultiValueDict) -> dict:
    """What was typed, to be shown again without being told off."""
    ticked = {"subjects": data.getlist("subjects")}
    boxes = {name: name in data for name in ("confirm", "consent")}
    return data.dict() | ticked | boxes
