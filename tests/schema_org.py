"""Reads JSON-LD as strictly as schema.org's own lists allow, and as Google's documents for rich results ask.

`schema_org.json` is made of schema.org's vocabulary (its first line says of which edition): the types we use
and those they inherit from, with the properties of each, what a property may hold, and which names are
superseded.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

TABLE = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
TYPES, ENUMERATIONS, SUPERSEDED = TABLE["types"], TABLE["enumerations"], TABLE["superseded"]
DAY = r"\d{4}-\d\d-\d\d"
TIME = r"\d\d:\d\d(:\d\d)?"
#: How a text must look to be one of these.
FORMATS = {
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": rf"{DAY}T{TIME}(Z|[+-]\d\d:\d\d)",
    "Time": TIME,
    "Duration": r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?",
    "URL": r"https?://\S+",
    "Text": r"(?s).+",
    "CssSelectorType": r".+",
    "PronounceableText": r".+",
}
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(html: str) -> dict:
    """The one document in a page. Raises ValueError when there is none, or more than one."""
    [document] = SCRIPT.findall(html)
    return json.loads(document)


def things(document) -> Iterator[dict]:
    """Every thing with a type in a document, wherever it stands."""
    if isinstance(document, list):
        for item in document:
            yield from things(item)
    elif isinstance(document, dict):
        if "@type" in document:
            yield document
        for value in document.values():
            yield from things(value)


def of_type(document, kind: str) -> list[dict]:
    return [item for item in things(document) if kind in kinds(item)]


def problems(document: dict) -> list[str]:
    """What is wrong with a document; nothing when all is well."""
    found = [] if document.get("@context") == "https://schema.org" else ["no context"]
    named = {item["@id"]: item for item in things(document) if "@id" in item}
    for item in things(document):
        found += _of_thing(item, named)
        found += [f"{item['@type']}: {rule}" for kind in kinds(item) for rule in _missing(kind, item)]
    return found


# ------------------------------------------------------------------ schema.org
def _of_thing(item: dict, named: dict) -> Iterator[str]:
    named_types = kinds(item)
    if unknown := set(named_types) - set(TYPES):
        yield f"unknown type {unknown}"
        return
    ranges = {}
    for above in {above for kind in named_types for above in lineage(kind)}:
        ranges |= TYPES[above]["properties"]
    for name in item.keys() - {"@type", "@id", "@context", "query-input"}:  # schema.org/docs/actions.html
        if name not in ranges:
            yield f"{item['@type']} has no property {name}"
        elif name in SUPERSEDED:
            yield f"{name} is superseded by {SUPERSEDED[name]}"
        else:
            wrong = [one for one in _each(item[name]) if not _fits(one, ranges[name], named)]
            yield from (f"{item['@type']}.{name} is {one!r}, not {ranges[name]}" for one in wrong)


def _each(value) -> list:
    return value if isinstance(value, list) else [value]


def _fits(value, expected: list[str], named: dict) -> bool:
    if isinstance(value, dict):
        target = value if "@type" in value else named.get(value.get("@id"), {})
        return any(above in expected for kind in kinds(target) for above in lineage(kind))
    if isinstance(value, bool):
        return "Boolean" in expected
    if isinstance(value, int):
        return bool({"Integer", "Number"} & set(expected))
    if isinstance(value, float):
        return "Number" in expected
    return isinstance(value, str) and any(_is_text(value, kind) for kind in expected)


def _is_text(value: str, kind: str) -> bool:
    if kind in ENUMERATIONS:
        return value.removeprefix("https://schema.org/") in ENUMERATIONS[kind]
    if kind == "Number":
        return bool(re.fullmatch(r"\d+(\.\d+)?", value))
    return kind in FORMATS and bool(re.fullmatch(FORMATS[kind], value))


def lineage(kind: str) -> Iterator[str]:
    """The type and everything it inherits from."""
    yield kind
    for parent in TYPES.get(kind, {}).get("parents", []):
        yield from lineage(parent)


def kinds(item: dict) -> list[str]:
    return _each(item.get("@type", []))


# ------------------------------------------------------------------ what Google asks for
def _are_numbered(item: dict) -> bool:
    places = [element.get("position") for element in item["itemListElement"]]
    return places == list(range(1, len(places) + 1))


def _are_named(item: dict) -> bool:
    return all(element.get("name") and element.get("item") for element in item["itemListElement"])


def _is_an_amount(item: dict) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d\d)?", item["price"])) and item.get("priceCurrency") == "EUR"


REQUIRED = {
    # developers.google.com/search/docs/appearance/structured-data/course-info
    "Course": ["name", "description", "provider"],
    "CourseInstance": ["courseMode", "courseWorkload|courseSchedule"],
    "Offer": ["category"],
    # …/breadcrumb, …/faqpage, …/profile-page, …/review-snippet, …/article, …/organization
    "BreadcrumbList": ["itemListElement"],
    "FAQPage": ["mainEntity"],
    "Question": ["name", "acceptedAnswer"],
    "Answer": ["text"],
    "ProfilePage": ["mainEntity"],
    "Review": ["author"],
    "AggregateRating": ["ratingValue", "ratingCount", "bestRating"],
    "Article": ["headline", "author", "datePublished", "image"],
    "Person": ["name"],
    "Service": ["name", "provider"],
    "Schedule": ["startDate"],
}
RULES = {
    "Offer": lambda item: "price" not in item or _is_an_amount(item),
    "BreadcrumbList": lambda item: _are_numbered(item) and _are_named(item),
    "ItemList": _are_numbered,
    "FAQPage": lambda item: all(kinds(one) == ["Question"] for one in item["mainEntity"]),
    "AggregateRating": lambda item: 0 <= item["ratingValue"] <= item["bestRating"] == 10,
}


def _missing(kind: str, item: dict) -> Iterator[str]:
    if set(item) <= {"@type", "@id", "name", "url"} and "@id" in item:
        return  # only names a thing that is told of elsewhere
    for names in REQUIRED.get(kind, []):
        if not any(item.get(name) for name in names.split("|")):
            yield f"needs {names}"
            return
    if kind in RULES and not RULES[kind](item):
        yield "breaks a rule"
