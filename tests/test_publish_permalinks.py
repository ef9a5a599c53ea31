from __future__ import annotations

import hashlib
import posixpath
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Picture, RasterType
from sitegen.publish import permalinks
from sitegen.publish.permalinks import entity_path, relative, slug
from tests.articles import article, quote
from tests.casebook import Case, read_cases

FOLDER = st.text(string.ascii_lowercase, min_size=1, max_size=3)
PATHS = st.lists(FOLDER, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".html")


@pytest.mark.parametrize("case", read_cases("permalinks"), ids=str)
def test_slug(case: Case) -> None:
    assert slug(case.given) == case.wanted


@given(st.text())
def test_a_slug_is_safe_on_every_file_system(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 60


@given(st.text(min_size=1))
def test_an_entity_never_leaves_its_folder(id: str) -> None:
    assert re.fullmatch(r"people/[a-z0-9]+(?:-[a-z0-9]+)*\.html", entity_path("person", id))


@given(st.text(), st.text())
def test_two_ids_never_share_a_page(one: str, other: str) -> None:
    assert (entity_path("place", one) == entity_path("place", other)) == (one == other)


@pytest.mark.parametrize("device", ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))])
def test_a_device_of_windows_is_no_file_name(device: str) -> None:
    assert posixpath.basename(entity_path("person", device)).split(".")[0] != device


@given(PATHS, PATHS)
def test_a_relative_link_leads_to_its_page(path: str, here: str) -> None:
    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), relative(path, here))) == path


def test_fragments_and_queries_stay() -> None:
    assert relative("articles/a.html#q-1", "quotes/b.html") == "../articles/a.html#q-1"
    assert relative("articles/a.html#q-1", "articles/b.html") == "a.html#q-1"
    assert relative("search.html?q=a/b", "index.html") == "search.html?q=a/b"


def test_pages_deep_below_a_folder() -> None:
    assert relative("a/b/c/d.html", "a/b/x.html") == "c/d.html"
    assert relative("a/b", "a/b/c.html") == "../b"
    assert relative("a/b/c.html", "a/b/d.html") == "c.html"


def test_a_plain_id_is_the_name_of_its_page_and_a_long_one_is_not() -> None:
    assert entity_path("person", "mira-tolland") == "people/mira-tolland.html"
    assert entity_path("organization", "harbour-union") == "organizations/harbour-union.html"
    assert entity_path("place", "a" * 120) == f"places/{'a' * 120}.html"
    assert entity_path("place", "a" * 121) == f"places/{'a' * 60}-{hashlib.sha256(b'a' * 121).hexdigest()[:6]}.html"


def test_a_slug_is_cut_at_a_word_and_only_where_it_is_too_long() -> None:
    assert slug("a" * 50 + " " + "b" * 9) == "a" * 50 + "-" + "b" * 9
    assert slug("harbour " * 12) == "-".join(["harbour"] * 7)
    assert slug("a" * 30 + " " + "b" * 29 + " c") == "a" * 30 + "-" + "b" * 29
    assert slug("a" * 30 + " " + "b" * 30 + " c") == "a" * 30
    assert slug("a" * 61) == "a" * 60


def test_each_page_and_each_place_has_its_address() -> None:
    of = article("The quay is empty.", title="The Harbor")
    number = of.provenance.accession[:6]
    assert permalinks.article_path(of) == f"articles/the-harbor-{number}.html"
    for title in (None, "", "…"):
        untitled = article("The quay is empty.", title=title)
        assert permalinks.article_path(untitled) == f"articles/untitled-{untitled.provenance.accession[:6]}.html"
    assert permalinks.quote_path(quote(of, "empty", id="0123456789ab")) == "quotes/0123456789ab.html"
    assert permalinks.carriers_path("quotes/0123456789ab.html") == "quotes/0123456789ab.all.html"
    assert (permalinks.quote_anchor("0123456789ab"), permalinks.block_anchor(7)) == ("q-0123456789ab", "p-7")


@pytest.mark.parametrize(("type", "ending"), [("jpeg", "jpg"), ("png", "png"), ("gif", "gif"), ("webp", "webp"), ("avif", "avif")])
def test_a_picture_is_called_after_its_bytes(type: RasterType, ending: str) -> None:
    assert permalinks.picture_path(Picture("ab" * 32, type, 1, 1, 1, "")) == f"pictures/{'ab' * 32}.{ending}"
