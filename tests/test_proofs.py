"""A proof is the page as the build that follows makes it, as far as that can be told before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import Order, build_site, theme_of
from sitegen.proofing import Proofreader
from sitegen.settings import Site, find_site
from tests.edge import fill

PASTED = """The mill stands still

By Oda Vessel

12 March 2014

OSTREL — The mill has stood still since Monday. “Nobody grinds in the dark,” said Ruben Harrow, a miller in Ostrel.

Mr. Harrow will wait for the lamps.
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))
    fill(tmp_path / "seeds", 3)
    (tmp_path / "seeds" / "mill.txt").write_text(PASTED, encoding="utf-8")
    (tmp_path / "sitegen.toml").write_text('title = "Dam papers"\n', encoding="utf-8")
    return find_site(tmp_path, None, tmp_path / "output")


def _build(site: Site) -> Proofreader:
    return Proofreader(site, theme_of(site), build_site(site, Order(jobs=1)).archive)


def _page(site: Site) -> str:
    (page,) = (site.output / "articles").glob("the-mill-stands-still-*.html")
    return page.relative_to(site.output).as_posix()


def _save(site: Site, text: str) -> str:
    place = site.source / "mill.txt"
    place.write_text(text, encoding="utf-8")
    return str(place)


def test_the_page_is_the_one_that_is_built(site: Site, tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").unlink()  # where addresses are kept, the page has those of the quotes before too
    site = find_site(tmp_path / "seeds", None, tmp_path / "output")
    proofreader = _build(site)
    old = _page(site)
    pulled = proofreader.pull([_save(site, PASTED.replace("since Monday", "for many days"))])
    assert pulled is not None
    build_site(site, Order(jobs=1))
    new = _page(site)
    assert pulled.pages == dict.fromkeys((old, new), (site.output / new).read_bytes())
    assert pulled.moved == {old: new}


def test_an_archive_that_was_not_gathered_in_this_build_is_gathered_for_it(site: Site) -> None:
    _build(site)
    again = build_site(site, Order(jobs=1))
    assert again.archive is None
    assert Proofreader(site, theme_of(site), again.archive).pull([_save(site, PASTED.replace("dark", "night"))]) is not None


def test_what_the_keeper_knows_of_the_article_stands_in_it(site: Site) -> None:
    (site.root / "authority.toml").write_text('[article."mill.txt"]\ntitle = "The mill of Ostrel"\n', encoding="utf-8")
    pulled = _build(site).pull([_save(site, PASTED.replace("dark", "night"))])
    assert pulled is not None
    assert all(b"The mill of Ostrel" in page for page in pulled.pages.values())


def test_a_sidecar_is_part_of_its_capture(site: Site) -> None:
    sidecar = site.source / "mill.toml"
    sidecar.write_text('title = "Lamps"\n', encoding="utf-8")
    proofreader = _build(site)
    sidecar.write_text('title = "Lamps, at last"\n', encoding="utf-8")
    pulled = proofreader.pull([str(sidecar)])
    assert pulled is not None
    assert all(b"Lamps, at last" in page for page in pulled.pages.values())


def test_a_name_that_is_new_has_no_link_before_it_has_a_page(site: Site) -> None:
    pulled = _build(site).pull([_save(site, PASTED.replace("Ruben Harrow", "Tamsin Orrel"))])
    assert pulled is not None
    page = next(iter(pulled.pages.values())).decode()
    assert "Tamsin Orrel" in page
    assert "people/tamsin-orrel.html" not in page


def test_where_anything_else_changed_the_build_is_waited_for(site: Site, tmp_path: Path) -> None:
    proofreader = _build(site)
    capture = _save(site, PASTED.replace("dark", "night"))
    assert proofreader.pull([]) is None
    assert proofreader.pull([capture, str(tmp_path / "sitegen.toml")]) is None
    assert proofreader.pull([capture, str(site.source / "new.txt")]) is None
    assert proofreader.pull([capture] * 9) is None
    Path(capture).unlink()
    assert proofreader.pull([capture]) is None
