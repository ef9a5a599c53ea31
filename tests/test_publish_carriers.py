"""An utterance or a text that very many articles carry: each page shows a few, one list shows all, and the site grows with the archive."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from sitegen.model import Capture
from sitegen.pipeline import gather, read
from sitegen.publish.carriers import FEW, MANY, Carried, nearest, shown, utterance
from tests.carriers import carrying, saying
from tests.edge import tree
from tests.invented_site import files_of, texts
from tests.test_incremental import _doubted, _memory, _spare, build  # noqa: F401  (fixtures)


@cache
def made(write: Callable[[int], str], count: int) -> dict[str, bytes]:
    captures = [Capture(f"{number:03}.md", write(number).encode()) for number in range(count)]
    return files_of(gather([read(capture).value for capture in captures]).value)


def at(files: dict[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(files[path].decode())


def inside(files: dict[str, bytes], folder: str) -> list[str]:
    return sorted(path for path in files if path.startswith(f"{folder}/") and ".all" not in path)


def lists(files: dict[str, bytes]) -> list[str]:
    return sorted(path for path in files if ".all" in path)


def test_the_nearest_of_very_many_are_the_first_and_those_on_either_side() -> None:
    assert nearest(MANY, 7) == list(range(MANY))
    assert nearest(MANY + 1, 0) == list(range(FEW + 1))
    assert nearest(1000, 500) == [0, *range(500 - FEW, 501 + FEW)]
    assert nearest(1000, 999) == [0, *range(999 - FEW, 1000)]


def _carried(number: int, **facts: str | None) -> Carried:
    given: dict[str, str | None] = {"day": f"2031-01-{number + 1:02}" if number < 28 else None, "words": "as one", "text": f"t{number}"}
    given |= facts
    return Carried(f"q{number:03}", given["day"], (f"a{number:03}", f"quotes/q{number:03}.html"), given["words"] or "", given["text"] or "")


def test_reports_stand_by_date_with_their_wordings_and_copies() -> None:
    said = utterance(
        [_carried(3, words="in other words"), _carried(40), _carried(2, text="t1"), _carried(1), _carried(0, words="In other WORDS!")]
    )
    assert said.quotes == ("q000", "q001", "q002", "q003", "q040")
    assert said.wordings == (1, 2, 2, 1, 2)
    assert said.begins == (0, 1)
    assert said.copies == (False, False, True, False, False)
    assert (said.first, said.path) == ("2031-01-01", "quotes/q000.all.html")


def test_reports_of_one_day_stand_by_the_paths_of_their_articles() -> None:
    assert utterance([_carried(n, day="2031-01-01") for n in (2, 0, 1)]).quotes == ("q000", "q001", "q002")
    assert utterance([_carried(n, day=None) for n in (1, 0)]).first is None


def test_a_report_in_words_of_its_own_is_shown_on_the_page_of_each() -> None:
    reports = [_carried(n, day=f"{1900 + n}", words="in other words" if n == 70 else "as one") for n in range(200)]
    said = utterance(reports)
    assert shown(said, "q150") == [0, 70, *range(150 - FEW, 151 + FEW)]
    assert len(shown(utterance([_carried(n, day=f"{1900 + n}", words=f"words {n}") for n in range(200)]), "q150")) == 4 * FEW + 1


def test_as_many_as_a_page_holds_are_all_on_it() -> None:
    files = made(saying, MANY)
    assert lists(files) == []
    for path in inside(files, "quotes"):
        assert len(at(files, path).xpath("//section[@aria-labelledby='reports']//tbody/tr")) == MANY
        assert len(at(files, path).xpath("//ul[contains(@class, 'echoes')]/li")) == MANY - 1


def test_of_more_a_page_shows_the_nearest_and_leads_to_all() -> None:
    files = made(saying, 120)
    (whole,) = lists(files)
    quotes = inside(files, "quotes")
    assert len(quotes) == 120
    assert sorted(at(files, whole).xpath("//a[@class='words']/@href")) == [path.removeprefix("quotes/") for path in quotes]
    assert texts(at(files, whole), "//nav[@class='trail']//a") == ["Front page", "Quotes"]
    assert not at(files, whole).xpath("//nav[@class='orders']")
    for path in quotes:
        page = at(files, path)
        (link,) = page.xpath("//section[@aria-labelledby='reports']/p/a")
        assert (link.get("href"), link.text) == (whole.removeprefix("quotes/"), "The whole list, by date: 120")
        rows = [texts(row, "td | th") for row in page.xpath("//section[@aria-labelledby='reports']//tbody/tr")]
        assert rows[0][0] == "1 January 2010 first"
        assert FEW + 1 <= len(rows) <= 2 * FEW + 2
        assert sum("above" in row[2] for row in rows) == 1
        assert len(page.xpath("//ul[contains(@class, 'echoes')]/li")) == len(rows) - 1
        assert "120 reports in this archive, in the same words; the first that is dated is of 1 January 2010." in page.text_content()


def test_versions_are_shown_in_the_same_way() -> None:
    files = made(carrying, 60)
    (whole,) = lists(files)
    articles = inside(files, "articles")
    assert sorted(at(files, whole).xpath("//p[@class='headline']/a/@href")) == [path.removeprefix("articles/") for path in articles]
    assert len(articles) == 60
    for path in articles:
        (link,) = at(files, path).xpath("//section[@aria-labelledby='versions']/p/a")
        assert (link.get("href"), link.text) == (whole.removeprefix("articles/"), "The whole list, by date: 60")
        named = at(files, path).xpath("//section[@aria-labelledby='versions']//li/p[@class='headline']/a/@href")
        assert FEW <= len(named) <= 2 * FEW + 1
        assert path.removeprefix("articles/") not in named


@pytest.mark.parametrize(("write", "count"), [(saying, 120), (carrying, 60)])
def test_twice_as_many_carriers_make_a_site_twice_as_large(write: Callable[[int], str], count: int) -> None:
    small, large = (sum(map(len, made(write, number).values())) for number in (count, 2 * count))
    assert large < 2.1 * small
    pages = [path for folder in ("articles", "quotes") for path in inside(made(write, 2 * count), folder)]
    assert max(len(made(write, 2 * count)[path]) for path in pages) < 50_000


def test_a_list_of_all_is_cut_into_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.leaves.LEAF", 20)
    monkeypatch.setattr("sitegen.publish.carriers.MANY", 30)
    captures = [Capture(f"{number:03}.md", saying(number).encode()) for number in range(45)]
    files = files_of(gather([read(capture).value for capture in captures]).value)
    assert [path.partition(".")[2] for path in lists(files)] == ["all-2.html", "all.html"]
    listed = [len(at(files, path).xpath("//a[@class='words']")) for path in lists(files)]
    assert sum(listed) == 45
    assert max(listed) <= 30


@pytest.mark.usefixtures("_memory", "_doubted", "_spare")
def test_carriers_become_too_many_and_few_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.carriers.MANY", 4)
    monkeypatch.setattr("sitegen.publish.carriers.FEW", 1)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "sitegen.toml").write_text("", encoding="utf-8")
    edits = [(f"{number}.md", saying(number)) for number in range(3, 10)] + [(f"c{number}.md", carrying(number)) for number in range(3, 10)]
    edits += [("1.md", saying(1, " in our time")), ("3.md", saying(3).replace("Report 3", "A report")), ("5.md", "A word.\n")]
    edits += [
        ("c1.md", carrying(1, "It rained.")),
        ("c4.md", carrying(30)),
        *((f"c{number}.md", "Few words.\n") for number in (5, 6, 7, 8)),
    ]
    lists = set()
    for place, (name, text) in enumerate(edits):
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
        if place in (3, 13, 14, 15, 16, 18, len(edits) - 1):
            build(tmp_path)
            build(tmp_path, "clean", clean=True)
            assert tree(tmp_path / "output") == tree(tmp_path / "clean"), name
            lists.add(len(list((tmp_path / "output").glob("*/*.all.html"))))
    assert lists == {0, 1, 2}, "lists came and went"
