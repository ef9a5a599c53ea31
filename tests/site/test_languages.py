"""The sample archive in other languages: nothing English is left on it, it reads as well from the right, and its search speaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import pseudo
from tests.site.built import Site, build, sample_archive
from tests.site.checker import errors_in
from tests.site.look import NARROW, SCHEMES, look_at
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARABIC = """\
---
title: عودة المياه إلى تيسمين
date: 2014-03-16
publication: صحيفة الوادي
---

قالت الناطقة باسم المدينة ليلى حداد إن المياه تراجعت. «عاد الناس إلى بيوتهم قبل الغروب»، قالت حداد.

Tesmin كانت المدينة الأولى التي وصلتها القوارب.

Only the last line of the notice was in English.
"""
PLACED = '[[entity]]\ntype = "place"\nname = "{}"\ncoordinates = [{}, {}]\n'
PLACES = (("Tesmin", 45.1, 20.2), ("Ostravel", 44.2, 22.2), ("Lower Town", 45.1, 20.3))


def speaking(folder: Path, language: str, catalogue: str | None = None) -> Site:
    """The sample archive in *language*, with an Arabic capture and places whose coordinates are known."""
    archive = sample_archive(folder)
    settings = archive / "sitegen.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f'\nlanguage = "{language}"\n', encoding="utf-8")
    (archive / "seeds" / "arabic.md").write_text(ARABIC, encoding="utf-8")
    (archive / "authority.toml").write_text("".join(PLACED.format(*place) for place in PLACES), encoding="utf-8")
    if catalogue:
        (archive / "templates" / "languages").mkdir(parents=True)
        (archive / "templates" / "languages" / f"{language}.po").write_text(catalogue, encoding="utf-8")
    return build(archive / "seeds", folder / "site", archive, folder / "cache")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return speaking(tmp_path_factory.mktemp("arabic"), "ar")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return speaking(tmp_path_factory.mktemp("german"), "de")


@pytest.fixture(scope="module", params=["arabic", "german"])
def spoken(request: pytest.FixtureRequest) -> Site:
    site: Site = request.getfixturevalue(request.param)
    return site


def _pages(site: Site) -> list[str]:
    """One of each kind, the largest."""
    top = ("index", "about", "articles", "quotes-by-speaker", "people", "connections", "map", "timeline", "timeline-2014", "events")
    folders = ("articles", "quotes", "people", "places")
    inside = [max((page for page in site.one_per_template() if page.startswith(f"{folder}/")), key=_size(site)) for folder in folders]
    return [*(f"{name}.html" for name in top), *inside, "search.html?q=water"]


def _size(site: Site) -> Callable[[str], int]:
    return lambda page: (site.root / page).stat().st_size


def test_pages_are_valid_narrow_silent_and_bar_nobody(spoken: Site, browser: Browser) -> None:
    looks = list(look_at(spoken, browser, _pages(spoken), whole=False))
    assert {look.page: look.width for look in looks if look.width > NARROW["width"]} == {}
    assert {look.page: look.errors for look in looks if look.errors} == {}
    assert {look.page: look.requests for look in looks if look.requests} == {}
    for scheme in SCHEMES:
        assert {look.page: look.violations[scheme] for look in looks if look.violations[scheme]} == {}
    assert errors_in([spoken.root]) == []


def test_no_english_is_left(tmp_path: Path) -> None:
    site = speaking(tmp_path / "pseudo", pseudo.LANGUAGE, pseudo.catalogue())
    assert sorted(set(pseudo.english_words(site))) == []


def test_english_would_be_found(sample_site: Site) -> None:
    found = list(pseudo.english_words(sample_site))
    assert len(found) > 1000
    assert any("Skip to the content" in text for text in found)


def test_a_page_states_its_language_and_direction(arabic: Site) -> None:
    assert {(root.get("lang"), root.get("dir")) for page in arabic.pages() for root in arabic.document(page).iter("html")} == {
        ("ar", "rtl")
    }


def test_an_article_keeps_its_own_language_and_direction(arabic: Site, sample_site: Site) -> None:
    (korvin,) = (page for page in arabic.pages() if page.startswith("articles/korvin-promises"))
    (water,) = (page for page in arabic.pages() if page.startswith("articles/wdh"))
    (text,) = arabic.document(korvin).xpath("//div[@class='text']")
    assert (text.get("lang"), text.get("dir")) == ("en-GB", "ltr")
    (text,) = arabic.document(water).xpath("//div[@class='text']")
    assert (text.get("lang"), text.get("dir")) == ("und-Arab", None)
    assert [paragraph.get("dir") for paragraph in text.iter("p")] == ["auto", "rtl", "auto"], (
        "a Latin name at the head turns no sentence round"
    )
    (unstated,) = (page for page in arabic.pages() if page.startswith("articles/the-water-in-tesmin"))
    stated = [site.document(unstated).xpath("//div[@class='text']")[0].get("lang") for site in (arabic, sample_site)]
    assert stated == ["und-Latn", None]


def test_the_page_is_turned_round_and_the_map_is_not(arabic: Site, browser: Browser) -> None:
    (korvin,) = (page for page in arabic.pages() if page.startswith("articles/korvin-promises"))
    with visit(browser, arabic.url(korvin)) as opened:
        article, aside = (opened.page.locator(f"main > {name}").bounding_box() for name in ("article", "aside"))
        assert article is not None
        assert aside is not None
        assert aside["x"] + aside["width"] < article["x"] + 1
        line = opened.page.locator(".text p").first
        assert line.evaluate("(line) => getComputedStyle(line).direction") == "ltr"
    with visit(browser, arabic.url("map.html")) as opened:
        west, east = (opened.page.locator(f".large a[aria-label={name}] circle").bounding_box() for name in ("Tesmin", "Ostravel"))
        assert west is not None
        assert east is not None
        assert west["x"] < east["x"]


def test_the_search_speaks(arabic: Site, browser: Browser) -> None:
    with visit(browser, arabic.url("search.html?q=water")) as opened:
        opened.page.locator("#search-status", has_text="نتيجة").wait_for()
        assert "مارس 2014" in opened.page.locator("#search-results").inner_text()
        opened.page.fill("#search-q", "المياه")
        opened.page.locator("#search-results a", has_text="تيسمين").first.wait_for()
        opened.page.fill("#search-q", "zzyzx")
        opened.page.locator("#search-status", has_text="لم يُعثر على شيء.").wait_for()
        assert opened.errors == []


def test_a_changed_catalogue_makes_the_pages_anew(tmp_path: Path) -> None:
    site = speaking(tmp_path, "de")
    own = tmp_path / "archive" / "templates" / "languages" / "de.po"
    own.parent.mkdir(parents=True)
    own.write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Quotes"\nmsgstr "Gesagtes"\n', encoding="utf-8"
    )
    archive = tmp_path / "archive"
    again = build(archive / "seeds", site.root, archive, tmp_path / "cache")
    whole = again.contents()
    assert b"Gesagtes" in whole["index.html"]
    shutil.rmtree(site.root)
    assert build(archive / "seeds", site.root, archive, tmp_path / "cache").contents() == whole
