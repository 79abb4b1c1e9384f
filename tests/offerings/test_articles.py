"""Articles: the list, its topics, and one article."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from home.models import HomePage
from offerings.models import Topic
from tests.factories.pages import (
    AdviserPageFactory,
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CoursePageFactory,
    ServicePageFactory,
    TopicFactory,
    fill_home_page,
    today,
)

pytestmark = pytest.mark.django_db


def main(response) -> str:
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]


def titles(html: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>([^<]+)</a></h2>", html)


def behind_a_password(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")


# ------------------------------------------------------------------ the list
def test_the_newest_article_stands_first(client):
    for days, title in ((3, "Middel"), (9, "Oud"), (1, "Nieuw")):
        ArticlePageFactory(title=title, published_on=today() - timedelta(days=days))

    assert titles(main(client.get("/kennis/"))) == ["Nieuw", "Middel", "Oud"]


def test_what_is_not_for_everybody_is_not_listed(client):
    ArticlePageFactory(title="Klad", draft=True)
    behind_a_password(ArticlePageFactory(title="Besloten"))
    ArticlePageFactory(title="Open")

    assert titles(main(client.get("/kennis/"))) == ["Open"]


def test_an_empty_list_says_so(client):
    ArticleIndexPageFactory()

    assert "Binnenkort is hier iets te lezen." in main(client.get("/kennis/"))


def test_a_topic_has_its_own_address_and_says_how_much_there_is(client):
    watching = TopicFactory(name="Samen kijken")
    TopicFactory(name="Niets over")
    ArticlePageFactory(title="Erover", topics=[watching])
    ArticlePageFactory(title="Iets anders")
    ArticlePageFactory(title="Klad erover", topics=[watching], draft=True)

    everything, chosen = client.get("/kennis/"), client.get("/kennis/?thema=samen-kijken")

    assert len(titles(main(everything))) == 2
    assert titles(main(chosen)) == ["Erover"]
    option = re.search(
        r'<li><a href="/kennis/\?thema=samen-kijken" aria-current="true">.*?</li>', main(chosen)
    )
    assert "Samen kijken, 1 artikel" in re.sub(r"<[^>]+>", "", option[0]).replace(" ,", ",")
    assert "Niets over" not in main(everything)


@pytest.mark.parametrize("query", ["?thema=bestaat-niet", "?p=veel", "?p=0", "?thema=", "?thema=%00"])
def test_an_odd_choice_shows_everything(client, query):
    ArticlePageFactory(title="Open")

    assert titles(main(client.get(f"/kennis/{query}"))) == ["Open"]


def test_a_long_list_is_spread_over_pages_with_few_numbers(client):
    topic = TopicFactory(name="Gesprek")
    for _number in range(95):
        ArticlePageFactory(topics=[topic])

    html = main(client.get("/kennis/?thema=gesprek&p=5"))

    assert len(titles(html)) == 10
    pages = re.search(r'<nav class="pages".*?</nav>', html, re.DOTALL)[0]
    numbers = re.findall(r"thema=gesprek&amp;p=\d+\"[^>]*>(\d+)", pages)
    assert numbers == ["1", "4", "5", "6", "10"]


# ------------------------------------------------------------------ one article
def test_an_article_says_who_when_and_how_long(client):
    author = AdviserPageFactory(title="Mirjam Oosterhof")
    day = today() - timedelta(days=20)
    page = ArticlePageFactory(
        author=author,
        published_on=day,
        updated_on=today(),
        lead="",
        body=[("prose", f"<p>{'woord ' * 460}</p>")],
    )

    html = main(client.get(page.url))

    assert f'Door <a href="{author.url}">Mirjam Oosterhof</a>' in html
    assert f'<time datetime="{day:%Y-%m-%d}">' in html
    assert "3\xa0minuten lezen" in html
    assert "Bijgewerkt op" in html


def test_reading_time_follows_the_text():
    page = ArticlePageFactory(body=[("prose", "<p>Kort.</p>")])
    assert page.minutes == 1

    page.body = [("prose", f"<p>{'woord ' * 900}</p>")]
    page.save()

    assert type(page).objects.get(pk=page.pk).minutes == 5


def test_an_author_whose_page_is_gone_is_not_named(client):
    author = AdviserPageFactory(title="Mirjam Oosterhof")
    page = ArticlePageFactory(author=author)
    author.unpublish()

    assert "Mirjam Oosterhof" not in main(client.get(page.url))


def test_it_cannot_be_brought_up_to_date_before_it_was_written():
    page = ArticlePageFactory()
    page.updated_on = page.published_on - timedelta(days=1)

    with pytest.raises(ValidationError) as error:
        page.full_clean()

    assert "updated_on" in error.value.message_dict


def test_it_leads_on_to_what_goes_with_it_as_long_as_that_is_published(client):
    service, course = ServicePageFactory(title="Startoverleg"), CoursePageFactory(title="Leren leiden")
    gone = ServicePageFactory(title="Verdwenen")
    page = ArticlePageFactory(services=[service, gone], courses=[course])
    gone.unpublish()

    html = main(client.get(page.url))

    assert f'<a href="{service.url}">Startoverleg</a>' in html
    assert f'<a href="{course.url}">Leren leiden</a>' in html
    assert "Verdwenen" not in html


def test_it_leads_on_to_articles_with_most_topics_in_common(client):
    one, two, other = (TopicFactory() for _ in range(3))
    page = ArticlePageFactory(topics=[one, two])
    ArticlePageFactory(title="Eén gemeen", topics=[one])
    ArticlePageFactory(title="Twee gemeen", topics=[one, two])
    ArticlePageFactory(title="Niets gemeen", topics=[other])

    assert [article.title for article in page.more_to_read] == ["Twee gemeen", "Eén gemeen"]


def test_its_sources_are_named(client):
    book = {"author": "Verbiest, E.", "year": "2012", "title": "Professionele leergemeenschappen"}
    page = ArticlePageFactory(sources=[("source", book)])

    html = main(client.get(page.url))

    assert "Verbiest, E. (2012). <cite>Professionele leergemeenschappen</cite>." in html


# ------------------------------------------------------------------ elsewhere
def test_a_service_names_the_newest_articles_that_go_with_it(client):
    service = ServicePageFactory()
    for days in range(4):
        ArticlePageFactory(
            title=f"Stuk {days}", services=[service], published_on=today() - timedelta(days=days)
        )
    ArticlePageFactory(title="Klad", services=[service], draft=True)

    html = main(client.get(service.url))

    assert re.findall(r"<a href=\"/kennis/[^\"]+\">([^<]+)</a>", html) == ["Stuk 0", "Stuk 1", "Stuk 2"]


def test_a_service_without_articles_says_nothing_of_them(client):
    assert "Meer hierover lezen" not in main(client.get(ServicePageFactory().url))


def test_a_section_shows_the_newest_articles_about_a_topic(client):
    topic = TopicFactory(name="Gesprek")
    index = ArticleIndexPageFactory()
    ArticlePageFactory(title="Erover", topics=[topic])
    ArticlePageFactory(title="Iets anders")
    section = {"heading": "Lezen", "index": index, "topic": topic, "count": 3}
    fill_home_page(body=[("articles", section)])

    html = main(client.get("/"))

    assert "Erover" in html
    assert "Iets anders" not in html
    assert 'href="/kennis/?thema=gesprek"' in html


def test_a_section_without_articles_is_left_out(client):
    index = ArticleIndexPageFactory()
    fill_home_page(body=[("articles", {"heading": "Lezen", "index": index, "topic": None, "count": 3})])

    assert "Lezen" not in main(client.get("/"))
    assert HomePage.objects.get().body


def test_a_topic_gets_its_address_from_its_name():
    topic = Topic(name="Samen kijken")
    topic.full_clean()

    assert topic.slug == "samen-kijken"
