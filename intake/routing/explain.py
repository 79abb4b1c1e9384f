"""A stored decision in plain words, for who has to trust it."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.leads.dates import spoken_day
from intake.models import DecisionKind, Province, RoutingDecision, RuleOutcome, Sector

from .decide import Test
from .rules import Condition

#: Why a rule is not for a request.
CONDITIONS = {
    Condition.ACTIVE: gettext_lazy("The rule is off"),
    Condition.PERIOD: gettext_lazy("Not on this day"),
    Condition.SECTOR: gettext_lazy("Another sector"),
    Condition.REGION: gettext_lazy("Another region"),
    Condition.SUBJECT: gettext_lazy("Another service or course"),
    Condition.SCOPE: gettext_lazy("Not asked for that group"),
    Condition.PARTICIPANTS: gettext_lazy("Another number of participants, or unknown"),
    Condition.CLIENT: gettext_lazy("Known client or not"),
    Condition.ORIGIN: gettext_lazy("Came from another page"),
}


#: What decisions did not say before there were rules, stand-ins and leads by hand.
NOT_KEPT_AT_FIRST = {
    "rules": [], "rule": None, "fell_back": False, "for_whom": None, "by": "", "instead_of": None,
}  # fmt: skip


@dataclass(frozen=True)
class CandidateLine:
    """One adviser in the table: chosen or not, a verdict in a few words, and each reason against."""

    name: str
    chosen: bool
    verdict: str
    load: str
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RuleOutcomeLine:
    """One rule in the table: whether it counted, and else each condition that did not fit."""

    name: str
    counted: bool
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """One sentence, its steps, a line for each adviser and rule, and the short list for the lead's page.

    `why` has no subject, so that it reads as well under "Waarom u" as under a colleague's name; False marks
    what spoke against somebody else.
    """

    summary: str
    steps: list[str]
    candidates: list[CandidateLine]
    why: list[tuple[bool, str]]
    rules: list[RuleOutcomeLine]


def explain(decision: RoutingDecision) -> Explanation:
    """Put a stored decision into the active language. Reads nothing but the decision itself."""
    return explain_data(decision.explanation)


def explain_data(stored: dict) -> Explanation:
    """The same for a decision as `Decision.as_data` gives it, also one that nobody stored."""
    data = NOT_KEPT_AT_FIRST | stored
    verdicts = sorted(data["verdicts"], key=lambda verdict: _order(verdict, data["adviser_id"]))
    chosen = next((verdict for verdict in verdicts if verdict["adviser_id"] == data["adviser_id"]), None)
    return Explanation(
        summary=_summary(data, chosen),
        steps=_steps(data, chosen, verdicts),
        candidates=[_candidate(verdict, data) for verdict in verdicts],
        why=_why(data, chosen, verdicts),
        rules=[_rule(line) for line in data["rules"]],
    )


def _order(verdict: dict, chosen_id: int | None) -> tuple:
    rank = verdict["rank"] or len(verdict["name"]) + 10_000
    return verdict["adviser_id"] != chosen_id, rank, verdict["name"]


def _summary(data: dict, chosen: dict | None) -> str:
    if chosen is None:
        return _summary_of_triage(data)
    values = {
        "name": chosen["name"],
        "absent": _name(data, data["for_whom"]),
        "rule": data["rule"]["name"] if data["rule"] else "",
        "by": data["by"],
    }
    match data["kind"], bool(data["for_whom"]):
        case DecisionKind.CONTINUITY, True:
            text = _("%(name)s stands in for %(absent)s, who knows this organisation already.")
        case DecisionKind.CONTINUITY, False:
            text = _("%(name)s knows this organisation already.")
        case DecisionKind.HAND, _for_whom:
            text = _("%(by)s gave it to %(name)s by hand.")
        case DecisionKind.RULE, True:
            text = _("%(name)s stands in for %(absent)s, whom the rule “%(rule)s” names.")
        case DecisionKind.RULE, False:
            text = _("The rule “%(rule)s” gives it to %(name)s.")
        case _:
            text = _("%(name)s fits and has the most room.")
    return text % values


def _summary_of_triage(data: dict) -> str:
    rule = data["rule"]
    if not rule or data["fell_back"]:
        return _("Nobody fits and has room. A coordinator decides.")
    if rule["outcome"] == RuleOutcome.TRIAGE:
        return _("The rule “%(rule)s” says that a coordinator decides.") % {"rule": rule["name"]}
    return _("Nobody of the rule “%(rule)s” can take it. A coordinator decides.") % {"rule": rule["name"]}


def _name(data: dict, adviser_id: int | None) -> str:
    return next((v["name"] for v in data["verdicts"] if v["adviser_id"] == adviser_id), "")


def _steps(data: dict, chosen: dict | None, verdicts: list[dict]) -> list[str]:
    if data["kind"] == DecisionKind.HAND:
        return [_summary(data, chosen), _instead(data)]
    names = {verdict["adviser_id"]: verdict for verdict in verdicts}
    steps = [_missed(link, names[link["adviser_id"]]) for link in _once(data["missed_links"])]
    if data["link"]:
        values = {"reason": _link(data["link"], start=False), "name": chosen["name"]}
        if data["for_whom"]:
            values["absent"] = _name(data, data["for_whom"])
            return [*steps, _("%(absent)s %(reason)s but is away; %(name)s stands in.") % values]
        return [*steps, _("%(name)s %(reason)s, so this request goes there too.") % values]
    if not data["missed_links"]:
        steps.append(_("This organisation and its board had no lead in the last 24 months."))
    steps += _rule_steps(data, chosen)
    if data["kind"] == DecisionKind.RULE and data["rule"]["outcome"] == RuleOutcome.ADVISER:
        return steps
    if data["kind"] == DecisionKind.TRIAGE and data["rule"] and not data["fell_back"]:
        return [*steps, _("So it went to triage, and the coordinators got a mail.")]
    fit = [verdict for verdict in verdicts if not verdict["failed"]]
    steps.append(
        ngettext(
            "Of %(all)s advisers, %(count)s fits and has room.",
            "Of %(all)s advisers, %(count)s fit and have room.",
            len(fit),
        )
        % {"all": len(verdicts), "count": len(fit)}
    )
    if chosen:
        steps.append(_ranking_step(chosen, fit))
    else:
        steps.append(_("So it went to triage, and the coordinators got a mail."))
    return steps


def _instead(data: dict) -> str:
    """What would have become of it."""
    name = _name(data, data["instead_of"])
    if data["instead_of"] == data["adviser_id"]:
        return _("By the rules it would have gone to %(name)s too.") % {"name": name}
    if not name:
        return _("By the rules it would have gone to triage.")
    return _("By the rules it would have gone to %(name)s.") % {"name": name}


def _rule_steps(data: dict, chosen: dict | None) -> list[str]:
    """What the rules had to say, from the first to the one that counted."""
    rules, rule = data["rules"], data["rule"]
    if not rules:
        return []
    if not rule:
        return [
            ngettext(
                "The one rule is not for this request.", "None of the %(count)s rules is for this request.",
                len(rules),
            ) % {"count": len(rules)}
        ]  # fmt: skip
    values = {"rule": rule["name"], "place": len(rules)}
    steps = [_("Rule %(place)s, “%(rule)s”, is the first that fits.") % values]
    if rule["outcome"] == RuleOutcome.TRIAGE:
        steps.append(_("It leaves the choice to a coordinator."))
    elif data["fell_back"]:
        steps.append(_("Nobody it names can take it now. Then everybody who fits may, it says."))
    elif chosen is None:
        steps.append(_("Nobody it names can take it now. Then it goes to triage, it says."))
    elif data["for_whom"]:
        steps.append(
            _("It names %(absent)s, who is away; %(name)s stands in.")
            % {"absent": _name(data, data["for_whom"]), "name": chosen["name"]}
        )
    elif rule["outcome"] == RuleOutcome.ADVISER:
        steps.append(_("It gives the request to %(name)s.") % {"name": chosen["name"]})
    else:
        names = [v["name"] for v in data["verdicts"] if v["adviser_id"] in rule["advisers"]]
        steps.append(_("It chooses among %(names)s.") % {"names": ", ".join(sorted(names))})
    return steps


def _rule(line: dict) -> RuleOutcomeLine:
    return RuleOutcomeLine(
        name=line["name"],
        counted=not line["failed"],
        reasons=[str(CONDITIONS[Condition(one)]) for one in line["failed"]],
    )


def _ranking_step(chosen: dict, fit: list[dict]) -> str:
    share = chosen["open_leads"] / chosen["capacity"]
    equals = [v for v in fit if v is not chosen and v["open_leads"] / v["capacity"] == share]
    values = {"name": chosen["name"], "open": chosen["open_leads"], "capacity": chosen["capacity"]}
    if equals:
        return (
            _(
                "%(name)s has %(open)s of %(capacity)s leads open, as little as others, "
                "and waited longest for a new one."
            )
            % values
        )
    return _("%(name)s has the most room: %(open)s of %(capacity)s leads open.") % values


def _missed(link: dict, verdict: dict) -> str:
    return _("%(name)s %(reason)s, but cannot take it now: %(why)s.") % {
        "name": verdict["name"],
        "reason": _link(link, start=False),
        "why": ", ".join(_reason(test, verdict, {}, start=False) for test in verdict["failed"]),
    }


def _once(links: list[dict]) -> list[dict]:
    """The first link of each adviser."""
    return list({link["adviser_id"]: link for link in reversed(links)}.values())[::-1]


def _candidate(verdict: dict, data: dict) -> CandidateLine:
    chosen = verdict["adviser_id"] == data["adviser_id"]
    if chosen:
        text = _("Chosen")
    elif verdict["rank"]:
        text = _("Fits, number %(rank)s in line") % {"rank": verdict["rank"]}
    else:
        text = _("Does not fit or has no room")
    if names := verdict.get("stands_in_for"):
        text = _("%(text)s; stands in for %(names)s") % {"text": text, "names": ", ".join(names)}
    return CandidateLine(
        name=verdict["name"],
        chosen=chosen,
        verdict=text,
        load=_("%(open)s of %(capacity)s") % {"open": verdict["open_leads"], "capacity": verdict["capacity"]},
        reasons=[_reason(test, verdict, data) for test in verdict["failed"]],
    )


def _why(data: dict, chosen: dict | None, verdicts: list[dict]) -> list[tuple[bool, str]]:
    if chosen is None:
        return [(False, _why_triage(data))]
    if data["kind"] == DecisionKind.HAND:
        return [(True, _summary(data, chosen)), (False, _instead(data))]
    lines = []
    if data["kind"] == DecisionKind.RULE:
        lines.append((True, _("By the rule “%(rule)s”") % {"rule": data["rule"]["name"]}))
    if data["for_whom"]:
        lines.append((True, _("Stands in for %(name)s") % {"name": _name(data, data["for_whom"])}))
    if data["link"] and not data["for_whom"]:
        lines.append((True, _link(data["link"])))
    if data["province"] and Test.PROVINCE not in chosen["failed"]:
        lines.append((True, _("Works in %(province)s") % {"province": Province(data["province"]).label}))
    if data["sector"] and Test.SECTOR not in chosen["failed"]:
        lines.append((True, _("Works with %(sector)s") % {"sector": _sector(data["sector"])}))
    lines.append(
        (
            True,
            _("Has room: %(open)s of %(capacity)s leads open")
            % {"open": chosen["open_leads"], "capacity": chosen["capacity"]},
        )
    )
    away = [v for v in verdicts if v["absent_until"] and v is not chosen]
    missed = {link["adviser_id"] for link in data["missed_links"]}
    away.sort(key=lambda verdict: verdict["adviser_id"] not in missed)
    lines += [(False, f"{v['name']}: {_reason(Test.PRESENT, v, data, start=False)}") for v in away[:1]]
    return lines


def _why_triage(data: dict) -> str:
    if data["rule"] and not data["fell_back"]:
        return _("By the rule “%(rule)s”") % {"rule": data["rule"]["name"]}
    return _("Nobody fits and has room")


def _link(link: dict, *, start: bool = True) -> str:
    month = date_format(date.fromisoformat(link["on"]), "F Y")
    if link["same"] == "board":
        text = _("helped the same board in %(month)s") % {"month": month}
    else:
        text = _("helped the same organisation in %(month)s") % {"month": month}
    return _capital(text) if start else text


def _reason(test: str, verdict: dict, data: dict, *, start: bool = True) -> str:
    text = str(REASONS[Test(test)]) % _Words(verdict, data)
    return _capital(text) if start else text


#: Why an adviser does not get a request; the words between brackets come from `_Words`.
REASONS = {
    Test.ACTIVE: gettext_lazy("receives no leads"),
    Test.PAUSED: gettext_lazy("takes a break from new requests"),
    Test.PRESENT: gettext_lazy("away until %(day)s"),
    Test.IN_TIME: gettext_lazy("does not work before the day by which we promised to call"),
    Test.HAS_IT: gettext_lazy("has it already and has to pass it on"),
    Test.POOL: gettext_lazy("is not among those the rule names"),
    Test.SECTOR: gettext_lazy("does not work with %(sector)s"),
    Test.PROVINCE: gettext_lazy("does not work in %(province)s"),
    Test.SERVICE: gettext_lazy("does not give what is asked"),
    Test.CAPACITY: gettext_lazy("has no room: %(open)s of %(capacity)s leads open"),
}


class _Words(dict):
    """What reasons speak of, each made only when a reason does."""

    def __init__(self, verdict: dict, data: dict):
        super().__init__(open=verdict["open_leads"], capacity=verdict["capacity"])
        self.verdict, self.data = verdict, data

    def __missing__(self, word: str) -> str:
        match word:
            case "day":
                return spoken_day(date.fromisoformat(self.verdict["absent_until"]))
            case "sector":
                return _sector(self.data.get("sector", ""))
            case "province":
                province = self.data.get("province", "")
                return str(Province(province).label) if province else _("this province")
        raise KeyError(word)


def _sector(sector: str) -> str:
    label = str(Sector(sector).label) if sector else _("this sector")
    return label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
