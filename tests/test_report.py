"""The readable report: everything that was understood, and what was not found said plainly."""

from __future__ import annotations

from sitegen.model import Capture
from sitegen.pipeline import read
from sitegen.report import report
from tests.edge import story


def test_a_report_tells_all_that_a_record_tells() -> None:
    noted = read(Capture("dam.html", story(1).encode()))
    lines = report(noted.value, noted.notes).splitlines()
    assert lines[:2] == ["River rises for day 1", "====================="]
    assert any(line.startswith("published:") and "2014-03-02" in line for line in lines)
    assert any(line.startswith("capture:") and "dam.html, html, utf-8, " in line for line in lines)
    assert any(line.startswith("  “We have never seen the river so high") for line in lines)
    assert any(line.startswith("    Ansel Quorrick") and line.endswith("% sure)") for line in lines)


def test_what_was_not_found_is_said() -> None:
    noted = read(
        Capture(
            "a.txt", b"It rained, and nobody wrote down when. The \xe2\x80\x9cbig\xe2\x80\x9d river rose and fell again by the evening."
        )
    )
    text = report(noted.value, noted.notes)
    for wanted in (
        "published:    not found",
        "authors:      not found",
        "publication:  not found",
        "the capture has no headline",
        "warning: ",
    ):
        assert wanted in text


def test_no_line_runs_off_the_screen() -> None:
    noted = read(Capture("dam.html", story(1).replace("never", "never " * 90).encode()))
    assert max(len(line) for line in report(noted.value, noted.notes).splitlines()) <= 120
