"""Pages, course dates and testimonials for tests, on the site that `migrate` leaves behind.

Each page finds its place by itself: `CoursePageFactory()` stands below the one course index, and makes that
when it is not there. `ServicePageFactory(draft=True)` is not published.
"""

from datetime import timedelta

import factory
from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from home.models import BrandSettings, HomePage, MenuSettings, SiteImage, TextPage
from home.permissions import root_page
from offerings.models import (
    AdviserPage,
    ArticleIndexPage,
    ArticlePage,
    Audience,
    CourseDate,
    CourseDay,
    CourseIndexPage,
    CoursePage,
    CourseTrainer,
    GuidePage,
    Register,
    ServiceIndexPage,
    ServicePage,
    Testimonial,
    TestimonialIndexPage,
    Topic,
)


def today():
    return timezone.localdate()


def days_ahead(*counts: int) -> list:
    """The local dates so many days from today."""
    return [today() + timedelta(days=count) for count in counts]


def the_site() -> Site:
    """The default site; made again, with a home page, when an earlier test emptied the tables."""
    if site := Site.objects.filter(is_default_site=True).first():
        return site
    home = HomePage(title="Leerkring", slug="home", opening_first="Samen leren", button="Vraag het aan")
    root_page().add_child(instance=home)
    return Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


def the_home_page() -> HomePage:
    return the_site().root_page.specific


def fill_home_page(**fields) -> HomePage:
    """The home page with these fields, published."""
    page = the_home_page()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    return page


def set_brand(**fields) -> BrandSettings:
    return BrandSettings.objects.update_or_create(site=the_site(), defaults=fields)[0]


def set_menus(**fields) -> MenuSettings:
    return MenuSettings.objects.update_or_create(site=the_site(), defaults=fields)[0]


