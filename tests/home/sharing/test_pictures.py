"""The picture that goes along when somebody shares a page."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import PageViewRestriction

from home.cards import HEIGHT, WIDTH
from home.sharing.layout import GROUNDS
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    GuidePageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    SiteImageFactory,
    TestimonialIndexPageFactory,
    TextPageFactory,
    fill_home_page,
    set_brand,
    the_home_page,
)

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
EVERY_TYPE = [
    TextPageFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    CourseIndexPageFactory,
    CoursePageFactory,
    TestimonialIndexPageFactory,
    AdviserPageFactory,
    the_home_page,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    GuidePageFactory,
]
MOST_BYTES = 80_000


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(client, page_url: str) -> str:
    """Where the picture of a page is, as its head says."""
    head = client.get(page_url).content.decode()
    return re.search(r'property="og:image" content="([^"]+)"', head)[1].removeprefix(HOST)


def picture(client, page_url: str) -> Image.Image:
    response = client.get(address(client, page_url))
    assert response.headers["Content-Type"] == "image/png"
    assert len(response.content) < MOST_BYTES
    return Image.open(BytesIO(response.content))


@pytest.mark.parametrize("make", EVERY_TYPE, ids=lambda make: getattr(make, "__name__", str(make)))
def test_every_page_type_has_a_picture_in_the_size_that_is_promised(client, make):
    page = make()

    head = client.get(page.url).content.decode()

    assert picture(client, page.url).size == (WIDTH, HEIGHT)
    assert f'property="og:image:width" content="{WIDTH}"' in head
    assert f'property="og:image:height" content="{HEIGHT}"' in head
    assert re.search(r'property="og:image:alt" content="[^"]+, Leerkring"', head)
    assert 'name="twitter:card" content="summary_large_image"' in head


def test_a_picture_may_be_kept_for_ever_and_is_drawn_once(client):
    url = address(client, TextPageFactory().url)
    first = client.get(url)
    [folder] = default_storage.listdir("deelplaten")[0]
    [name] = default_storage.listdir(f"deelplaten/{folder}")[1]
    with default_storage.open(f"deelplaten/{folder}/{name}", "wb") as file:
        file.write(b"what was kept")

    assert {"public", "immutable"} <= set(first.headers["Cache-Control"].split(", "))
    assert client.get(url).content == b"what was kept"


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.__class__.objects.filter(pk=page.pk).update(title="Een andere titel"),
        lambda page: set_brand(name="Samenkring"),
        lambda page: set_brand(accent="#ffd08c"),
    ],
    ids=["title", "name", "colour"],
)
def test_another_title_name_or_colour_gives_another_address_and_the_old_one_leads_to_it(client, change):
    page = TextPageFactory(title="Een titel")
    before = address(client, page.url)
    client.get(before)

    change(page)

    after = address(client, page.url)
    assert after != before
    response = client.get(before)
    assert response.headers["Location"].removeprefix(HOST) == after
    assert "immutable" not in response.headers["Cache-Control"]
    client.get(after)
    assert len(default_storage.listdir(f"deelplaten/{page.pk}")[1]) == 1  # the old one is thrown away


def test_nothing_is_drawn_for_an_address_that_somebody_made_up(client):
    page = TextPageFactory()

    response = client.get(f"/deelplaat/{page.pk}-zomaar-een-tekst.png")

    assert response.headers["Location"].removeprefix(HOST) == address(client, page.url)
    assert not default_storage.exists("deelplaten")


def test_only_what_everybody_may_read_has_a_picture(client):
    draft, closed = TextPageFactory(draft=True), TextPageFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert [client.get(f"/deelplaat/{page.pk}-x.png").status_code for page in (draft, closed)] == [404, 404]
    assert client.get("/deelplaat/987654-x.png").status_code == 404


def test_each_step_has_its_own_ring(client):
    first, second = ServicePageFactory(title="Zo"), ServicePageFactory(title="Zo")

    assert (
        picture(client, first.url).convert("RGB").tobytes()
        != picture(client, second.url).convert("RGB").tobytes()
    )


def test_a_photograph_takes_the_place_of_a_drawn_portrait(client):
    drawn = AdviserPageFactory(title="Zo", drawing="mirjam")
    photographed = AdviserPageFactory(title="Zo", drawing="mirjam", photo=SiteImageFactory())

    middle = (930, 315)
    colours = [picture(client, page.url).convert("RGB").getpixel(middle) for page in (drawn, photographed)]

    assert colours[0] != colours[1]


def test_own_colours_reach_the_picture(client):
    url = CourseIndexPageFactory.the_one().url
    set_brand(accent="#9fe0b4")

    assert picture(client, url).convert("RGB").getpixel((5, 5)) == (0x9F, 0xE0, 0xB4)
    assert GROUNDS["coral"].plane == "var(--accent)"


def test_a_page_asks_nothing_more_of_the_database_for_its_picture(client, monkeypatch):
    page = ServicePageFactory()

    def queries() -> int:
        client.get(page.url)  # what is remembered from here on
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    queries()
    with_picture = queries()
    monkeypatch.setattr("home.heads.picture_of", lambda page, brand: None)

    assert with_picture == queries()


def test_the_request_form_goes_with_the_picture_of_the_home_page(client):
    fill_home_page(opening_first="Samen leren")

    assert address(client, "/aanvraag/") == address(client, "/")
