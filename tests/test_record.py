"""The record keeps its contract with other programs."""

from __future__ import annotations

import json
from datetime import date

from sitegen.model import Block, Link, Note, Origin, Removed
from sitegen.record import error_record, record
from tests.articles import annotated, article, mention, quote

STORY = article(
    "“The bridge holds,” said Ada Lorn. “For now.”",
    published=date(2031, 5, 2),
    authors=("Tom Reed",),
    removed=(Removed("chrome", "Skip to content"),),
    origins=(Origin("published", "JSON-LD datePublished"),),
    words_visible=20,
    words_kept=8,
)
QUOTE = quote(STORY, "The bridge holds,", "For now.", speaker="Ada Lorn", speaker_mention="Ada Lorn", cue="said", confidence=0.97)
NOTE = Note("warning", "untitled", "no headline found", "story.txt", 3, "add one")
RECORD = record(annotated(STORY, (QUOTE,), (mention(STORY, "Ada Lorn", "Ada Lorn"),)), (NOTE,))


def test_the_record_is_json_and_has_the_keys_of_its_schema() -> None:
    keys = (
        "schema source accession sha256 format language title title_is_derived deck publication byline authors contributors published "
        "updated dateline section url captured archived container text blocks quotes mentions statements removed kept origins notes"
    )
    assert list(json.loads(json.dumps(RECORD))) == keys.split()
    assert RECORD["schema"] == "sitegen-record-1"


def test_unknown_is_null_and_dates_are_iso() -> None:
    assert RECORD["published"] == "2031-05-02"
    assert RECORD["updated"] is RECORD["url"] is RECORD["dateline"] is None
    assert RECORD["kept"] == 0.4
    assert record(annotated(article("Words.")), ())["kept"] is None


def test_a_quote_says_where_each_segment_stands() -> None:
    [said] = RECORD["quotes"]
    assert said["start"] == said["segments"][0]["start"] == 1
    assert said["end"] == said["segments"][1]["end"]
    assert [s["text"] for s in said["segments"]] == ["The bridge holds,", "For now."]
    assert all(STORY.text[s["start"] : s["end"]] == s["text"] for s in said["segments"])


def test_a_block_names_only_what_it_has() -> None:
    figure = Block("figure", "The bridge.", credit="Tom Reed/Agency", src="https://paper.example/b.jpg")
    linked = Block("paragraph", "See the plan.", 0, links=(Link(8, 12, "https://paper.example/plan"),))
    blocks = record(annotated(article("See the plan.", blocks=(linked, figure))), ())["blocks"]
    assert blocks == [
        {
            "kind": "paragraph",
            "text": "See the plan.",
            "start": 0,
            "links": [{"start": 8, "end": 12, "href": "https://paper.example/plan"}],
        },
        {"kind": "figure", "text": "The bridge.", "credit": "Tom Reed/Agency", "src": "https://paper.example/b.jpg"},
    ]


def test_notes_and_errors_carry_line_and_hint() -> None:
    assert RECORD["notes"] == [{"severity": "warning", "code": "untitled", "message": "no headline found", "line": 3, "hint": "add one"}]
    broken = error_record("a.bin", "not a text", "save the page again")
    assert broken == {"schema": "sitegen-record-1", "source": "a.bin", "error": "not a text", "hint": "save the page again"}
