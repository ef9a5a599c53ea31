"""What other generators of static sites take for the same articles, as Markdown that is ready for them: a page for each, and no more."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from invented import captures
from timing import Run, run

Row = tuple[str, Run, int]
"""What was done, what it took, and how many files the site has."""
_LAYOUT = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>"
_VERSION = re.compile(r"\d+\.\d+[.\d]*")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator."""

    name: str
    command: Sequence[str]
    """Builds ``content`` into ``site``, in the current folder."""
    front: Callable[[str, int], str]
    """The head of an article: its title and its number."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What it needs beside the articles, by path."""

    def measure(self, number: int, work: Path) -> Iterator[Row]:
        """Its cold build of *number* articles in the new folder *work*, and the build after one of them was changed."""
        first = self._fill(number, work)
        for what in ("cold", "one changed"):
            taken = run(self.command, work, {})
            yield f"{self.name}, {what}", taken, sum(path.is_file() for path in (work / "site").rglob("*"))
            first.write_text(first.read_text(encoding="utf-8").replace(" the ", " one ", 3), encoding="utf-8")

    def _fill(self, number: int, work: Path) -> Path:
        for path, text in self.files.items():
            _put(work / path, text)
        for n, (name, text) in enumerate(captures(number)):
            body = text.split("---\n", 2)[-1] if name.endswith(".md") else text
            title = json.dumps(body.split("\n", 1)[0].strip("# "), ensure_ascii=False)
            _put((work / "content" / name).with_suffix(".md"), self.front(title, n) + body)
        return next((work / "content").glob("000/000001-*"))


def peers(tools: Path) -> list[Peer]:
    """Pelican, installed into the folder *tools*; Hugo and Eleventy where they are installed."""
    found = [_pelican(tools)]
    if hugo := shutil.which("hugo"):
        layouts = {f"layouts/_default/{kind}.html": _LAYOUT for kind in ("list", "terms")} | {
            "layouts/_default/single.html": _LAYOUT + "{{ .Content }}",
            "hugo.toml": 'title = "bench"\nbaseURL = "/"\npublishDir = "site"\n',
        }
        found.append(Peer(_called("Hugo", hugo, "version"), [hugo, "--quiet"], lambda title, _: f"---\ntitle: {title}\n---\n", layouts))
    if eleventy := shutil.which("eleventy"):
        command = [eleventy, "--quiet", "--input=content", "--output=site"]
        found.append(Peer(_called("Eleventy", eleventy, "--version"), command, lambda title, _: f"---\ntitle: {title}\n---\n"))
    return found


def _pelican(tools: Path) -> Peer:
    folder = "Scripts" if os.name == "nt" else "bin"
    venv.create(tools, with_pip=True)
    subprocess.run([tools / folder / "python", "-m", "pip", "install", "-q", "pelican[markdown]"], check=True, stderr=sys.stderr)
    program = str(tools / folder / "pelican")

    def front(title: str, number: int) -> str:
        return f"Title: {title}\nDate: 2014-03-{1 + number % 28:02}\nSlug: a{number}\n\n"

    return Peer(_called("Pelican", program, "--version"), [program, "content", "-o", "site", "-q", "-d", "--ignore-cache"], front)


def _called(name: str, program: str, option: str) -> str:
    said = subprocess.run([program, option], capture_output=True, text=True, check=True).stdout
    found = _VERSION.search(said)
    return f"{name} {found[0]}" if found else name


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
