"""``docs/templates.md`` says all that a template is given, and nothing else."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest

import sitegen.publish
from sitegen.model.value import Value
from sitegen.publish.view import View

PAGE = (Path(__file__).parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", PAGE, re.MULTILINE))
INSIDE = {
    "FrontView": ["Pinned", "Figure", "Voice", "Outlet"],
    "ListView": ["Group", "Order"],
    "TimelineView": ["Stretch", "Entry", "Order"],
    "QuoteView": ["Echoed", "Seen", "Order"],
    "MapView": ["PlaceMap", "Pin", "Scale", "Lettered", "Box", "Order"],
    "ConnectionsView": ["Pair", "Arc"],
    "ArticleView": ["Version", "Difference", "Change", "Part", "Shown", "WebLink", "Captured", "Copy", "Related", "Known", "Order"],
    "EntityView": ["RoleLine", "Activity", "Bar", "Context", "Line", "Order"],
    "QuoteCard": ["SpeakerCard"],
    "YearView": ["Place"],
}
"""What is described in the section of what holds it."""


def _given() -> dict[str, Any]:
    modules = [importlib.import_module(module.name) for module in pkgutil.walk_packages(sitegen.publish.__path__, "sitegen.publish.")]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and (dataclasses.is_dataclass(value) or not {View, Value}.isdisjoint(value.__mro__[1:]))
    }


def _fields(kind: Any) -> set[str]:
    """Those of *kind*, and what a view works out of them when it is asked."""
    return {*kind.__match_args__, *(name for name, value in vars(kind).items() if View in kind.__mro__ and isinstance(value, property))}


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "Every page"])
def test_each_section_names_the_fields_that_there_are(section: str) -> None:
    given = _given()
    fields = {field for name in (section, *INSIDE.get(section, ())) for field in _fields(given[name])}
    named = set(re.findall(r"`([a-z_0-9]+)`", SECTIONS[section]))
    assert fields - named == set()
    assert named - fields <= {"title", "structured_data", "view", "b", "ins", "del"}


def test_every_view_and_card_has_a_section() -> None:
    shown = {name for name in _given() if name.endswith(("View", "Card")) or name in ("Site", "Page", "DateText", "Citation", "Moved")}
    assert shown - {name for inside in INSIDE.values() for name in inside} == SECTIONS.keys() - {"Every page"}


def test_the_table_names_every_template() -> None:
    root = Path(__file__).parents[1] / "templates"
    pages = {path.relative_to(root).as_posix() for path in root.rglob("*.html") if path.parent.name != "components"}
    assert pages == {"base.html", *re.findall(r"`(pages/\w+\.html)`", PAGE)}
