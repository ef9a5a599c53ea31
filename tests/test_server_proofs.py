"""Pages that are shown before the build that makes them has ended, and where a page is found that moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.server import Server
from tests.serving import serving
from tests.test_server import PAGE, ask


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "mira.html").write_bytes(PAGE)
    with serving(tmp_path) as server:
        yield server


def test_a_page_is_shown_before_the_build_that_runs_has_ended(server: Server) -> None:
    builds, before = server.builds, server.builds.settled()["build"]
    with builds.running():
        builds.proofed(
            {"articles/new.html": b"<p>Bridge falls", "articles/old.html": b"<p>Bridge falls"}, {"articles/old.html": "articles/new.html"}
        )
        assert builds.news({"build": before, "error": None}) != {"build": before, "error": None}
        for path in ("/articles/new.html", "/articles/old.html?x=1"):
            status, _, page = ask(server, path)
            assert (status, page.startswith(b"<p>Bridge falls<script src=")) == (200, True)
        builds.succeeded()
    assert ask(server, "/articles/new.html")[0] == 404
    status, headers, _ = ask(server, "/articles/old.html")
    assert (status, headers["Location"]) == (302, "/articles/new.html")


def test_what_moved_back_is_found_where_it_stands(server: Server) -> None:
    server.builds.proofed({}, {"people/mira.html": "people/other.html"})
    server.builds.proofed({}, {"people/other.html": "people/mira.html"})
    server.builds.failed("")
    assert ask(server, "/people/mira.html")[0] == 200
    assert ask(server, "/people/other.html")[1]["Location"] == "/people/mira.html"
