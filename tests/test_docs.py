"""The docs are true: what they tell a reader to type works as it stands, and what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest

from sitegen.cli import _parser
from tests.edge import ROOT
from tests.invented_site import said, texts

DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")] + DOCS
FIRST = ROOT / "docs" / "first-archive.md"
DONE = [ROOT / "docs" / f"{name}.md" for name in ("corrections", "cite", "hand-out", "deploy", "theme")]
"""The pages that tell how to do something with the first archive."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_NAMED = re.compile(r"`(my-archive/[\w./-]*\w)`")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def fences(page: Path, kind: str) -> list[str]:
    """What stands in *page* as a block of the *kind*: ``sh`` is for typing, ``console`` for typing where there is more than the archive."""
    return [body for found, body in _FENCE.findall(read(page)) if found == kind]


def typed(page: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """What comes of typing all that *page* says, in *folder*."""
    program = folder / ".bin" / "sitegen"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sitegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"])),
        "PYTHONPATH": str(ROOT),
        "SITEGEN_CACHE": str(folder / ".memory"),
    }
    script = "set -eu\n" + "".join(fences(page, "sh"))
    command = ["sh", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive that the first page tells how to make."""
    folder = tmp_path_factory.mktemp("first")
    done = typed(FIRST, folder)
    assert done.returncode == 0, done.stderr
    assert "0 findings" in done.stderr
    assert "0 problems" in done.stderr
    return folder


def test_the_first_archive_holds_what_its_page_says(first: Path) -> None:
    assert [name for name in _NAMED.findall(read(FIRST)) if not (first / name).exists()] == []
    assert len(list((first / "my-archive" / "output" / "articles").glob("*.html"))) == 2
    quotes = [page.read_text(encoding="utf-8") for page in (first / "my-archive" / "output" / "quotes").glob("*.html")]
    assert sum("2 reports in this archive" in page for page in quotes) == 2


@pytest.mark.parametrize("page", DONE, ids=lambda page: page.stem)
def test_what_a_page_says_to_type_works(page: Path, first: Path, tmp_path: Path) -> None:
    shutil.copytree(first / "my-archive", tmp_path / "my-archive")
    done = typed(page, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.replace("0 warnings", ""), "nothing that the page says to type is warned of"
    assert [name for name in _NAMED.findall(read(page)) if not (tmp_path / name).exists()] == []


def test_a_corrected_name_stands_where_the_page_says(first: Path, tmp_path: Path) -> None:
    shutil.copytree(first / "my-archive", tmp_path / "my-archive")
    typed(ROOT / "docs" / "corrections.md", tmp_path)
    page = lxml.html.document_fromstring((tmp_path / "my-archive" / "output" / "people" / "mara-quill.html").read_text(encoding="utf-8"))
    assert texts(page, "//h1") == ["Mara J. Quill"]
    assert texts(page, "//p[@class='aliases']") == ["Also written Mara Quill, Quill"]
    assert "She signs with the J." in said(page)


def test_the_citation_that_is_shown_is_the_one_that_the_page_gives(first: Path) -> None:
    (shown,) = re.findall(r"^> (.+)$", read(ROOT / "docs" / "cite.md"), re.MULTILINE)
    pages = [page.read_text(encoding="utf-8") for page in (first / "my-archive" / "output" / "quotes").glob("*.html")]
    assert any(shown in re.sub(r"<[^>]+>", "", page) for page in pages)


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS], ids=lambda page: page.stem)
def test_each_command_that_is_named_is_one(page: Path) -> None:
    lines = [line for kind in ("", "sh", "console") for body in fences(page, kind) for line in body.splitlines()]
    for line in lines:
        if line.startswith("sitegen "):
            words = shlex.split(line, comments=True)[1:]
            cut = next((place for place, word in enumerate(words) if word in (">", "|", ">>")), len(words))
            assert _parser().parse_args(words[:cut]).run, line


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_each_block_of_settings_can_be_read(page: Path) -> None:
    for body in fences(page, "toml"):
        tomllib.loads(body)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_link_between_pages_leads_somewhere(page: Path) -> None:
    for address in _LINK.findall(_FENCE.sub("", read(page))):
        parts = urlsplit(address)
        if not parts.scheme:
            target = (page.parent / parts.path).resolve() if parts.path else page
            assert target.exists(), address
            if parts.fragment:
                assert parts.fragment in {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", read(target), re.MULTILINE)}, address


def _anchor(heading: str) -> str:
    """The fragment that GitHub gives to *heading*."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_readme_names_every_page() -> None:
    assert {f"docs/{page.name}" for page in DOCS} <= set(_LINK.findall(read(ROOT / "README.md")))
