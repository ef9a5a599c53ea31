"""A file of records, as ``sitegen inspect --json`` prints them, is read back to the same articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build import build_site
from sitegen.errors import CaptureError
from sitegen.files import Found, find_captures, find_named, load
from sitegen.inspection import inspect_files
from sitegen.model import Capture, Envelope
from sitegen.pipeline import read
from sitegen.record import record
from sitegen.settings import Settings, Site
from tests.site.built import ROOT

SEEDS = sorted(str(path) for path in (ROOT / "seeds").iterdir())


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return [text for text, _ in inspect_files(SEEDS, as_json=True)]


def put(folder: Path, lines: list[str], name: str = "records.jsonl") -> Path:
    (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


def found(folder: Path) -> tuple[Found, ...]:
    return find_captures(folder).value


def again(one: Found) -> dict[str, Any]:
    noted = read(load(one))
    return record(noted.value, noted.notes)


def test_every_article_is_as_it_was(lines: list[str], tmp_path: Path) -> None:
    before = {value["accession"]: value for value in map(json.loads, lines)}
    put(tmp_path, lines)
    assert [one.source for one in found(tmp_path)] == sorted(f"records.jsonl#{accession}" for accession in before)
    for one in found(tmp_path):
        after = json.loads(json.dumps(again(one)))
        known = before[after["accession"]]
        for block in known["blocks"]:
            block.pop("picture", None)  # a record tells of a picture and does not hold it
        told = {"source": one.source, "container": "record", "kept": pytest.approx(known["kept"], abs=0.002)}
        assert after == known | told


def test_the_archive_of_records_has_the_pages_of_the_archive_of_captures(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "records").mkdir()
    put(tmp_path / "records", lines)
    for name, source in (("one", ROOT / "seeds"), ("two", tmp_path / "records")):
        build_site(Site(Settings(), None, tmp_path, source, tmp_path / name, None))
    pages = [sorted(path.relative_to(tmp_path / name).as_posix() for path in (tmp_path / name).rglob("*.html")) for name in ("one", "two")]
    assert pages[0] == pages[1]


def test_a_capture_beside_its_record_is_published_once(lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))
    put(tmp_path, lines[:2])
    (tmp_path / "a.txt").write_bytes(Path(SEEDS[0]).read_bytes())
    built = build_site(Site(Settings(), None, tmp_path, tmp_path, tmp_path / "out", None))
    assert sum(built.formats.values()) == 2
    assert [(note.code, note.source) for note in built.notes if note.code == "identical"] == [
        ("identical", f"records.jsonl#{_number(lines[0])}")
    ]


def _number(line: str) -> str:
    number: str = json.loads(line)["accession"]
    return number


def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(lines: list[str], tmp_path: Path) -> None:
    wrong = json.loads(lines[1]) | {"title": 7}
    failed = json.dumps({"schema": "sitegen-record-1", "source": "x", "error": "the capture is empty", "hint": None})
    put(tmp_path, [lines[0], "{", "", json.dumps(wrong), failed, "[]", "null", lines[2]])
    inside = find_captures(tmp_path)
    assert len(inside.value) == 2
    bad = [(note.severity, note.line, note.message.partition(":")[0]) for note in inside.notes if note.line]
    assert bad == [("error", line, "this is no record") for line in (2, 4, 6, 7)]
    assert "$.title" in next(note.message for note in inside.notes if note.line == 4)
    assert [note.message for note in inside.notes if note.code == "left-out"] == ["left out: 1 records of captures that could not be read"]


def test_a_thousand_bad_lines_are_not_told_one_by_one(lines: list[str], tmp_path: Path) -> None:
    inside = find_captures(put(tmp_path, [lines[0], *["{"] * 1_000]))
    assert (len(inside.value), len(inside.notes)) == (1, 51)
    assert "950 more" in inside.notes[-1].message


def test_other_lines_of_json_are_no_captures(tmp_path: Path) -> None:
    inside = find_captures(put(tmp_path, ['{"url": "https://a.example/"}']))
    assert (inside.value, [note.code for note in inside.notes]) == ((), ["not-a-capture"])


def test_records_are_inspected_by_name(lines: list[str], tmp_path: Path) -> None:
    put(tmp_path, lines[:2])
    assert len(find_named(str(tmp_path / "records.jsonl")).value) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "../../x"},
        {"sha256": "A" * 64},
        {"schema": "sitegen-record-2"},
        {"blocks": [{"kind": "script", "text": "x"}]},
        {"published": "yesterday"},
        {"title": "\ud800"},
        {"blocks": "x"},
        {"blocks": []},
        {"blocks": [{"kind": "paragraph", "text": ""}]},
        {"blocks": [{"kind": "list", "text": "x", "level": 10**30}]},
        {"blocks": [{"kind": "heading", "text": "x", "level": -1}]},
        {"notes": [{"severity": "info", "code": "x", "message": "x", "line": 2**70}]},
    ],
)
def test_what_a_record_cannot_hold_is_refused(change: dict[str, Any], lines: list[str]) -> None:
    line = json.dumps(json.loads(lines[0]) | change)
    with pytest.raises(CaptureError):
        read(Capture("records.jsonl#x", line.encode(), envelope=Envelope("record", sha256="0" * 64)))


def test_a_share_that_no_record_states_is_not_reckoned_with(lines: list[str]) -> None:
    for kept, is_known in ((0.001, True), (1e-99, False), (0.0, False), (-0.5, False), (2.0, False)):
        line = json.dumps(json.loads(lines[0]) | {"kept": kept})
        article = read(Capture("records.jsonl#x", line.encode(), envelope=Envelope("record", sha256="0" * 64))).value.article
        assert (article.words_visible > 0) == is_known


def test_links_and_markup_of_a_record_are_not_believed(lines: list[str], tmp_path: Path) -> None:
    links = [{"start": 0, "end": 3, "href": "javascript:alert(1)"}, {"start": 2, "end": 99_999, "href": "https://a.example/"}]
    block = {"kind": "paragraph", "text": "<script>alert(1)</script> was written on the wall.", "start": 7_000, "links": links}
    put(tmp_path, [json.dumps(json.loads(lines[0]) | {"blocks": [block], "captured": "never", "language": '"><x'})])
    after = again(found(tmp_path)[0])
    assert [len(block.get("links", [])) for block in after["blocks"]] == [1]
    assert (after["blocks"][0]["start"], after["captured"], after["language"]) == (0, None, None)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2_000), st.text(max_size=6))
def test_no_damage_brings_it_down(lines: list[str], tmp_path_factory: pytest.TempPathFactory, at: int, noise: str) -> None:
    line = lines[0][:at] + noise + lines[0][at + len(noise) :]
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "records.jsonl").write_bytes(b'{"schema": "sitegen-record-1"}\n' + line.encode("utf-8", "replace") + b"\n")
    for one in found(folder):
        again(one)
