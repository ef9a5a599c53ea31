"""Captures that try to run a script become pages that hold their words and nothing that runs, with the site's policy and without it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from sitegen.model import Capture
from sitegen.pipeline import read
from sitegen.publish.theme import load_theme
from tests.hostile import TEXT, fill, words_of
from tests.site.built import Site, build
from tests.site.frames import frames
from tests.spotless import faults_of_page, faults_of_site
from tests.vectors import CLASSES, VECTORS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OWN_PICTURE = re.compile(r"\.\./pictures/[0-9a-f]{64}\.(?:avif|gif|jpg|jpeg|png|webp)")
"""A picture that was checked by its bytes and stands in the site."""
WORDS = re.compile(words_of(0).replace("0", r"(\d+)"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, int]:
    """The site, and how many captures it is made of."""
    folder = tmp_path_factory.mktemp("hostile")
    count = fill(folder / "captures")
    return build(folder / "captures", folder / "site", folder, folder / "cache"), count


def test_there_are_vectors_of_every_class() -> None:
    assert len(VECTORS) >= 500
    assert min(map(len, CLASSES.values())) >= 10, "each class in each of the five formats, twice"


def test_no_capture_is_lost(hostile: tuple[Site, int]) -> None:
    site, count = hostile
    shown = Counter(words for page in site.pages() if page.startswith("articles/") for words in set(WORDS.findall(site.text(page))))
    assert {number: shown[str(number)] for number in range(count) if not shown[str(number)]} == {}
    assert len([page for page in site.pages() if page.startswith("articles/")]) == count


def test_nothing_of_a_capture_is_markup(hostile: tuple[Site, int]) -> None:
    site, _ = hostile
    for page in site.pages()[::3]:
        assert list(faults_of_page(page, (site.root / page).read_bytes())) == []
        for picture in site.document(page).iter("img"):
            assert OWN_PICTURE.fullmatch(picture.get("src", "")), page


@pytest.mark.parametrize("place", ["sitegen.publish.engine.escape_text", "sitegen.publish.weave._shown"])
def test_a_place_that_does_not_escape_is_seen(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TEXT.format(v=vector, n=number, said="on the wall") for number, vector in enumerate(VECTORS[::90])]
    articles = [read(Capture(f"{number}.txt", text.encode())).value for number, text in enumerate(texts)]
    assert faults_of_site(articles) == []
    monkeypatch.setattr(place, lambda text: text)
    assert faults_of_site(articles, theme=load_theme(None)) != []


def test_nothing_runs_without_the_policy(hostile: tuple[Site, int], browser: Browser) -> None:
    site, _ = hostile
    questions = [f"/bare/search.html?q={quote(vector)}" for vector in VECTORS[::13]]
    questions += [f"/bare/search.html?q=wall&type={quote(vector)}&from={quote(vector)}#{quote(vector)}" for vector in VECTORS[::60]]
    with frames(browser, site) as tab:
        faults = tab.visit([*(f"/bare/{quote(page)}" for page in site.pages()), *questions])
        assert (faults[:9], tab.ran[:9], tab.asked[:9], tab.complaints[:9]) == ([], [], [], [])


def test_nothing_tries_to_run_under_the_policy(hostile: tuple[Site, int], browser: Browser) -> None:
    site, _ = hostile
    with frames(browser, site) as tab:
        faults = tab.visit([f"/site/{quote(page)}" for page in site.pages()[::15]])
        assert (faults[:9], tab.ran[:9], tab.asked[:9], tab.complaints[:9]) == ([], [], [], [])


def test_what_runs_is_noticed(hostile: tuple[Site, int], browser: Browser) -> None:
    site, _ = hostile
    with frames(browser, site) as tab:
        faults = tab.visit(["/control"], 1, 300)
        said = {"alert(script)", "prompt(error)", "alert(focus)", "alert(toggle)", "alert(animation)", "alert(frame)", "ran = property"}
        assert {line.partition(" in ")[0] for line in tab.ran} == said
        assert [address for address in tab.asked if "marker.invalid" in address]
        assert {fault.partition("=")[0] for fault in faults} >= {"/control: a href", "/control: button formaction", "/control: img onerror"}
