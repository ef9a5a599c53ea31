"""Captures that try to run a script become pages that hold their words and nothing that runs."""

from __future__ import annotations

import re

import pytest

from tests.hostile import fill
from tests.site.built import Site, build

OWN_PICTURE = re.compile(r"\.\./pictures/[0-9a-f]{64}\.(?:avif|gif|jpg|jpeg|png|webp)")
"""A picture that was checked by its bytes and stands in the site."""
RUNS = ("iframe", "object", "embed", "base", "video", "math", "style", "animate")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, int]:
    """The site, and how many captures it is made of."""
    folder = tmp_path_factory.mktemp("hostile")
    count = fill(folder / "captures")
    return build(folder / "captures", folder / "site", folder, folder / "cache"), count


def test_no_capture_is_lost(hostile: tuple[Site, int]) -> None:
    site, count = hostile
    assert len([page for page in site.pages() if page.startswith("articles/")]) == count


def test_nothing_of_a_capture_is_markup(hostile: tuple[Site, int]) -> None:
    site, _ = hostile
    for page in site.pages():
        for element in site.document(page).iter():
            assert element.tag not in RUNS, page
            assert element.tag != "img" or OWN_PICTURE.fullmatch(element.get("src", "")), page
            assert not [name for name in element.attrib if name.lower().startswith("on") or name.lower() in ("srcdoc", "style")], page
            assert element.tag != "script" or element.get("src") or element.get("type") == "application/ld+json", page


def test_every_link_is_of_the_site_or_of_the_web(hostile: tuple[Site, int]) -> None:
    site, _ = hostile
    for page in site.pages():
        for _, _, address, _ in site.document(page).iterlinks():
            scheme, mark, _ = address.partition(":")
            assert not mark or scheme in ("http", "https", "mailto"), (page, address)
