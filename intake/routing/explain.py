"""A stored decision in plain words, for who has to trust it."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.leads.dates import spoken_day
from intake.models import DecisionKind, Province, RoutingDecision, Sector

from .decide import Test


@dataclass(frozen=True)
class CandidateLine:
    """One adviser in the table: chosen or not, a verdict in a few words, and each reason against."""

    name: str
    chosen: bool
    verdict: str
    load: str
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """One sentence, its steps, a line for each adviser, and the short list for the lead's page.

    `why` has no subject, so that it reads as well under "Waarom u" as under a colleague's name; False marks
    what spoke against somebody else.
    """

    summary: str
    steps: list[str]
    candidates: list[CandidateLine]
    why: list[tuple[bool, str]]


def explain(decision: RoutingDecision) -> Explanation:
    """Put a stored decision into the active language. Reads nothing but the decision itself."""
    data = decision.explanation
    verdicts = sorted(data["verdicts"], key=lambda verdict: _order(verdict, data["adviser_id"]))
    chosen = next((verdict for verdict in verdicts if verdict["adviser_id"] == data["adviser_id"]), None)
    return Explanation(
        summary=_summary(data, chosen),
        steps=_steps(data, chosen, verdicts),
        candidates=[_candidate(verdict, data) for verdict in verdicts],
        why=_why(data, chosen, verdicts),
    )


def _order(verdict: dict, chosen_id: int | None) -> tuple:
    rank = verdict["rank"] or len(verdict["name"]) + 10_000
    return verdict["adviser_id"] != chosen_id, rank, verdict["name"]


def _summary(data: dict, chosen: dict | None) -> str:
    if chosen is None:
        return _("Nobody fits and has room. A coordinator decides.")
    if data["kind"] == DecisionKind.CONTINUITY:
        return _("%(name)s knows this organisation already.") % {"name": chosen["name"]}
    return _("%(name)s fits and has the most room.") % {"name": chosen["name"]}


def _steps(data: dict, chosen: dict | None, verdicts: list[dict]) -> list[str]:
    names = {verdict["adviser_id"]: verdict for verdict in verdicts}
    steps = [_missed(link, names[link["adviser_id"]]) for link in _once(data["missed_links"])]
    if data["link"]:
        return [*steps, _("%(name)s %(reason)s, so this request goes there too.") % {
            "name": chosen["name"], "reason": _link(data["link"], start=False)
        }]  # fmt: skip
    if not data["missed_links"]:
        steps.append(_("This organisation and its board had no lead in the last 24 months."))
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
    return CandidateLine(
        name=verdict["name"],
        chosen=chosen,
        verdict=text,
        load=_("%(open)s of %(capacity)s") % {"open": verdict["open_leads"], "capacity": verdict["capacity"]},
        reasons=[_reason(test, verdict, data) for test in verdict["failed"]],
    )


def _why(data: dict, chosen: dict | None, verdicts: list[dict]) -> list[tuple[bool, str]]:
    if chosen is None:
        return [(False, _("Nobody fits and has room"))]
    lines = []
    if data["link"]:
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


def _link(link: dict, *, start: bool = True) -> str:
    month = date_format(date.fromisoformat(link["on"]), "F Y")
    if link["same"] == "board":
        text = _("helped the same board in %(month)s") % {"month": month}
    else:
        text = _("helped the same organisation in %(month)s") % {"month": month}
    return _capital(text) if start else text


def _reason(test: str, verdict: dict, data: dict, *, start: bool = True) -> str:
    match test:
        case Test.ACTIVE:
            text = _("receives no leads")
        case Test.PRESENT:
            until = verdict["absent_until"]
            text = _("away until %(day)s") % {"day": spoken_day(date.fromisoformat(until))}
        case Test.SECTOR:
            text = _("does not work with %(sector)s") % {"sector": _sector(data.get("sector", ""))}
        case Test.PROVINCE:
            province = data.get("province", "")
            text = _("does not work in %(province)s") % {
                "province": Province(province).label if province else _("this province")
            }
        case Test.SERVICE:
            text = _("does not give what is asked")
        case _:
            text = _("has no room: %(open)s of %(capacity)s leads open") % {
                "open": verdict["open_leads"],
                "capacity": verdict["capacity"],
            }
    return _capital(text) if start else text


def _sector(sector: str) -> str:
    label = str(Sector(sector).label) if sector else _("this sector")
    return label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
