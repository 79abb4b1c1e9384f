"""Links that cannot break: a typed address of ours becomes the page or is refused; what moves is followed."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home import link_checks, rich_text, typed_addresses
from home.blocks import LinkBlock
from home.models import TextPage
from home.roles import Role
from tests.factories.intake import UserFactory
from tests.factories.pages import (
    AdviserPageFactory,
    CoursePageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TextPageFactory,
    set_menus,
    the_home_page,
    the_site,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return TextPageFactory(title="Doel", slug="doel")


def typed(address: str) -> str:
    """What is stored when somebody types or pastes a link to this address in a text."""
    state = {
        "blocks": [
            {
                "key": "aaaaa",
                "text": "hier",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
    }
    return ContentstateConverter(features=rich_text.TEXT).to_database_format(json.dumps(state))


@pytest.mark.parametrize(
    "address", ["/doel/", "/doel", "http://localhost/doel/", "https://www.localhost/doel/"]
)
def test_the_typed_address_of_a_page_becomes_the_page(target, address):
    assert f'<a linktype="page" id="{target.pk}">hier</a>' in typed(address)


@pytest.mark.parametrize(
    "address",
    ["https://www.example.nl/doel/", "/aanvraag/", "mailto:a@example.nl", "#lessen", "/doel/#lessen"],
)
def test_any_other_address_stays_as_it_was_typed(target, address):
    assert f'href="{address}"' in typed(address)


def test_an_old_address_that_leads_to_a_page_becomes_that_page(target):
    Redirect.objects.create(old_path="/oud", redirect_page=target, site=the_site())

    assert typed_addresses.page_meant_by("/oud/") == target.page_ptr


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/", True),
        ("/doel/", True),
        ("/aanvraag/?wens=talk", True),
        ("/zoeken/", True),
        ("https://www.example.nl/nergens/", True),
        ("mailto:a@example.nl", True),
        ("http://[voorbeeld]/x", False),
        ("/nergens/", False),
        ("http://localhost/nergens/", False),
        ("/admin/", False),
        ("/documents/9/weg.pdf", False),
    ],
)
def test_what_leads_somewhere(target, address, leads):
    assert typed_addresses.leads_somewhere(address) is leads


def save(client, page: TextPage, html: str, anchor: str = ""):
    """Send in a page with one section and a text with this HTML; give the response."""
    client.force_login(UserFactory(role=Role.EDITOR))
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "heading": "",
        "closing-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-count": "2",
        "body-0-type": "prose",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-value": ContentstateConverter(features=rich_text.LONG).from_database_format(html),
        "body-1-type": "lessons",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-value-heading": "Lessen",
        "body-1-value-anchor": anchor,
        "body-1-value-items-count": "2",
    }
    for number in range(2):
        data |= {
            f"body-1-value-items-{number}-deleted": "",
            f"body-1-value-items-{number}-order": str(number),
            f"body-1-value-items-{number}-type": "item",
            f"body-1-value-items-{number}-value-heading": "Een",
            f"body-1-value-items-{number}-value-text": "Twee",
        }
    return client.post(f"/admin/pages/{page.pk}/edit/", data)


def test_a_link_to_nowhere_is_refused_in_words(client, target):
    response = save(client, target, '<p><a href="/nergens/">weg</a></p>')

    assert response.status_code == 200
    assert "De link naar /nergens/ leidt nergens heen" in response.content.decode()


def test_a_link_within_the_page_needs_its_place(client, target):
    refused = save(client, target, '<p><a href="#lessen">lees</a></p>')
    taken = save(client, target, '<p><a href="#lessen">lees</a></p>', anchor="lessen")

    assert "De link naar #lessen leidt nergens heen" in refused.content.decode()
    assert taken.status_code == 302


def test_a_link_to_a_place_in_another_page_needs_that_place(client, target):
    lessons = {"heading": "Lessen", "anchor": "lessen", "items": [{"heading": "Een", "text": "Twee"}] * 2}
    TextPageFactory(slug="ander", body=[("lessons", lessons)])

    assert save(client, target, '<p><a href="/ander/#lessen">lees</a></p>').status_code == 302
    assert save(client, target, '<p><a href="/ander/#weg">lees</a></p>').status_code == 200


def test_a_menu_takes_the_page_for_its_address_and_refuses_one_that_is_not_there(target):
    def clean(address):
        return LinkBlock().clean(LinkBlock().normalize({"label": "Doel", "page": None, "address": address}))

    assert clean("/doel/")["page"] == target.page_ptr
    assert clean("/doel/")["address"] == ""
    assert clean("/aanvraag/")["address"] == "/aanvraag/"
    with pytest.raises(ValidationError):
        clean("/nergens/")


def test_a_renamed_page_redirects_and_so_does_what_stands_below_it(
    client, django_capture_on_commit_callbacks
):
    index = ServicePageFactory(slug="startoverleg").get_parent().specific
    index.slug = "diensten"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    for old, new in {"/aanbod/": "/diensten/", "/aanbod/startoverleg/": "/diensten/startoverleg/"}.items():
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_a_moved_page_redirects_and_links_to_it_follow(client, target):
    page = TextPageFactory(body=[("prose", f'<p><a linktype="page" id="{target.pk}">doel</a></p>')])
    above = TextPageFactory(slug="boven")

    Page.objects.get(pk=target.pk).move(above, pos="last-child")

    assert client.get("/doel/")["Location"] == "/boven/doel/"
    assert '<a href="/boven/doel/">doel</a>' in client.get(page.url).content.decode()


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_who_takes_a_page_away_reads_what_speaks_of_it(
    client, target, action, django_capture_on_commit_callbacks
):
    link = f'<p><a linktype="page" id="{target.pk}">x</a></p>'
    with django_capture_on_commit_callbacks(execute=True):
        page = TextPageFactory(title="Spreekt", body=[("prose", link)])
        set_menus(main=[("link", {"page": target, "label": "", "address": ""})])
    client.force_login(UserFactory(role=Role.CHIEF_EDITOR))

    html = client.get(f"/admin/pages/{target.pk}/{action}/").content.decode()

    assert "2 plaatsen" in html
    assert f'<a href="/admin/pages/{page.pk}/edit/">Spreekt</a>' in html
    assert "/admin/settings/home/menusettings/" in html


def test_pictures_and_choices_hold_no_links():
    page = TextPageFactory(
        body=[
            ("picture", {"image": SiteImageFactory(), "caption": "Een tafel"}),
            ("people", {"heading": "Wij", "people": [AdviserPageFactory()]}),
        ]
    )
    values = {"body": page.body, "title": page.title}

    assert list(link_checks.faults(page, values)) == []


def test_a_course_offers_the_place_of_its_dates():
    course = CoursePageFactory()

    assert "start" in course.fixed_places
    assert "start" not in the_home_page().fixed_places
