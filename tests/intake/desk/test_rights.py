"""Who may do what: every address of the desk, for every role, on an own and on another's object."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from home.roles import Role
from intake.models import (
    Absence,
    Adviser,
    Lead,
    LeadLogEntry,
    Merge,
    MergeKind,
    Quarantine,
    RoutingRule,
    SchoolHoliday,
)
from tests.factories.intake import (
    AdviserFactory,
    EnrolmentFactory,
    LeadFactory,
    OrganisationFactory,
    QuarantineFactory,
    RequestFileFactory,
    RoutingDecisionFactory,
    RoutingRuleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LOGIN, HOME, BACK, LIST, TO_LEADS, MISSING, NOT_ALLOWED, SHOWN = (
    "login", "home", "back", "list", "leads", 404, 405, 200
)  # fmt: skip
LOGIN, HOME, BACK, LIST, AGAIN, MISSING, NOT_ALLOWED, SHOWN = (
    *("login", "home", "back", "list", "again"),
    *(404, 405, 200),
)

#: By address and method, what each gets: nobody, Redactie and Eindredactie, Adviseur, Coördinator, Beheer.
#: For an object there is a second row: the same on somebody else's.
COLUMN = {
    "anonymous": 0,
    Role.EDITOR: 1,
    Role.CHIEF_EDITOR: 1,
    Role.ADVISER: 2,
    Role.COORDINATOR: 3,
    Role.ADMINISTRATOR: 4,
}
PEOPLE = tuple(COLUMN)
EVERYBODY_WITH_LEADS = (LOGIN, HOME, SHOWN, SHOWN, SHOWN)
COORDINATORS = (LOGIN, HOME, HOME, SHOWN, SHOWN)
OWN = (LOGIN, MISSING, SHOWN, SHOWN, SHOWN)
OTHERS = (LOGIN, MISSING, MISSING, SHOWN, SHOWN)
KEPT_APART = (LOGIN, MISSING, MISSING, SHOWN, SHOWN)
BOARD = (LOGIN, MISSING, HOME, BACK, BACK)
OWN_BACK = (LOGIN, MISSING, BACK, BACK, BACK)
OTHERS_BACK = (LOGIN, MISSING, MISSING, BACK, BACK)
DECIDES = (LOGIN, MISSING, HOME, SHOWN, SHOWN)
COORDINATED = (LOGIN, MISSING, MISSING, SHOWN, SHOWN)


def refused(*row) -> tuple:
    """The same row for a method that the page does not know."""
    return tuple(NOT_ALLOWED if result == SHOWN else result for result in row)


LISTS = {
    "intake_lead_modeladmin_index": (LOGIN, HOME, SHOWN, HOME, HOME),
    "intake_lead_all_modeladmin_index": COORDINATORS,
    "intake_lead_triage_modeladmin_index": COORDINATORS,
    "intake_lead_board_modeladmin_index": EVERYBODY_WITH_LEADS,
    "intake_lead_figures_modeladmin_index": EVERYBODY_WITH_LEADS,
    "intake_lead_figures_modeladmin_export": EVERYBODY_WITH_LEADS,
    "intake_organisation_modeladmin_index": EVERYBODY_WITH_LEADS,
    "intake_coursedate_modeladmin_index": EVERYBODY_WITH_LEADS,
    "intake_merge_modeladmin_index": EVERYBODY_WITH_LEADS,
    "intake_adviser_modeladmin_index": COORDINATORS,
    "intake_quarantine_modeladmin_index": COORDINATORS,
    "intake_routingrule_modeladmin_index": COORDINATORS,
    "intake_schoolholiday_modeladmin_index": COORDINATORS,
    "intake_routingrule_modeladmin_history": COORDINATORS,
    "intake_routingrule_modeladmin_try": COORDINATORS,
}
TABLE = {
    **{(name, "get"): [row] for name, row in LISTS.items()},
    **{(name, "post"): [refused(*row)] for name, row in LISTS.items()},
    ("intake_adviser_modeladmin_create", "get"): [COORDINATORS],
    ("intake_adviser_modeladmin_create", "post"): [COORDINATORS],
    ("intake_adviser_modeladmin_edit", "get"): [COORDINATED, COORDINATED],
    ("intake_adviser_modeladmin_edit", "post"): [COORDINATED, COORDINATED],
    ("intake_organisation_modeladmin_inspect", "get"): [OWN, OTHERS],
    ("intake_organisation_modeladmin_inspect", "post"): [refused(*OWN), refused(*OTHERS)],
    ("intake_organisation_modeladmin_board", "get"): [OWN_BACK, OTHERS_BACK],
    ("intake_organisation_modeladmin_board", "post"): [BOARD, OTHERS_BACK],
    ("intake_organisation_modeladmin_doubles", "get"): [DECIDES, COORDINATED],
    ("intake_organisation_modeladmin_doubles", "post"): [DECIDES, COORDINATED],
    # Of a file that waits for the scanner: a warning, and then the file.
    ("intake_requestfile_modeladmin_inspect", "get"): [OWN, OTHERS],
    ("intake_requestfile_modeladmin_inspect", "post"): [OWN, OTHERS],
    ("intake_lead_modeladmin_inspect", "get"): [OWN, OTHERS],
    ("intake_lead_modeladmin_inspect", "post"): [refused(*OWN), refused(*OTHERS)],
    ("intake_lead_modeladmin_erase", "get"): [COORDINATED, COORDINATED],
    ("intake_lead_modeladmin_erase", "post"): [COORDINATED, COORDINATED],  # without the button: asks again
    ("intake_lead_modeladmin_decision", "get"): [OWN, OTHERS],
    ("intake_lead_modeladmin_decision", "post"): [refused(*OWN), refused(*OTHERS)],
}
TABLE["intake_quarantine_modeladmin_inspect", "get"] = [KEPT_APART, KEPT_APART]
TABLE["intake_quarantine_modeladmin_inspect", "post"] = [refused(*KEPT_APART), refused(*KEPT_APART)]
for action in ("free", "drop"):
    name = f"intake_quarantine_modeladmin_{action}"
    TABLE[name, "get"] = [OTHERS_BACK, OTHERS_BACK]
    # Freed before, so that who may do it is told so and nothing changes.
    TABLE[name, "post"] = [OTHERS_BACK, OTHERS_BACK]
for action in ("inspect", "file"):
    name = f"intake_coursedate_modeladmin_{action}"
    TABLE[name, "get"] = [OWN, OTHERS]
    TABLE[name, "post"] = [refused(*OWN), refused(*OTHERS)]
for action in (
    *("contact", "note", "next", "move", "lost", "hand_over", "moment", "mail", "person"),
    *("seats_confirm", "seats_offer", "seats_again", "seats_people", "seats_cancel"),
    *("plan", "talk", "talk_cancel", "agreed"),
):
    name = f"intake_lead_modeladmin_{action}"
    TABLE[name, "get"] = [OWN_BACK, OTHERS_BACK]
    # Nothing is filled in, so whoever may do it gets the page again with what is missing.
    TABLE[name, "post"] = [OWN, OTHERS]

# Nothing is filled in, so the form comes again.
TABLE["intake_lead_modeladmin_write", "get"] = TABLE["intake_lead_modeladmin_write", "post"] = [OWN, OTHERS]
TABLE["intake_lead_modeladmin_reroute", "get"] = [OWN_BACK, OTHERS_BACK]
TABLE["intake_lead_modeladmin_reroute", "post"] = [DECIDES, COORDINATED]
TABLE["intake_adviser_modeladmin_redistribute", "get"] = [COORDINATED, COORDINATED]
AGAIN_BACK = (LOGIN, MISSING, MISSING, AGAIN, AGAIN)
TABLE["intake_adviser_modeladmin_redistribute", "post"] = [AGAIN_BACK, AGAIN_BACK]
NOBODY_ELSE = (LOGIN, MISSING, MISSING, MISSING, MISSING)
for method in ("get", "post"):
    TABLE["intake_absence_modeladmin_index", method] = [(LOGIN, HOME, SHOWN, HOME, HOME)]
    away = (LOGIN, MISSING, LIST, MISSING, MISSING)
    TABLE["intake_absence_modeladmin_remove", method] = [away, NOBODY_ELSE]
RULE_BACK = (LOGIN, MISSING, MISSING, LIST, LIST)
RULES_BACK = (LOGIN, HOME, HOME, LIST, LIST)
for method in ("get", "post"):
    # Nothing is chosen, so nothing is done: back to the list.
    TABLE["intake_quarantine_modeladmin_bulk", method] = [RULES_BACK]
    TABLE["intake_schoolholiday_modeladmin_create", method] = [COORDINATORS]
    TABLE["intake_schoolholiday_modeladmin_edit", method] = [COORDINATED, COORDINATED]
    TABLE["intake_schoolholiday_modeladmin_delete", method] = [RULE_BACK, RULE_BACK]
for action in ("move", "switch", "delete"):
    name = f"intake_routingrule_modeladmin_{action}"
    TABLE[name, "get"] = TABLE[name, "post"] = [RULE_BACK, RULE_BACK]
for action in ("publish", "discard"):
    name = f"intake_routingrule_modeladmin_{action}"
    TABLE[name, "get"] = TABLE[name, "post"] = [RULES_BACK]
for method in ("get", "post"):
    TABLE["intake_routingrule_modeladmin_create", method] = [COORDINATORS]
    TABLE["intake_routingrule_modeladmin_edit", method] = [COORDINATED, COORDINATED]

for method in ("get", "post"):
    # Nothing is chosen to join with, so nothing is joined.
    TABLE["intake_organisation_modeladmin_join", method] = [DECIDES, COORDINATED]
    TABLE["intake_organisation_modeladmin_people", method] = [DECIDES, COORDINATED]
    TABLE["intake_lead_modeladmin_join", method] = [OWN, OTHERS]
    # Of what cannot be undone any more: who may try is told so on the list.
    TABLE["intake_merge_modeladmin_undo", method] = [
        (LOGIN, MISSING, LIST, LIST, LIST), (LOGIN, MISSING, MISSING, LIST, LIST),
    ]  # fmt: skip

MY_LIST = LISTS["intake_lead_modeladmin_index"]
for name, row in (
    ("intake_lead", MY_LIST), ("intake_lead_all", COORDINATORS), ("intake_lead_triage", COORDINATORS),
):  # fmt: skip
    to_list = tuple(TO_LEADS if result == SHOWN else result for result in row)
    for tool in ("views", "columns", "bulk"):
        # Nothing is filled in or chosen, so nothing is done: back to the list.
        TABLE[f"{name}_modeladmin_{tool}", "get"] = TABLE[f"{name}_modeladmin_{tool}", "post"] = [to_list]
    TABLE[f"{name}_modeladmin_export", "get"] = [row]
    TABLE[f"{name}_modeladmin_export", "post"] = [refused(*row)]
TABLE["intake_lead_modeladmin_calendar", "get"] = [MY_LIST]
TABLE["intake_lead_modeladmin_by_hand", "get"] = [EVERYBODY_WITH_LEADS]
# Nothing is filled in, so the page comes again with what is missing.
TABLE["intake_lead_modeladmin_by_hand", "post"] = [EVERYBODY_WITH_LEADS]
# Nothing is asked: it says that three letters are needed.
TABLE["intake_lead_modeladmin_find", "get"] = [(LOGIN, HOME, 400, 400, 400)]
TABLE["intake_lead_modeladmin_find", "post"] = [(LOGIN, HOME, NOT_ALLOWED, NOT_ALLOWED, NOT_ALLOWED)]
# Made, and shown again.
TABLE["intake_lead_modeladmin_calendar", "post"] = [(LOGIN, HOME, TO_LEADS, HOME, HOME)]
RULES = reverse("intake_routingrule_modeladmin_index")
AWAY = reverse("intake_absence_modeladmin_index")
HOLIDAYS = reverse("intake_schoolholiday_modeladmin_index")
JOINED = reverse("intake_merge_modeladmin_index")
QUARANTINE = reverse("intake_quarantine_modeladmin_index")

#: One test an address and object: every method and everybody in turn, in the same small world.
CASES = [
    pytest.param(name, whose, id=f"{name}-{whose}")
    for name in dict.fromkeys(name for name, _method in TABLE)
    for whose in ("own", "others")[: len(TABLE[name, "get"])]
]


def desk_url_names(resolver=None) -> set[str]:
    """The name of every address that the intake has in the admin."""
    names = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            names |= desk_url_names(entry)
        elif isinstance(entry, URLPattern) and entry.name and "_modeladmin_" in entry.name:
            names.add(entry.name)
    return names


@pytest.fixture
def world(adviser):
    """An adviser's own lead, and one that is somebody else's, each with a decision."""
    leads = {"own": LeadFactory(owner=adviser), "others": LeadFactory()}
    for lead in leads.values():
        RoutingDecisionFactory(lead=lead)
        RequestFileFactory(request=lead.request, waiting=True)
        QuarantineFactory(request=lead.request, verdict="freed", decided_at=timezone.now())
        # For the list of a date; the request asks for something else, so its lead refuses every change.
        EnrolmentFactory(request=lead.request)
    return leads


def object_of(name: str, lead: Lead):
    if "_quarantine_" in name:
        return lead.request.quarantine
    if "_organisation_" in name:
        return lead.organisation
    if "_requestfile_" in name:
        return lead.request.files.get()
    if "_coursedate_" in name:
        return lead.request.enrolment.course_date
    return other_object_of(name, lead)


def other_object_of(name: str, lead: Lead):
    """What does not come with a lead."""
    if "_merge_" in name:
        made = {"kind": MergeKind.LEAD, "kept": lead.pk, "by": lead.owner.user}
        return Merge.objects.get_or_create(**made, defaults={"gone": 0, "at": timezone.now()})[0]
    if "_absence_" in name:
        days = {"first_day": "2020-01-01", "last_day": "2020-01-02"}
        return Absence.objects.get_or_create(adviser=lead.owner, **days)[0]
    if "_schoolholiday_" in name:
        return SchoolHoliday.objects.first()
    if "_routingrule_" in name:
        return RoutingRule.objects.first() or RoutingRuleFactory()
    return lead.owner if "_adviser_" in name else lead


def somebody(person, adviser):
    if person == "anonymous":
        return None
    return adviser.user if person == Role.ADVISER else UserFactory(role=person)


def outcome(response, lead) -> int | str:
    """The status, or in a word where a redirect leads to."""
    if response.status_code != 302:
        return response.status_code
    leads = [
        reverse(f"{of}_modeladmin_index") for of in ("intake_lead", "intake_lead_all", "intake_lead_triage")
    ]
    targets = dict.fromkeys([*leads, reverse("intake_lead_modeladmin_calendar")], TO_LEADS) | {
        reverse("wagtailadmin_home"): HOME,
        reverse("intake_lead_modeladmin_inspect", args=[lead.pk]): BACK,
        reverse("intake_organisation_modeladmin_inspect", args=[lead.organisation.pk]): BACK,
    }
    for kept in Quarantine.objects.filter(request=lead.request):
        targets[reverse("intake_quarantine_modeladmin_inspect", args=[kept.pk])] = BACK
    if response.url.partition("#")[0] in {RULES, AWAY, HOLIDAYS, QUARANTINE, JOINED}:
        return LIST
    if response.url.startswith("/admin/intake/adviser/redistribute/"):
        return AGAIN
    return targets.get(response.url, LOGIN if response.url.startswith(reverse("wagtailadmin_login")) else "?")


def state_of_things() -> list:
    """What nobody has changed by asking for a page. That a file was opened is kept, but changes nothing."""
    trail = LeadLogEntry.objects.exclude(action="intake.file_opened")
    return [list(Lead.objects.order_by("pk").values()), trail.count(), Adviser.objects.count()]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in it did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("name", "whose"), CASES)
def test_everybody_gets_what_the_table_says(world, adviser, login, name, whose):
    lead, people = world[whose], [(person, somebody(person, adviser)) for person in PEOPLE]
    is_about_object = len(TABLE[name, "get"]) == 2
    address = reverse(name, args=[object_of(name, lead).pk] if is_about_object else [])
    before, given, changed, expected = state_of_things(), {}, [], {}

    for method in ("get", "post"):
        row = TABLE[name, method][whose == "others"]
        for person, account in people:
            expected[method, person] = row[COLUMN[person]]
            with undone():
                response = getattr(login(account), method)(address)
                b"".join(response)  # a file is closed once it is read
                given[method, person] = outcome(response, lead)
                if state_of_things() != before:
                    changed.append((method, person))

    assert given == expected
    assert changed == []


def test_every_address_of_the_desk_is_in_the_table():
    assert desk_url_names() == {name for name, _method in TABLE}


def test_every_address_is_in_the_table_with_both_methods():
    names = {name for name, _method in TABLE}
    assert {(name, method) for name in names for method in ("get", "post")} == set(TABLE)


NOWHERE = [
    "intake/lead/create/",
    "intake/lead/edit/{lead}/",
    "intake/lead/delete/{lead}/",
    "intake/lead/history/{lead}/",
    "intake/lead/inspect/{lead}-/",
    "intake/lead/inspect/abc/",
    "intake/lead/inspect/999999999999999999/",
    "intake/lead/all/create/",
    "intake/lead/all/inspect/{lead}/",
    "intake/lead/triage/delete/{lead}/",
    "intake/lead/choose/",
    "intake/intakerequest/",
    "intake/contact/",
    "intake/requestfile/",
    "intake/requestfile/delete/1/",
    "intake/routingdecision/",
    "intake/organisation/create/",
    "intake/organisation/edit/{organisation}/",
    "intake/organisation/delete/{organisation}/",
    "intake/organisation/history/{organisation}/",
    "intake/adviser/delete/{adviser}/",
    "intake/adviser/inspect/{adviser}/",
    "intake/adviser/history/{adviser}/",
    "snippets/intake/lead/",
    "bulk/intake/lead/delete/?id={lead}",
]


@pytest.mark.parametrize("person", PEOPLE[1:])
def test_rows_cannot_be_made_edited_or_deleted_by_hand(lead, adviser, login, person):
    client, given = login(somebody(person, adviser)), {}

    for path in NOWHERE:
        address = "/admin/" + path.format(lead=lead.pk, organisation=lead.organisation.pk, adviser=adviser.pk)
        for method in ("get", "post"):
            given[method, path] = getattr(client, method)(address).status_code

    assert set(given.values()) == {404}, given
    assert Lead.objects.filter(pk=lead.pk).exists()


def test_an_account_without_admin_access_gets_nowhere(lead, login):
    user = UserFactory()

    response = login(user).get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk]))

    assert outcome(response, lead) == LOGIN


def test_a_right_to_look_is_no_right_to_change(lead, adviser, login):
    """Whoever has no `change_lead` reads the page, finds no form on it, and cannot send one either."""
    group = Role.ADVISER.group
    group.permissions.remove(group.permissions.get(codename="change_lead"))
    client = login(adviser.user)
    page = client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk]))
    response = client.post(reverse("intake_lead_modeladmin_note", args=[lead.pk]), {"text": "Toch"})

    assert page.status_code == 200
    assert b'method="post" action="/admin/intake' not in page.content
    assert outcome(response, lead) == HOME
    assert not LeadLogEntry.objects.exists()


def test_a_form_of_another_site_is_refused(lead, adviser):
    client = Client(enforce_csrf_checks=True)
    client.force_login(adviser.user)

    response = client.post(reverse("intake_lead_modeladmin_note", args=[lead.pk]), {"text": "Van elders"})

    assert response.status_code == 403
    assert not LeadLogEntry.objects.exists()


def test_an_adviser_who_left_sees_nothing_any_more(lead, adviser, login):
    client = login(adviser.user)
    adviser.user.groups.clear()

    assert outcome(client.get(reverse("intake_lead_modeladmin_inspect", args=[lead.pk])), lead) == LOGIN


def test_an_organisation_shows_only_own_leads_and_people(adviser, login):
    organisation = OrganisationFactory()
    own = LeadFactory(owner=adviser, organisation=organisation)
    others = LeadFactory(organisation=organisation, owner=AdviserFactory())

    response = login(adviser.user).get(
        reverse("intake_organisation_modeladmin_inspect", args=[organisation.pk])
    )

    assert own.contact.email in response.text
    assert others.contact.email not in response.text
    assert others.reference not in response.text


def test_the_menu_shows_what_the_role_gives(adviser, coordinator, login):
    def names(user) -> set[str]:
        response = login(user).get(reverse("wagtailadmin_home"))
        return {
            name
            for name in ("my-leads", "all-leads", "triage", "quarantine", "advisers")
            if f'"{name}"' in response.text
        }

    assert names(adviser.user) == {"my-leads"}
    assert names(coordinator) == {"all-leads", "triage", "quarantine", "advisers"}
    assert names(UserFactory(role=Role.EDITOR)) == set()
