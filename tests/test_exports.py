"""The data files of an archive, each as a program of its trade reads it."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from sitegen.model import Archive
from sitegen.publish.exports.database import lacking
from sitegen.publish.exports.sitemap import MOST, sitemaps
from sitegen.publish.remarks import remarks
from sitegen.publish.theme import load_theme
from tests.invented_archive import invented_archive
from tests.invented_site import SETTINGS, files_of, pages, site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://archive.example.org/papers/"
HARSH = '\ud800\x01=HYPERLINK("https://x.example","now")'


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def titled(title: str) -> Archive:
    """The invented archive, its first article under another headline."""
    archive = invented_archive()
    first = archive.articles[0]
    return replace(archive, articles=(replace(first, article=replace(first.article, title=title)), *archive.articles[1:]))


def undated() -> Archive:
    archive = invented_archive()
    bare = tuple(replace(a, article=replace(a.article, published=None, updated=None)) for a in archive.articles)
    return replace(archive, articles=bare)


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield connection


def test_each_thing_of_the_archive_has_its_row() -> None:
    archive = invented_archive()
    wanted = {
        "articles": [a.article.provenance.accession for a in archive.articles],
        "quotes": [report.quote.id for report in archive.reports],
        "entities": [entity.id for entity in archive.entities],
    }
    for name, ids in wanted.items():
        assert [row["id"] for row in rows(site()[f"data/{name}.csv"])] == ids
    assert len(rows(site()["data/mentions.csv"])) == len(archive.appearances)


def test_offsets_lead_to_the_words() -> None:
    texts = {row["id"]: row["text"] for row in rows(site()["data/articles.csv"])}
    mentions = rows(site()["data/mentions.csv"])
    assert mentions
    for mention in mentions:
        assert texts[mention["article"]][int(mention["start"]) : int(mention["end"])] == mention["text"]


def test_pages_named_in_the_tables_are_there() -> None:
    named = [row["page"] for name in ("articles", "quotes", "entities") for row in rows(site()[f"data/{name}.csv"])]
    assert set(named) <= pages().keys()


def test_the_data_package_is_valid(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        for path, content in files_of(titled(HARSH)).items():
            if path.startswith("data/"):
                (tmp_path / path.removeprefix("data/")).write_bytes(content)
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == 6


def test_a_formula_is_text_in_a_spreadsheet() -> None:
    for title in ('=HYPERLINK("https://x.example")', "+1", "-1", "@SUM(A1)", "\tx", "\rx"):
        first = rows(files_of(titled(title))["data/articles.csv"])[0]
        assert first["title"] == f"'{title}"
    assert rows(files_of(titled("A = b"))["data/articles.csv"])[0]["title"] == "A = b"


def test_the_tables_are_written_as_python_writes_csv() -> None:
    for title in (
        "a, b",
        'a "b"',
        '"',
        "a\nb",
        "a\rb",
        "a\r\nb",
        " a ",
        "a;b",
        "a\x00b",
        "a\u2028b",
        "\U0001f4f0",
        "ß",
        "'",
        "\\",
        "=a,b",
        "+",
    ):
        content = files_of(titled(title))["data/articles.csv"]
        assert any(row["title"].endswith(title) for row in rows(content))
        again = io.StringIO(newline="")
        csv.writer(again).writerows(csv.reader(io.StringIO(content.decode(), newline="")))
        assert again.getvalue().encode() == content


def test_the_database_holds_the_same_rows_as_the_tables() -> None:
    with opened(site()["data/archive.sqlite"]) as database:
        database.row_factory = sqlite3.Row
        for name in ("articles", "quotes", "entities", "mentions", "statements"):
            stored = [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")]
            written = rows(site()[f"data/{name}.csv"])
            assert [list(row) for row in stored] == [list(row) for row in written]
            texts = [column for column in written[0] if column not in ("title_is_derived", "corrected", "confidence", "reckoned")]
            assert [{c: _plain(row[c]) for c in texts} for row in stored] == [{c: row[c] for c in texts} for row in written]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def test_the_database_is_sound_and_searched_without_accents() -> None:
    with opened(files_of(titled("Café of the quay"))["data/archive.sqlite"]) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute(
            "SELECT title FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'cafe')"
        )
        assert found.fetchall() == [("Café of the quay",)]


def test_datasette_finds_the_indexes_and_the_ways_between_tables() -> None:
    find = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"' || ? || '\"%'"
    with opened(site()["data/archive.sqlite"]) as database:
        for table in ("articles", "quotes", "entities"):
            assert database.execute(find, (table,)).fetchall() == [(f"{table}_fts",)]
        ways = database.execute(
            'SELECT m.name, k."table", k."from", k."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) k'
        ).fetchall()
    assert ("quotes", "articles", "article", "id") in ways
    assert ("mentions", "entities", "entity", "id") in ways
    assert all(to for *_, to in ways)


def test_text_that_is_no_unicode_does_not_stop_the_data() -> None:
    made = files_of(titled(HARSH))
    with opened(made["data/archive.sqlite"]) as database:
        (title,) = database.execute("SELECT title FROM articles LIMIT 1").fetchone()
    assert title == HARSH.replace("\ud800", "?")
    ElementTree.fromstring(made["feed.xml"])


def test_records_are_those_of_inspect() -> None:
    records = [json.loads(line) for line in site()["data/records.jsonl"].splitlines()]
    assert [record["accession"] for record in records] == [a.article.provenance.accession for a in invented_archive().articles]
    assert {record["schema"] for record in records} == {"sitegen-record-1"}


def _feed(content: bytes) -> ElementTree.Element:
    feed = ElementTree.fromstring(content)
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert feed.find(path, ATOM) is not None
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", None, ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext("a:title", None, ATOM)
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None
    return feed


def test_the_feed_tells_the_dated_articles_newest_first() -> None:
    feed = _feed(site()["feed.xml"])
    days = [entry.findtext("a:published", "", ATOM)[:10] for entry in feed.findall("a:entry", ATOM)]
    wanted = [a.article.published for a in invented_archive().articles if a.article.published]
    assert days == [day.isoformat() for day in reversed(wanted)]
    assert {link.get("href", "") for link in feed.findall("a:entry/a:link", ATOM)} <= pages().keys()


def test_a_person_has_a_feed_of_the_articles_that_mention_them() -> None:
    feed = _feed(site()["people/mara-quill.xml"])
    links = [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)]
    assert links
    assert all(link and link.startswith("../articles/") for link in links)
    assert 'href="mara-quill.xml"' in site()["people/mara-quill.html"].decode()
    assert not [path for path in site() if path.startswith("places/") and path.endswith(".xml")]


def test_addresses_are_absolute_where_the_site_has_one() -> None:
    made = files_of(invented_archive(), msgspec.structs.replace(SETTINGS, base_url=BASE))
    feed = _feed(made["feed.xml"])
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == f"{BASE}feed.xml"  # type: ignore[union-attr]
    assert all(link.get("href", "").startswith(BASE) for link in feed.findall("a:entry/a:link", ATOM))
    named = {loc.text for loc in ElementTree.fromstring(made["sitemap.xml"]).findall("s:url/s:loc", MAP)}
    assert named == {BASE + path for path in made if path.endswith(".html")} - {f"{BASE}404.html"}
    assert made["robots.txt"].decode().endswith(f"Sitemap: {BASE}sitemap.xml\n")


@pytest.mark.parametrize("base_url", [None, BASE])
def test_a_feed_reader_takes_every_feed(base_url: str | None) -> None:
    made = files_of(titled("A & “B” <i>\x01"), msgspec.structs.replace(SETTINGS, base_url=base_url))
    feeds = {path: content for path, content in made.items() if path.endswith(".xml") and path != "sitemap.xml"}
    assert len(feeds) > 2
    for path, content in feeds.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import feedparser

            read = feedparser.parse(content)
        assert (read.bozo, read.version) == (False, "atom10"), path
        assert read.entries
        for entry in read.entries:
            assert all((entry.updated_parsed, entry.published_parsed, entry.title, entry.summary))
            assert entry.id.startswith("urn:uuid:")
            assert (posixpath.normpath(posixpath.join(posixpath.dirname(path), entry.link)) in made) or entry.link.startswith(BASE)


def test_an_archive_without_dates_has_no_feed() -> None:
    made = files_of(undated())
    assert "feed.xml" not in made
    assert not [path for path in made if path.endswith(".xml")]
    assert b"application/atom+xml" not in made["index.html"]


def test_a_site_without_an_address_has_no_sitemap() -> None:
    assert not {"sitemap.xml", "robots.txt"} & site().keys()


def test_a_large_sitemap_is_split() -> None:
    paths = [f"quotes/{number}.html" for number in range(MOST + 1)]
    made = {file.path: file.content for file in sitemaps(paths, BASE)}
    parts = [loc.text for loc in ElementTree.fromstring(made["sitemap.xml"]).findall("s:sitemap/s:loc", MAP)]
    assert parts == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    counts = [len(ElementTree.fromstring(made[f"sitemap-{n}.xml"]).findall("s:url", MAP)) for n in (1, 2)]
    assert counts == [MOST, 1]


def test_the_data_is_the_same_for_every_build() -> None:
    again = files_of(invented_archive())
    assert {path for path in again if again[path] != site()[path]} == set()


class _WithoutSearch:
    def execute(self, _: str) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    def close(self) -> None:
        pass


LACKS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the full-text search of SQLite (FTS5)": lambda patch: patch.setattr(sqlite3, "connect", lambda _: _WithoutSearch()),
    "the module sqlite3": lambda patch: patch.setitem(sys.modules, "sqlite3", None),
}


@pytest.mark.parametrize("lack", LACKS)
def test_where_python_cannot_make_a_database_the_rest_of_the_site_is_there(lack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, whole = invented_archive(), site()
    lacking.cache_clear()
    LACKS[lack](monkeypatch)
    try:
        files = files_of(archive)
        (note,) = (note for note in remarks(archive, SETTINGS, load_theme(None)) if note.code == "no-database")
    finally:
        monkeypatch.undo()
        lacking.cache_clear()
    assert whole.keys() - files.keys() == {"data/archive.sqlite"}
    assert b"archive.sqlite" not in files["about.html"]
    assert (note.severity, note.source, lack in note.message) == ("warning", "data/archive.sqlite", True)
