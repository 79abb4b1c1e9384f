"""Articles. Google's rules for them: https://developers.google.com/search/docs/appearance/structured-data/article"""

from home.linked_data import LANGUAGE, Publisher, Thing, thing
from home.sharing.pictures import picture_of


def article(page, publisher: Publisher) -> Thing:
    author = page.shown_author
    return thing(
        "Article",
        id_=publisher.thing_id(page),
        headline=page.h1,
        description=page.description,
        url=publisher.address(page),
        image=picture_of(page, publisher.brand).address,
        inLanguage=LANGUAGE,
        author=publisher.refer(author) if author else publisher.reference,
        publisher=publisher.reference,
        datePublished=page.published_on.isoformat(),
        dateModified=(page.updated_on or page.published_on).isoformat(),
        wordCount=page.word_count,
        keywords=[topic.name for topic in page.all_topics],
        about=[publisher.refer(step) for step in page.next_steps],
        citation=[_book(book) for book in page.books],
    )


def _book(book) -> Thing:
    """A source, as it stands in the list below the article."""
    return thing(
        "CreativeWork",
        name=book["title"],
        author=thing("Person", name=book["author"]) if book["author"] else None,
        datePublished=book["year"],
        url=book["address"],
    )
