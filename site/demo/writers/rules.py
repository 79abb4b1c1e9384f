"""Writes the coordinators' rules, and puts them into use but for the one they are still working on."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from demo.files import Where, read_records
from demo.known import Known
from intake.models import Adviser, Otherwise, RoutingRule, RuleOutcome
from intake.routing.rule_book import publish_rules, save_rule

#: Who makes them.
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class RuleRecord:
    """A rule; `advisers` are usernames."""

    name: str
    outcome: str
    sectors: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)
    postcodes: str = ""
    scope: str = ""
    participants_from: int | None = None
    advisers: list[str] = field(default_factory=list)
    otherwise: str = Otherwise.TRIAGE
    published: bool = True


def write(known: Known) -> None:
    """Make the rules, if there are none yet."""
    if RoutingRule.objects.exists():
        return
    records = read_records("rules.yaml", RuleRecord)
    for rule, where in records:
        if rule.published:
            save_rule(_row(rule, where))
    publish_rules(user=get_user_model().objects.get(username=COORDINATOR), now=known.clock.now)
    for rule, where in records:
        if not rule.published:
            save_rule(_row(rule, where))


def _row(rule: RuleRecord, where: Where) -> RoutingRule:
    if rule.outcome not in RuleOutcome.values:
        raise (where / "outcome").error(
            f"there is no {rule.outcome!r}; there is {', '.join(RuleOutcome.values)}"
        )
    numbers = dict(Adviser.objects.values_list("user__username", "pk"))
    for name in rule.advisers:
        if name not in numbers:
            raise (where / "advisers").error(f"{name} is no adviser")
    return RoutingRule(
        name=rule.name,
        outcome=rule.outcome,
        sectors=rule.sectors,
        provinces=rule.provinces,
        postcodes=rule.postcodes,
        scope=rule.scope,
        participants_from=rule.participants_from,
        advisers=[numbers[name] for name in rule.advisers],
        otherwise=rule.otherwise,
    )
