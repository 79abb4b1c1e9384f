"""What an editor planned comes on the site and goes off it, and visitors see that."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from home.models import TextPage
from operations.worker import JOBS
from tests.factories.pages import TextPageFactory

MINUTE = timedelta(minutes=1)


def plan(page: TextPage, **fields) -> None:
    """What the editor does: a moment beside the page, and the button to publish."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def work_later(monkeypatch, minutes: int) -> None:
    """The worker comes by so many minutes from now."""
    later = timezone.now() + minutes * MINUTE
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        call_command("run_worker", "--once")


def test_a_planned_page_appears(visitor, monkeypatch):
    page = TextPageFactory(slug="nieuw", draft=True)
    plan(page, go_live_at=timezone.now() + MINUTE)
    assert visitor.ask("/nieuw/").status == 404
    work_later(monkeypatch, 0)
    assert visitor.ask("/nieuw/").status == 404

    work_later(monkeypatch, 2)

    assert visitor.ask("/nieuw/").status == 200


def test_a_planned_change_of_a_page_appears(visitor, monkeypatch):
    page = TextPageFactory(slug="nieuw", lead="Zo was het.")
    assert "Zo was het." in visitor.ask("/nieuw/").text
    plan(page, lead="Zo wordt het.", go_live_at=timezone.now() + MINUTE)
    assert "Zo was het." in visitor.ask("/nieuw/").text

    work_later(monkeypatch, 2)

    assert "Zo wordt het." in visitor.ask("/nieuw/").text


def test_an_expired_page_disappears(visitor, monkeypatch):
    page = TextPageFactory(slug="oud")
    plan(page, expire_at=timezone.now() + MINUTE)
    assert visitor.ask("/oud/").status == 200

    work_later(monkeypatch, 2)

    assert visitor.ask("/oud/").status == 404


def test_the_worker_looks_at_least_twice_a_minute():
    [publishing] = [job for job in JOBS if job.name == "publishing"]

    assert publishing.pause <= 30


def test_a_plan_that_cannot_be_carried_out_holds_up_no_other_and_stays_planned(visitor, monkeypatch):
    late, fine, other = (TextPageFactory(slug=slug, draft=True) for slug in ("laat", "goed", "ander"))
    plan(late, go_live_at=timezone.now() + MINUTE)
    plan(fine, go_live_at=timezone.now() + MINUTE * 2)
    TextPage.objects.filter(pk=late.pk).update(slug="weg")
    TextPage.objects.filter(pk=other.pk).update(slug="laat")

    work_later(monkeypatch, 3)

    assert visitor.ask("/goed/").status == 200
    assert late.revisions.filter(approved_go_live_at__isnull=False).exists()
