"""Names in other scripts say so, and move no words around them."""

from __future__ import annotations

import lxml.html
import pytest

from sitegen.publish.scripts import isolated, script_of
from tests.invented_site import pages


@pytest.mark.parametrize(
    ("name", "lang", "direction"),
    [
        ("ماجد الكوّار", "und-Arab", "rtl"),
        ("Марина Велоша", "und-Cyrl", "ltr"),
        ("יעל (2031)", "und-Hebr", "rtl"),
        ("オストラ", "und-Jpan", "ltr"),
    ],
)
def test_a_name_in_another_script_says_which(name: str, lang: str, direction: str) -> None:
    element = lxml.html.fragment_fromstring(isolated(name))
    assert (element.tag, element.text, element.get("lang"), element.get("dir")) == ("bdi", name, lang, direction)


@pytest.mark.parametrize("name", ["Mara Quill", "Łukasz Ōno", "Mara ماجد", "12", "", "🙂"])
def test_latin_mixed_and_wordless_names_say_nothing(name: str) -> None:
    assert script_of(name) is None


def test_a_name_is_text() -> None:
    assert isolated("<b>Mara</b>") == "<bdi>&lt;b&gt;Mara&lt;/b&gt;</bdi>"


def test_every_heading_of_a_name_is_isolated() -> None:
    headings = [page.xpath("//h1/bdi") for path, page in pages().items() if path.startswith(("people/", "places/", "organizations/"))]
    assert headings
    assert all(len(heading) == 1 for heading in headings)
