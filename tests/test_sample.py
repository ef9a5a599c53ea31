"""The sample archive: every shape of capture is understood, and what several reports share is brought together."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sitegen.settings import parse_settings
from tests.site.built import ROOT, Site, build, sitegen

KNOWN = tomllib.loads((Path(__file__).parent / "sample.toml").read_text(encoding="utf-8"))
SAID = KNOWN.pop("said")
SHORT: dict[str, str] = KNOWN.pop("short")
ASKED: set[str] = set()
"""The names of all tests that may be known to fall short."""
STATED = (
    "format",
    "title",
    "title_is_derived",
    "publication",
    "authors",
    "contributors",
    "published",
    "updated",
    "dateline",
    "section",
    "url",
    "language",
    "captured",
)

Record = dict[str, Any]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """What ``sitegen inspect --json`` says of every capture of the sample archive, by file name."""
    files = sorted(str(path) for path in (ROOT / "seeds").iterdir())
    done = sitegen("inspect", "--json", *files, cwd=ROOT, cache=tmp_path_factory.mktemp("cache"))
    assert done.returncode == 0, done.stderr
    return {Path(record["source"]).name: record for record in map(json.loads, done.stdout.splitlines())}


def test_every_capture_has_a_record(records: dict[str, Record]) -> None:
    assert sorted(records) == sorted(KNOWN) == sorted(path.name for path in (ROOT / "seeds").iterdir())


def _asked(*keys: str) -> list[Any]:
    """Each thing that the captures are asked for under *keys*."""
    rows = [(name, key, value) for name, known in sorted(KNOWN.items()) for key in keys if key in known for value in _each(known[key], key)]
    return [_case(f"{name[:2]} {key} {value}"[:60].strip(), name, key, value) for name, key, value in rows]


def _each(value: Any, key: str) -> list[Any]:
    return value if key in {"gone", "headings"} else [value]


def _case(id: str, *values: Any) -> Any:
    """One test; what is known to fall short is expected to fail, and fails when it no longer does."""
    return pytest.param(*values, id=id, marks=_marks(id))


def _marks(id: str) -> list[pytest.MarkDecorator]:
    ASKED.add(id)
    return [pytest.mark.xfail(reason=SHORT[id])] if id in SHORT else []


def _once(id: str) -> pytest.MarkDecorator:
    """For a test that is asked once, under the name *id*."""
    return pytest.mark.parametrize((), [pytest.param(id=id, marks=_marks(id))])


@pytest.mark.parametrize(("name", "key", "value"), _asked(*STATED))
def test_what_a_capture_states_is_found_and_no_more(name: str, key: str, value: Any, records: dict[str, Record]) -> None:
    assert records[name][key] == (value if value != "" else None)


@pytest.mark.parametrize(("name", "key", "phrase"), _asked("gone"))
def test_what_is_not_the_article_is_not_in_its_text(name: str, key: str, phrase: str, records: dict[str, Record]) -> None:
    assert phrase not in records[name]["text"]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_text_is_all_of_the_article(name: str, records: dict[str, Record]) -> None:
    assert 380 < len(records[name]["text"].split()) < 950


@pytest.mark.parametrize(("name", "key", "count"), _asked("figures", "updates"))
def test_captions_and_updates_are_what_they_are(name: str, key: str, count: int, records: dict[str, Record]) -> None:
    kinds = [block["kind"] for block in records[name]["blocks"]]
    assert kinds.count(key.removesuffix("s")) >= count


@pytest.mark.parametrize(("name", "key", "heading"), _asked("headings"))
def test_headings_are_headings(name: str, key: str, heading: str, records: dict[str, Record]) -> None:
    assert heading in [block["text"] for block in records[name]["blocks"] if block["kind"] == "heading"]


@pytest.mark.parametrize("said", [_case(f"{said['source'][:2]} {said['text'][:40]}", said) for said in SAID])
def test_the_speaker_is_found(said: dict[str, str], records: dict[str, Record]) -> None:
    speakers = [quote["speaker"] for quote in records[said["source"]]["quotes"] if said["text"] in quote["text"]]
    assert [(speaker or "").lower() for speaker in speakers] == [said["speaker"].lower()]


def test_what_falls_short_is_asked_for() -> None:
    assert sorted(SHORT.keys() - ASKED) == []


@pytest.mark.parametrize("name", [_case(f"{name[:2]} speakers", name) for name in sorted(KNOWN)])
def test_no_speaker_is_an_empty_word(name: str, records: dict[str, Record]) -> None:
    """Words that stand for nobody: *The reply, which is nine lines long, says that “…”* is said by the reply, not by *that*."""
    empty = {"that", "this", "it", "which", "who", "what", "asked", "he", "she", "they", "there", "one", "that answer"}
    assert [quote["speaker"] for quote in records[name]["quotes"] if (quote["speaker"] or "").lower() in empty] == []


@_once("06 block quote")
def test_where_a_block_quote_comes_from_is_not_its_words(records: dict[str, Record]) -> None:
    (block,) = (block for block in records["06-velmora-today.html"]["blocks"] if block["kind"] == "blockquote")
    assert block["text"].endswith("lend one.")
    assert block["credit"] == "Address of the prime minister, 11 March 2014"


@_once("05 mirror")
def test_a_link_of_the_mirror_leads_to_the_open_web(records: dict[str, Record]) -> None:
    links = [link["href"] for block in records["05-daily-lantern.txt"]["blocks"] for link in block.get("links", [])]
    assert "https://www.velmora-today.example/2014/03/11/korvin-address-tesmin/" in links
    assert [link for link in links if ".onion" in link] == []


def test_the_pictures_in_a_capture_are_shown(records: dict[str, Record], sample_site: Site) -> None:
    pictures = [block["picture"] for block in records["10-upper-sarne-record.mhtml"]["blocks"] if "picture" in block]
    accession = records["10-upper-sarne-record.mhtml"]["accession"]
    (article,) = (page for page in sample_site.pages() if page.startswith(f"articles/the-map-of-lamps-{accession[:6]}"))
    shown = sample_site.document(article).xpath("//figure/img")
    assert [image.get("src") for image in shown] == [f"../pictures/{picture['sha256']}.png" for picture in pictures]
    assert [(image.get("width"), image.get("height")) for image in shown] == [("960", "600"), ("640", "800")]
    contents = [(sample_site.root / "pictures" / f"{picture['sha256']}.png").read_bytes() for picture in pictures]
    assert [hashlib.sha256(content).hexdigest() for content in contents] == [picture["sha256"] for picture in pictures]


def test_the_front_page_says_that_it_is_fiction(sample_site: Site) -> None:
    notice = parse_settings((ROOT / "sitegen.toml").read_text(encoding="utf-8"), "sitegen.toml").notice
    assert notice is not None
    assert "fictional" in notice
    assert " ".join(notice.split()) in sample_site.text("index.html")


@_once("notice elsewhere")
def test_its_notice_does_not_speak_for_other_captures(tmp_path: Path) -> None:
    """In a checkout, ``sitegen build ELSEWHERE -o …`` must not call other people's captures fictional."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "note.txt").write_bytes((ROOT / "seeds" / "01-ostravel-courier.txt").read_bytes())
    other = build(tmp_path / "elsewhere", tmp_path / "site", ROOT, tmp_path / "cache")
    assert "fictional" not in other.text("index.html")


def test_a_report_links_to_the_other_reports_page_here(sample_site: Site) -> None:
    (lantern,) = (page for page in sample_site.pages() if page.startswith("articles/on-tesmin"))
    inside = [str(link) for link in sample_site.document(lantern).xpath("//article//p//a/@href")]
    assert any(link.split("/")[-1].startswith("korvin-promises") for link in inside)


@pytest.mark.parametrize("person", ["ilse-marenko", "tomas-verhelj", "adela-korvin", "yusuf-al-rahmani", "rurik-anselm", "bertil-haugsen"])
def test_a_person_of_several_reports_has_one_page(person: str, sample_site: Site) -> None:
    pages = [page for page in sample_site.pages() if page.startswith("people/") and person.split("-")[-1] in page]
    assert pages == [f"people/{person}.html"]


def test_the_record_is_described(records: dict[str, Record]) -> None:
    described = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "record.md").read_text(encoding="utf-8")))
    used = {key for record in records.values() for key in [*record, *(key for quote in record["quotes"] for key in quote)]}
    assert sorted(used - described) == []
