"""The coordinators' rules: working on them, and putting them into use. Requests follow what is in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, log

from intake.leads.errors import LeadError
from intake.models import RoutingRule, RuleSet

from .assign import lock_routing
from .gather import rules_in_use
from .rules import Rule

PUBLISHED = "intake.rules_published"


class ChangeKind(StrEnum):
    """What is different in another set of rules."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    ORDER = "order"


@dataclass(frozen=True)
class Change:
    """One difference: of which rule, as it was and as it is (None where it is not); of the order neither."""

    kind: ChangeKind
    before: Rule | None = None
    after: Rule | None = None

    @property
    def name(self) -> str:
        rule = self.after or self.before
        return rule.name if rule else ""


def draft_rules() -> tuple[Rule, ...]:
    """The rules as coordinators have them in hand, in their order."""
    return tuple(Rule.of(row) for row in RoutingRule.objects.all())


def changes(before: Sequence[Rule], after: Sequence[Rule]) -> list[Change]:
    """What is different, rule by rule, and last whether the order is."""
    old, new = {rule.id: rule for rule in before}, {rule.id: rule for rule in after}
    found = [
        Change(ChangeKind.CHANGED if number in old else ChangeKind.NEW, old.get(number), rule)
        for number, rule in new.items()
        if old.get(number) != rule
    ]
    found += [Change(ChangeKind.REMOVED, rule) for number, rule in old.items() if number not in new]
    if [number for number in old if number in new] != [number for number in new if number in old]:
        found.append(Change(ChangeKind.ORDER))
    return found


@transaction.atomic
def save_rule(rule: RoutingRule) -> RoutingRule:
    """Store a rule in hand; a new one comes last."""
    lock_routing()
    if rule.position is None:
        rule.position = (RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    rule.save()
    return rule


@transaction.atomic
def place_rule(rule: RoutingRule, place: int) -> None:
    """Put a rule in another place of the order, counted from 1; past the end is last."""
    lock_routing()
    rows = [row for row in RoutingRule.objects.select_for_update() if row.pk != rule.pk]
    rows.insert(max(place - 1, 0), RoutingRule.objects.get(pk=rule.pk))
    for position, row in enumerate(rows, start=1):
        row.position = position
    RoutingRule.objects.bulk_update(rows, ["position"])


@transaction.atomic
def switch_rule(rule: RoutingRule, *, on: bool) -> None:
    """Turn a rule on or off."""
    lock_routing()
    RoutingRule.objects.filter(pk=rule.pk).update(active=on)


@transaction.atomic
def delete_rule(rule: RoutingRule) -> None:
    """Take a rule away; it holds until that is put into use."""
    lock_routing()
    RoutingRule.objects.filter(position__gt=rule.position).update(position=F("position") - 1)
    RoutingRule.objects.filter(pk=rule.pk).delete()


@transaction.atomic
def publish_rules(*, user, now: datetime | None = None) -> RuleSet:
    """Let requests follow the rules in hand from now on. Raises LeadError when those are in use already."""
    lock_routing()
    rules = draft_rules()
    found = changes(rules_in_use(), rules)
    if not found:
        raise LeadError(_("Nothing is different from the rules in use."))
    rule_set = RuleSet.objects.create(
        rules=[rule.as_data() for rule in rules], published_at=now or timezone.now(), published_by=user
    )
    log(
        rule_set,
        PUBLISHED,
        user=user,
        data={"changes": [{"kind": str(change.kind), "name": change.name} for change in found]},
    )
    return rule_set


@transaction.atomic
def discard_changes() -> None:
    """Go back to the rules in use."""
    lock_routing()
    rules = rules_in_use()
    RoutingRule.objects.exclude(pk__in=[rule.id for rule in rules]).delete()
    for position, rule in enumerate(rules, start=1):
        fields = rule.as_fields() | {"position": position}
        RoutingRule.objects.update_or_create(pk=fields.pop("id"), defaults=fields)


def register_log_actions(registry) -> None:
    """Tell Wagtail how putting rules into use reads in a report."""
    registry.register_action(PUBLISHED)(PublishedFormatter)


class PublishedFormatter(LogFormatter):
    """How many rules are different."""

    label = gettext_lazy("Rules put into use")

    def format_message(self, log_entry):
        count = len(log_entry.data["changes"])
        return ngettext(
            "Rules put into use, with %(count)s change", "Rules put into use, with %(count)s changes", count
        ) % {"count": count}
