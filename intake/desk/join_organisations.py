"""Joining organisations, and the people of one. For coordinators."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.dutch import phone_number
from intake.leads.merging.organisations import look_at_organisations, merge_organisations
from intake.leads.merging.people import look_at_people, merge_people
from intake.models import Contact, Lead, Organisation

from .doubles import alike_of, compare_two
from .joining import OFFERED, Candidate, JoinPage, beside, must_have
from .organisations import OrganisationPage, fits, organisations_of, page_of
from .pages import Crumb
from .rights import CHANGE_ORGANISATION


class OfOrganisation(JoinPage, OrganisationPage):
    """A page of joining below that of an organisation."""

    template_name = "intake/desk/join.html"

    def dispatch(self, request, *args, **kwargs):
        must_have(request.user, CHANGE_ORGANISATION)
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        return [*super().get_crumbs(), Crumb(self.organisation.name, page_of(self.organisation))]

    def get_context_data(self, **kwargs):
        return super(OrganisationPage, self).get_context_data(**kwargs)

    def url_after(self, keep):
        return page_of(self.organisation)


class JoinOrganisations(OfOrganisation):
    """This organisation and another are one."""

    can_search = True
    says = gettext_lazy(
        "Its name, postcode and number are remembered: who asks under them again is the same organisation."
    )

    def get_page_title(self):
        return _("Join organisations")

    def get_one(self):
        return self.organisation

    def get_others(self):
        return organisations_of(self.request.user).exclude(pk=self.organisation.pk).select_related("board")

    def find_others(self):
        if self.text:
            found = self.get_others().filter(fits(self.text)).order_by("name", "pk")[:OFFERED]
            return [_candidate(one) for one in found]
        alikes = alike_of(self.organisation, organisations_of(self.request.user))
        return [_candidate(alike.other) for alike in alikes]

    def facts(self, one, other):
        return compare_two(one, other)

    def look(self, ledger, keep, gone):
        look_at_organisations(ledger, keep, gone)

    def join(self, keep, gone):
        return merge_organisations(keep, gone, user=self.request.user)

    def url_after(self, keep):
        return page_of(keep)


class JoinPeople(OfOrganisation):
    """Two contact persons of this organisation are one. `?person=` names the first."""

    says = gettext_lazy("Links in mails that went to the other e-mail address stop working.")

    def get_page_title(self):
        return _("Join contact persons")

    @property
    def people(self):
        return Contact.objects.filter(organisation=self.organisation).exclude(first_name="", last_name="")

    def get_one(self):
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        key = data.get("person", "")
        is_number = key.isascii() and key.isdecimal() and len(key) < 19
        people = self.people.order_by("pk")
        return (people.filter(pk=key).first() if is_number else None) or people.first() or Contact()

    def get_choice(self):
        return {"carried": {"person": self.get_one().pk or ""}}

    def get_others(self):
        return self.people.exclude(pk=self.get_one().pk)

    def find_others(self):
        people = self.get_others().order_by("last_name", "first_name", "pk")[:OFFERED]
        return [Candidate(one.pk, one.name, ", ".join(filter(None, [one.role, one.email]))) for one in people]

    def facts(self, one, other):
        rows = Lead.objects.filter(contact__in=[one, other]).order_by().values("contact")
        leads = {row["contact"]: row["n"] for row in rows.annotate(n=Count("pk"))}
        both = (one, other)
        return beside({
            _("Name"): tuple(person.name for person in both),
            _("Role"): tuple(person.role for person in both),
            _("E-mail address"): tuple(person.email for person in both),
            _("Phone number"): tuple(phone_number(one.phone) if one.phone else "" for one in both),
            _("Leads"): tuple(str(leads.get(person.pk, 0)) for person in both),
        })  # fmt: skip

    def name_of(self, one):
        return f"{one.name} ({one.email})" if one.email else one.name

    def look(self, ledger, keep, gone):
        look_at_people(ledger, keep, gone)

    def join(self, keep, gone):
        return merge_people(keep, gone, user=self.request.user)


def _candidate(one: Organisation) -> Candidate:
    return Candidate(one.pk, one.name, ", ".join(filter(None, [one.street, one.postcode, one.city])))
