from __future__ import annotations

import posixpath
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.permalinks import entity_path, relative, slug
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


@pytest.mark.parametrize("device", ["con", "nul", "com1", "lpt9"])
def test_a_device_of_windows_is_no_file_name(device: str) -> None:
    assert posixpath.basename(entity_path("person", device)).split(".")[0] != device


@given(PATHS, PATHS)
def test_a_relative_link_leads_to_its_page(path: str, here: str) -> None:
    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), relative(path, here))) == path


def test_fragments_and_queries_stay() -> None:
    assert relative("articles/a.html#q-1", "quotes/b.html") == "../articles/a.html#q-1"
    assert relative("articles/a.html#q-1", "articles/b.html") == "a.html#q-1"
    assert relative("search.html?q=a/b", "index.html") == "search.html?q=a/b"
