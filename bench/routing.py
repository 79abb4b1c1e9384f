"""How long trying rules takes: the last 1,000 requests, 50 advisers, 50 rules, before and after.

Twice: what is computed alone, and what a coordinator waits for, reading from a database of its own. Prints
the seconds, of this process alone in brackets, and fails when those are above the budget of two.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

REQUESTS, ADVISERS, RULES, BUDGET = 1000, 50, 50, 2.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        slowest = max(_measured())
    say(f"the budget is {BUDGET:.1f} s")
    return slowest > BUDGET


def _measured() -> list[float]:
    from intake.routing import rule_book, trying

    fill()
    rules = rule_book.draft_rules()
    earlier = []
    pasts = trying._pasts(REQUESTS)
    team = _team()
    return [
        _timed(
            f"{REQUESTS} requests x {ADVISERS} advisers x {RULES} rules, before and after, computed",
            lambda: [trying.replay(pasts, lambda day: team, some, earlier) for some in (rules[::-1], rules)],
        ),
        _timed(
            "the same, read from the database as well",
            lambda: trying.try_on_past(REQUESTS, rules[::-1], rules),
        ),
    ]


def _timed(what: str, work: Callable[[], object]) -> float:
    started, worked = perf_counter(), process_time()
    work()
    seconds = process_time() - worked
    say(f"{perf_counter() - started:6.2f} s ({seconds:.2f} s)  {what}")
    return seconds


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _team() -> list:
    from django.utils import timezone

    from intake.routing.gather import candidates

    return candidates(timezone.now())


def fill() -> None:
    """Advisers, rules and requests of two years, all different, the same every time."""
    from django.utils import timezone

    from intake.models import Province, RoutingRule, RuleOutcome, Sector
    from tests.factories.intake import AdviserFactory, LeadFactory, OrganisationFactory

    dice = random.Random(5)  # noqa: S311  (no secret)
    sectors, provinces = list(Sector.values), list(Province.values)
    advisers = [
        AdviserFactory(capacity=40, sectors=dice.sample(sectors, 4), provinces=dice.sample(provinces, 5))
        for _ in range(ADVISERS)
    ]
    RoutingRule.objects.bulk_create(
        RoutingRule(
            name=f"Regel {place}",
            position=place,
            sectors=dice.sample(sectors, 1),
            provinces=dice.sample(provinces, 2),
            participants_from=dice.choice([None, 20]),
            outcome=RuleOutcome.POOL,
            advisers=[one.pk for one in dice.sample(advisers, 8)],
            otherwise="all",
        )
        for place in range(1, RULES + 1)
    )
    organisations = [
        OrganisationFactory(sector=dice.choice(sectors), province=dice.choice(provinces)) for _ in range(400)
    ]
    now = timezone.now()
    for number in range(REQUESTS):
        at = now - timedelta(hours=17 * (REQUESTS - number))
        closed = {"lost": True, "closed_at": at + timedelta(days=40)} if number % 3 else {}
        LeadFactory(
            owner=dice.choice(advisers),
            organisation=dice.choice(organisations),
            received_at=at,
            respond_by=(at + timedelta(days=2)).date(),
            **closed,
        )


if __name__ == "__main__":
    sys.exit(main())
