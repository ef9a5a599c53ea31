"""What pages say to machines is what schema.org's vocabulary has words for, and nothing that nobody stated."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.model import Archive
from sitegen.publish.structured_data import json_ld
from sitegen.settings import Settings
from tests.invented_archive import invented_archive
from tests.invented_site import files_of, site
from tests.site.built import Site
from tests.site.vocabulary import faults, nodes

BASE = "https://papers.example/ellery/"


def told(html: bytes) -> dict[str, Any]:
    (block,) = lxml.html.document_fromstring(html.decode()).xpath("//script[@type='application/ld+json']")
    facts: dict[str, Any] = json.loads(block.text)
    return facts


def about(start: str, files: dict[str, bytes] | None = None) -> dict[str, Any]:
    """What the one page whose path starts with *start* says of its subject."""
    files = files or site()
    (path,) = [path for path in files if path.startswith(start) and path.endswith(".html")]
    subject: dict[str, Any] = told(files[path])["mainEntity"]
    return subject


def rich() -> Archive:
    """The invented archive with all that a capture can state and a keeper can add."""
    archive = invented_archive()
    first, *others = archive.articles
    origin = replace(
        first.article.provenance, captured="2031-05-07T03:04:05Z", archived="https://web.archive.org/web/20310507030405/https://x.example/"
    )
    known: dict[str, dict[str, Any]] = {
        "port-ellery": {"coordinates": (51.5, -9.25), "gazetteer": "GeoNames 7"},
        "mara-quill": {"wikidata": "Q42"},
    }
    entities = tuple(structs.replace(entity, **known.get(entity.id, {})) for entity in archive.entities)
    return replace(archive, articles=(replace(first, article=replace(first.article, provenance=origin)), *others), entities=entities)


def test_every_page_of_an_archive_keeps_to_the_vocabulary(site: Site) -> None:
    found = {page: [*faults(told((site.root / page).read_bytes()))] for page in site.pages()}
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    types = Counter(node["@type"] for page in site.pages() for node in nodes(told((site.root / page).read_bytes())))
    wanted = {"NewsArticle", "Quotation", "Statement", "Person", "Organization", "Place", "BreadcrumbList", "MediaObject", "WebSite"}
    assert wanted <= types.keys()


@pytest.mark.parametrize("base_url", [None, BASE])
def test_all_that_can_be_stated_keeps_to_the_vocabulary(base_url: str | None) -> None:
    files = files_of(rich(), Settings(title="Port Ellery papers", base_url=base_url))
    pages = {path: told(content) for path, content in files.items() if path.endswith(".html")}
    assert {path: wrong for path, facts in pages.items() if (wrong := [*faults(facts)])} == {}
    ours = {value for facts in pages.values() for node in nodes(facts) for value in (node.get("@id"), node.get("url")) if value}
    assert any(value.startswith(BASE) for value in ours) is (base_url is not None)
    assert not [value for value in ours if "://" not in value], "an address stands alone, so it must be whole"
    held = {value.removeprefix(BASE) for value in ours if value.startswith(BASE)} - {""}
    assert held <= files.keys()


def test_the_checker_sees_what_is_wrong() -> None:
    person = {"@type": "Person", "name": "A"}
    assert [*faults({"@type": "Quotation", "text": "a", "creator": person, "datePublished": "2031-05-04"})] == []
    wrong: list[dict[str, Any]] = [
        {"@type": "Sayings"},
        {"@type": "text"},
        {"@type": "Quotation", "speaker": person},
        {"@type": "Person", "headline": "a"},
        {"@type": "Quotation", "creator": {"@type": "Place", "name": "A"}},
        {"@type": "Quotation", "creator": "A"},
        {"@type": "NewsArticle", "datePublished": "May 2031"},
        {"@type": "NewsArticle", "url": "articles/a.html"},
        {"@type": "NewsArticle", "author": [person, {"@type": "Person", "name": ""}]},
        {"@type": "GeoCoordinates", "latitude": True},
    ]
    assert [len([*faults(node)]) for node in wrong] == [1] * len(wrong)


def test_an_article_names_its_capture_and_who_is_in_it() -> None:
    story = about("articles/the-quay", files_of(rich()))
    assert story["headline"] == "The quay before the strike"
    assert story["archivedAt"].endswith("/https://x.example/")
    capture = story["encoding"]
    assert (capture["@type"], capture["name"], capture["dateCreated"]) == ("MediaObject", "lantern/quay.md", "2031-05-07T03:04:05Z")
    assert (len(capture["sha256"]), capture["encodingFormat"]) == (64, "text/markdown")
    assert {"@type": "Person", "name": "Mara Quill"} in story["mentions"]


def test_what_a_capture_does_not_state_is_not_said() -> None:
    paste = about("articles/the-harbour")
    assert not {"headline", "author", "datePublished", "publisher", "url", "archivedAt"} & paste.keys()
    assert "dateCreated" not in paste["encoding"]


def test_a_quote_has_its_speaker_and_its_source() -> None:
    quotes = [told(content)["mainEntity"] for path, content in site().items() if path.startswith("quotes/") and path.endswith(".html")]
    (shame,) = [quote for quote in quotes if quote["text"] == "a shame"]
    assert shame["@type"] == "Quotation"
    assert shame["creator"] == shame["spokenByCharacter"] == {"@type": "Person", "name": "Odo Brandt"}
    assert shame["isPartOf"]["url"] == shame["isBasedOn"] == "https://lantern.example/strike"
    (sailor,) = [quote for quote in quotes if quote["text"] == "They will."]
    assert not {"creator", "spokenByCharacter"} & sailor.keys()
    (reported,) = [quote for quote in quotes if quote["text"] == "he was sorry for Ms. Quill"]
    assert (reported["@type"], reported["creator"]["name"]) == ("Statement", "Odo Brandt")


def test_a_name_is_the_same_as_an_item_only_where_the_keeper_says_so() -> None:
    files = files_of(rich())
    assert about("people/mara-quill.html", files)["sameAs"] == "https://www.wikidata.org/wiki/Q42"
    assert "sameAs" not in about("people/odo-brandt.html", files)
    place = about("places/port-ellery.html", files)
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 51.5, "longitude": -9.25, "url": "https://www.geonames.org/7"}
    assert "geo" not in about("places/port-ellery.html")


def test_the_way_to_a_page_is_told() -> None:
    files = files_of(invented_archive(), Settings(title="Port Ellery papers", base_url=BASE))
    crumbs = told(files["people/mara-quill.html"])["breadcrumb"]["itemListElement"]
    assert [(crumb["position"], crumb["name"], crumb.get("item", {}).get("@id")) for crumb in crumbs] == [
        (1, "Front page", f"{BASE}index.html"),
        (2, "People", f"{BASE}people.html"),
        (3, "Mara Quill (person)", None),
    ]
    assert "url" not in told(files["404.html"]), "the page for missing pages has no address of its own"


def test_no_text_of_a_capture_ends_the_block() -> None:
    name = "</script><!--<script>]]>&amp;\u2028\u2029é\ud800"
    block = json_ld({"name": name})
    assert block == (
        '{"@context":"https://schema.org","name":"\\u003c/script\\u003e\\u003c!--\\u003cscript\\u003e]]\\u003e\\u0026amp;\\u2028\\u2029\\u00e9\\ud800"}'
    )
    assert json.loads(block) == {"@context": "https://schema.org", "name": name}


NUMBERS = st.integers() | st.floats(-180, 180)


@given(
    st.recursive(st.text() | st.characters(categories=["Cs"]), lambda value: st.lists(value) | st.dictionaries(st.text(), value)), NUMBERS
)
def test_facts_are_spelled_as_json_spells_them(value: object, number: float) -> None:
    facts = {"@context": "https://schema.org", "name": value, "mainEntity": {"geo": [number], "DEL": "\x7f“né”\U0001f600"}}
    assert json_ld({name: facts[name] for name in ("name", "mainEntity")}) == _as_json(facts)
    del facts["mainEntity"]
    assert json_ld({"name": ["\x7f“né”\U0001f600", value]}) == _as_json({**facts, "name": ["\x7f“né”\U0001f600", value]})


def _as_json(facts: dict[str, object]) -> str:
    text = json.dumps(facts, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
