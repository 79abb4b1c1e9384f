"""A rule in words: which requests it is for, where they go, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from intake.models import Client, Otherwise, Province, RuleOutcome, Scope, Sector
from intake.routing.findings import Finding, Problem
from intake.routing.gather import candidates
from intake.routing.rule_book import Change, ChangeKind
from intake.routing.rules import Rule, write_postcodes


@dataclass(frozen=True)
class Names:
    """What numbers in rules mean: advisers and pages."""

    advisers: dict[int, str]
    pages: dict[int, str]

    @classmethod
    def of(cls, rules: Iterable[Rule], now) -> "Names":
        """Read the names that these rules speak of. Four queries."""
        rules = list(rules)
        numbers = {number for rule in rules for number in (*rule.subjects, rule.origin) if number}
        pages = Page.objects.filter(pk__in=numbers).values_list("pk", "title")
        return cls({person.id: person.name for person in candidates(now)}, dict(pages))

    def adviser(self, number: int) -> str:
        return self.advisers.get(number) or _("somebody who is no adviser any more")

    def page(self, number: int) -> str:
        return self.pages.get(number) or _("a page that is gone")


def conditions(rule: Rule, names: Names) -> list[str]:
    """Which requests a rule is for, a line for each condition."""
    sectors = _either(Sector(value).label for value in Sector.values if value in rule.sectors)
    titles = _either(sorted(names.page(number) for number in rule.subjects))
    lines = (
        _period(rule),
        sectors,
        _region(rule),
        _("about %(titles)s") % {"titles": titles} if titles else "",
        str(Scope(rule.scope).label) if rule.scope else "",
        _participants(rule),
        str(Client(rule.client).label) if rule.client else "",
        _("came from the page “%(title)s”") % {"title": names.page(rule.origin)} if rule.origin else "",
    )
    return [line for line in lines if line] or [_("every request")]


def outcome(rule: Rule, names: Names) -> str:
    """Where a rule sends a request."""
    people = sorted(names.adviser(number) for number in rule.advisers)
    if rule.outcome == RuleOutcome.TRIAGE:
        return _("to triage")
    if rule.outcome == RuleOutcome.ADVISER:
        text = _("to %(name)s") % {"name": people[0] if people else _("nobody")}
    else:
        text = _("to the one of %(names)s with the most room") % {"names": _all(people)}
    if rule.otherwise == Otherwise.ALL:
        return _("%(where)s; if not possible, to everybody who fits") % {"where": text}
    return _("%(where)s; if not possible, to triage") % {"where": text}


def problem(finding: Finding) -> str:
    """What is wrong with a rule, and what follows from it."""
    return str(PROBLEMS[finding.problem]) % {"others": _all(f"“{name}”" for name in finding.others)}


PROBLEMS = {
    Problem.OVER: gettext_lazy("Its last day is past, so it never counts."),
    Problem.GONE_SUBJECTS: gettext_lazy("What it is about is no longer on the site, so it never counts."),
    Problem.GONE_ORIGIN: gettext_lazy("The page it speaks of is no longer on the site, so it never counts."),
    Problem.NOBODY: gettext_lazy("Nobody it names receives leads."),
    Problem.NOBODY_FITS: gettext_lazy("Nobody it names works in that sector and region."),
    Problem.SHADOWED: gettext_lazy("Never gets its turn: %(others)s take every request it is for."),
    Problem.SHADOWS: gettext_lazy("Leaves nothing for %(others)s."),
}


def change(one: Change) -> str:
    """What is different, in a line."""
    texts = {
        ChangeKind.NEW: _("new: “%(name)s”"),
        ChangeKind.CHANGED: _("changed: “%(name)s”"),
        ChangeKind.REMOVED: _("taken away: “%(name)s”"),
        ChangeKind.ORDER: _("another order"),
    }
    text = texts[one.kind]
    if one.kind == ChangeKind.CHANGED and one.before.active != one.after.active:
        text = _("turned on: “%(name)s”") if one.after.active else _("turned off: “%(name)s”")
    return text % {"name": one.name}


def _period(rule: Rule) -> str:
    values = {
        "first": date_format(rule.first_day, "j F Y") if rule.first_day else "",
        "last": date_format(rule.last_day, "j F Y") if rule.last_day else "",
    }
    if not rule.first_day and not rule.last_day:
        return ""
    if not rule.last_day:
        return _("from %(first)s") % values
    if not rule.first_day:
        return _("until %(last)s") % values
    return _("from %(first)s until %(last)s") % values


def _region(rule: Rule) -> str:
    provinces = [str(Province(value).label) for value in Province.values if value in rule.provinces]
    if rule.postcodes:
        provinces.append(_("postcode %(postcodes)s") % {"postcodes": write_postcodes(rule.postcodes)})
    return _either(provinces)


def _participants(rule: Rule) -> str:
    if rule.participants_from is None and rule.participants_to is None:
        return ""
    values = {"low": rule.participants_from, "high": rule.participants_to}
    if rule.participants_to is None:
        return _("at least %(low)s participants") % values
    if rule.participants_from is None:
        return _("at most %(high)s participants") % values
    return _("%(low)s to %(high)s participants") % values


def _either(words: Iterable) -> str:
    return _joined(words, _("%(first)s or %(last)s"))


def _all(words: Iterable) -> str:
    return _joined(words, _("%(first)s and %(last)s"))


def _joined(words: Iterable, two: str) -> str:
    *first, last = [str(word) for word in words] or [""]
    return two % {"first": ", ".join(first), "last": last} if first else last
