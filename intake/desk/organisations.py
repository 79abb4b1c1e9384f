"""Organisations: a list, a page with people and leads, the board it is of, and what it may be a double of."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from intake.leads.errors import LeadError
from intake.models import OPEN_STATES, Contact, Lead, Organisation
from intake.registers.names import match_name

from .board_form import BoardForm
from .columns import columns_of
from .doubles import DoubleForm, alike_of, compare
from .pages import Crumb, DeskList, DeskPage
from .rights import CHANGE_ORGANISATION, COORDINATE
from .rows import rows_of


def organisations_of(user):
    """The organisations this user may see: those of leads they may see; a coordinator sees all."""
    leads = Lead.objects.visible_to(user)
    if user.has_perm(COORDINATE):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=leads.values("organisation"))


class OrganisationList(DeskList):
    """Organisations by name, with how many leads there are of each that the user may see."""

    template_name = "intake/desk/organisation_list.html"

    @cached_property
    def text(self) -> str:
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:100]

    def get_rows(self):
        organisations = super().get_rows().select_related("board").order_by("name", "pk")
        return organisations.filter(fits(self.text)) if self.text else organisations

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = _count_leads(context["object_list"], self.request.user)
        rows = [(organisation, counts.get(organisation.pk)) for organisation in context["object_list"]]
        return context | {"rows": rows, "text": self.text}


class OrganisationPage(DeskPage):
    """An organisation with its people and its leads, as far as the user may see them."""

    template_name = "intake/desk/organisation.html"
    header_icon = "home"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.organisation = request.desk_object

    def get_organisation(self) -> Organisation:
        organisations = organisations_of(self.request.user).select_related("board")
        return get_object_or_404(organisations, pk=self.kwargs["instance_pk"])

    def get_page_title(self):
        return self.organisation.name

    def get_crumbs(self):
        return [Crumb(_("Organisations"), reverse("intake_organisation_modeladmin_index"))]

    def get_context_data(self, bound: BoardForm | None = None, **kwargs):
        """`bound` is the form that was refused, if one was."""
        leads = Lead.objects.visible_to(self.request.user).filter(organisation=self.organisation)
        people = Contact.objects.filter(leads__in=leads).exclude(first_name="", last_name="").distinct()
        return super().get_context_data(
            **kwargs,
            organisation=self.organisation,
            rows=rows_of(_open_first(leads.with_people()), timezone.localdate()),
            people=people,
            members=organisations_of(self.request.user).filter(board=self.organisation),
            columns=columns_of((), with_owner=self.request.user.has_perm(COORDINATE)),
            alikes=alike_of(self.organisation, organisations_of(self.request.user)),
            may_decide=self.request.user.has_perm(CHANGE_ORGANISATION),
            board_form=bound or self.get_board_form(),
            bound=bound,
        )

    def get_board_form(self) -> BoardForm | None:
        if not self.request.user.has_perm(CHANGE_ORGANISATION):
            return None
        return BoardForm(organisation=self.organisation, user=self.request.user)


class OrganisationBoardView(OrganisationPage):
    """Sets the board of an organisation. Following a link to it only shows the organisation."""

    def get(self, request, *args, **kwargs):
        return self.go_back()

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE_ORGANISATION):
            raise PermissionDenied
        form = BoardForm(request.POST, organisation=self.organisation, user=request.user)
        if form.is_valid():
            try:
                message = form.apply()
            except LeadError as error:
                form.refuse(error)
            else:
                messages.success(request, message)
                return self.go_back()
        self.organisation = self.get_organisation()
        return self.render_to_response(self.get_context_data(bound=form))

    def go_back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(page_of(self.organisation))


class DoublesPage(OrganisationPage):
    """This organisation beside those that it may be, and for each: the same, or not."""

    template_name = "intake/desk/doubles.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE_ORGANISATION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("The same organisation?")

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.organisation.name, page_of(self.organisation))]

    def get_context_data(self, bound: DoubleForm | None = None, **kwargs):
        alikes = alike_of(self.organisation, organisations_of(self.request.user))
        pairs = compare(self.organisation, alikes)
        return super(OrganisationPage, self).get_context_data(
            **kwargs, organisation=self.organisation, pairs=pairs, bound=bound
        )

    def post(self, request, *args, **kwargs):
        form = DoubleForm(request.POST, organisation=self.organisation, user=request.user)
        if form.is_valid():
            try:
                message = form.apply()
            except LeadError as error:
                form.refuse(error)
            else:
                messages.success(request, message)
                return HttpResponseRedirect(page_of(self.organisation))
        return self.render_to_response(self.get_context_data(bound=form))


def page_of(organisation: Organisation) -> str:
    """The address of an organisation's page."""
    return reverse("intake_organisation_modeladmin_inspect", args=[organisation.pk])


def _count_leads(organisations, user) -> dict[int, dict]:
    """By organisation: how many leads the user may see of it, all and open. One query for a whole page."""
    leads = Lead.objects.visible_to(user).filter(organisation__in=[row.pk for row in organisations])
    rows = (
        leads.order_by()
        .values("organisation")
        .annotate(all=Count("pk"), open=Count("pk", filter=Q(state__in=OPEN_STATES)))
    )
    return {row["organisation"]: row for row in rows}


def _open_first(leads):
    """What is due first; after that what is closed, the last closed first."""
    return leads.order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")


def fits(text: str) -> Q:
    """What is found by these words: in the name or place, or by the whole number."""
    found = Q(name__icontains=text) | Q(city__icontains=text) | Q(brin__iexact=text) | Q(lrk__iexact=text)
    return found | Q(match_name__contains=match_name(text))
