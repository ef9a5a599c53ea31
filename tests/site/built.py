"""A site as the command line builds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    root: Path

    def pages(self) -> list[str]:
        """Every page of the site, as a path below its root."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))

    def url(self, page: str) -> str:
        path, _, rest = page.partition("?")
        return (self.root / path).as_uri() + ("?" + rest if rest else "")

    def document(self, page: str) -> html.HtmlElement:
        return html.document_fromstring((self.root / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    def text(self, page: str) -> str:
        """The words of a page's main part, on one line."""
        (main,) = self.document(page).iter("main")
        return " ".join(main.text_content().split())

    def one_per_template(self) -> list[str]:
        """Every page at the top but the one that only servers show, and of each folder the smallest and the largest page."""
        chosen = {page for page in self.pages() if "/" not in page} - {"404.html"}
        for folder in {page.rpartition("/")[0] for page in self.pages()} - {""}:
            inside = sorted(self._inside(folder), key=lambda page: ((self.root / page).stat().st_size, page))
            chosen |= {inside[0], inside[-1]}
        return sorted(chosen)

    def _inside(self, folder: str) -> Iterator[str]:
        return (page for page in self.pages() if page.rpartition("/")[0] == folder)

    def contents(self) -> dict[str, bytes]:
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in sorted(self.root.rglob("*")) if path.is_file()}


def sitegen(*arguments: str, cwd: Path, cache: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What one run of the command line gave."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    environment |= {"SITEGEN_CACHE": str(cache), "NO_COLOR": "1", "PYTHONUTF8": "1", **(env or {})}
    command = [sys.executable, "-m", "sitegen", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def sample_archive(folder: Path) -> Path:
    """A copy of the sample archive below *folder*, for a build keeps a ledger beside the settings."""
    archive = folder / "archive"
    shutil.copytree(ROOT / "seeds", archive / "seeds")
    shutil.copy(ROOT / "sitegen.toml", archive)
    return archive


def build(source: Path, output: Path, cwd: Path, cache: Path, env: Mapping[str, str] | None = None) -> Site:
    """The site of *source*, built with the settings of the folder *cwd*."""
    done = sitegen("build", str(source), "-o", str(output), cwd=cwd, cache=cache, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "", "stdout carries data only"
    return Site(output)