class PageFactory(DjangoModelFactory):
    """A published page below `parent`, or below the place where its type belongs."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(live=False)

    title = factory.Sequence(lambda n: f"Pagina {n}")

    @classmethod
    def place(cls) -> Page:
        return the_home_page()

    @classmethod
    def _create(cls, model_class, *args, parent=None, **fields):
        above = Page.objects.get(pk=(parent or cls.place()).pk)
        return above.add_child(instance=model_class(**fields))

    @classmethod
    def the_one(cls) -> Page:
        """The page of a type of which there is one; made when it is not there."""
        return cls._meta.model.objects.first() or cls()


class TextPageFactory(PageFactory):
    class Meta:
        model = TextPage


class ServiceIndexPageFactory(PageFactory):
    class Meta:
        model = ServiceIndexPage

    title = "Aanbod"
    slug = "aanbod"


class ServicePageFactory(PageFactory):
    class Meta:
        model = ServicePage

    title = factory.Sequence(lambda n: f"Dienst {n}")
    lead = "In een uur weet u meer."
    teaser = "Wij luisteren en vragen door."
    duration_note = "Een gesprek van een uur"
    what_heading = "Wat het is"
    what_lead = "Een gesprek over uw team."
    gets_heading = "Wat u krijgt"
    gets = factory.LazyFunction(lambda: [("item", "Een plan van vier pagina’s")])
    process_heading = "Zo gaat het"
    steps = factory.LazyFunction(lambda: [("step", {"heading": "Eerst praten", "text": "Wij komen langs."})])
    duration = "Een uur"

    @classmethod
    def place(cls):
        return ServiceIndexPageFactory.the_one()


class CourseIndexPageFactory(PageFactory):
    class Meta:
        model = CourseIndexPage

    title = "Opleidingen"
    slug = "opleidingen"


class CoursePageFactory(PageFactory):
    class Meta:
        model = CoursePage

    class Params:
        rated = factory.Trait(
            rating="8.6", rating_count=37, rating_source="eigen vragenlijst", rating_date="2026-07-01"
        )

    title = factory.Sequence(lambda n: f"Opleiding {n}")
    lead = "U leert een team leiden dat leert."
    teaser = "Voor wie een team leidt."
    price = 2350
    meetings = 4

    @classmethod
    def place(cls):
        return CourseIndexPageFactory.the_one()


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = Audience
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Doelgroep {n}")
    sort_order = factory.Sequence(lambda n: n)


class RegisterFactory(DjangoModelFactory):
    class Meta:
        model = Register
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Register {n}")
    sort_order = factory.Sequence(lambda n: n)


class CourseDateFactory(DjangoModelFactory):
    """A date to come with 14 seats, of which `days` are its days (by default one, in 30 days)."""

    class Meta:
        model = CourseDate
        skip_postgeneration_save = True

    class Params:
        full = factory.Trait(seats_taken=14)
        past = factory.Trait(days=factory.LazyFunction(lambda: days_ahead(-1)))
        cancelled = factory.Trait(status=CourseDate.Status.CANCELLED)
        closed = factory.Trait(enrol_until=factory.LazyFunction(lambda: days_ahead(-1)[0]))

    course = factory.SubFactory(CoursePageFactory)
    place = "Utrecht"
    seats = 14
    seats_taken = 4
    days = factory.LazyFunction(lambda: days_ahead(30))

    @classmethod
    def _create(cls, model_class, *args, days, **fields):
        date = model_class(**fields)
        date.days = [day if isinstance(day, CourseDay) else CourseDay(day=day) for day in days]
        date.save()
        return date


class AdviserPageFactory(PageFactory):
    class Meta:
        model = AdviserPage

    title = factory.Sequence(lambda n: f"Adviseur {n}")
    role = "adviseur en trainer"
    lead = "Was elf jaar schoolleider."
    drawing = "mirjam"
    phone = "+31301234568"
    email = "adviseur@leerkring.example"

    @classmethod
    def place(cls):
        return TextPage.objects.filter(slug="over-ons").first() or TextPageFactory(
            title="Over ons", slug="over-ons"
        )


class CourseTrainerFactory(DjangoModelFactory):
    class Meta:
        model = CourseTrainer

    course = factory.SubFactory(CoursePageFactory)
    adviser = factory.SubFactory(AdviserPageFactory)


def weigh(page, points: int = 2, reason: str = "het past") -> dict:
    """What an answer in a guide gives to a page."""
    return {"page": page, "points": str(points), "reason": reason}


def ask(question: str, answers: dict[str, list[dict]]) -> tuple[str, dict]:
    """A question of a guide, with what each answer weighs."""
    return "question", {
        "question": question,
        "help": "",
        "answers": [{"text": text, "weights": weights} for text, weights in answers.items()],
    }


class GuidePageFactory(PageFactory):
    """A guide to `service` and `course`; its four questions are answered "dienst 1" or "opleiding 1"."""

    class Meta:
        model = GuidePage

    class Params:
        service = factory.LazyFunction(lambda: ServicePageFactory(title="Startoverleg"))
        course = factory.LazyFunction(lambda: CoursePageFactory(title="Samen leren", on_location=True))

    title = "Wegwijzer"
    lead = "Vier vragen en u weet het."
    questions = factory.LazyAttribute(
        lambda guide: [
            ask(
                f"Vraag nummer {number}?",
                {
                    f"dienst {number}": [weigh(guide.service, 2, f"de dienst past, reden {number}")],
                    f"opleiding {number}": [weigh(guide.course, 2, f"de opleiding past, reden {number}")],
                },
            )
            for number in range(1, 5)
        ]
    )
    fallback = factory.SelfAttribute("service")


class TestimonialIndexPageFactory(PageFactory):
    __test__ = False

    class Meta:
        model = TestimonialIndexPage

    title = "Ervaringen"
    slug = "ervaringen"


class TestimonialFactory(DjangoModelFactory):
    """A testimonial with consent. `about` are the services and courses it tells of."""

    __test__ = False

    class Meta:
        model = Testimonial
        skip_postgeneration_save = True

    class Params:
        without_consent = factory.Trait(consent_on=None)
        consent_ended = factory.Trait(consent_until=factory.LazyFunction(lambda: days_ahead(-1)[0]))
        consent_to_come = factory.Trait(consent_on=factory.LazyFunction(lambda: days_ahead(1)[0]))

    quote = factory.Sequence(lambda n: f"Het werkt, nummer {n}.")
    person = factory.Sequence(lambda n: f"Ruth Codrington {n}")
    role = "directeur"
    organisation = "IKC De Waterlijn"
    drawing = "ruth"
    consent_on = factory.LazyFunction(lambda: days_ahead(-30)[0])

    @factory.post_generation
    def about(self, create, pages, **kwargs):
        for page in pages or ():
            kinds = {ServicePage: self.services, CoursePage: self.courses, AdviserPage: self.advisers}
            kinds[type(page)].add(page)
        if pages:
            self.save()


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.LazyAttribute(lambda topic: slugify(topic.name))


class ArticleIndexPageFactory(PageFactory):
    class Meta:
        model = ArticleIndexPage

    title = "Kennis"
    slug = "kennis"


class ArticlePageFactory(PageFactory):
    """An article of today; `topics`, `services` and `courses` are what it is about and goes with."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Artikel {n}")
    lead = "Waarom kijken zo veel oplevert."
    body = factory.LazyFunction(lambda: [("prose", "<h2>Eerst kijken</h2><p>Dan pas praten.</p>")])

    @classmethod
    def place(cls):
        return ArticleIndexPageFactory.the_one()

    @classmethod
    def _create(cls, model_class, *args, topics=(), services=(), courses=(), **fields):
        article = super()._create(model_class, *args, **fields)
        article.topics, article.services, article.courses = topics, services, courses
        article.save()
        return article


class SiteImageFactory(DjangoModelFactory):
    class Meta:
        model = SiteImage

    title = "Een tafel"
    file = factory.LazyFunction(lambda: ImageFile(get_test_image_file(size=(500, 500)), name="tafel.png"))
