"""Invented captures on disk, and the command line to run on them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.bag import MANIFEST
from sitegen.manifest import read_manifest
from tests.shared import miss

ROOT = Path(__file__).resolve().parents[1]

STORY = """<!doctype html>
<html lang="en">
<head><title>{title}</title><meta property="article:published_time" content="{date}T08:00:00Z"></head>
<body><article>
<h1>{title}</h1>
<p class="byline">By Mira Tolland</p>
<p>TESMIN, Velmora — The water stood {level} metres above the mark on Monday, the harbour office said.</p>
<p>“We have never seen the river so high,” said Ansel Quorrick, the harbour master, who has measured it for thirty years.</p>
<p>On the east bank, {level} boats had been tied to the church, and the council kept the school closed until the end of the week.</p>
</article></body>
</html>
"""


def story(number: int) -> str:
    """An invented page as a browser saves it; each number gives another."""
    return STORY.format(title=f"River rises for day {number}", date=f"2014-03-{number % 28 + 1:02}", level=number + 2)


def fill(folder: Path, count: int) -> Path:
    """*folder* with *count* invented captures in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.html").write_text(story(number), encoding="utf-8")
    return folder


def ordinary() -> list[str]:
    """What a command begins with to be run by somebody for whom permissions count: root gives up all that sets it above them."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        miss("root needs setpriv (util-linux) to run a build as an ordinary user")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"]


def run(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What ``sitegen ARGUMENTS`` does, run in *cwd* by an ordinary user."""
    command = [*ordinary(), sys.executable, "-m", "sitegen", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment(cwd, env), capture_output=True, text=True, check=False, timeout=120)


def environment(cwd: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment whose memory of results lies beside *cwd*, not in the user's cache."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "SITEGEN_CACHE": str(cwd / ".memory"), "COLUMNS": "100", **(more or {})}


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file below *folder*, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def is_whole(folder: Path) -> bool:
    """True when *folder* holds just the files that its manifest lists, as it lists them."""
    import hashlib

    listed = read_manifest(folder)
    there = tree(folder)
    there.pop(MANIFEST, None)
    return listed is not None and listed == {path: hashlib.sha256(content).hexdigest() for path, content in there.items()}


needs_small_disk = pytest.mark.skipif(os.geteuid() != 0, reason="needs a small file system of its own, which only root can mount")


@contextmanager
def small_disk(disk: Path, size: str) -> Iterator[Path]:
    """A file system of this *size* at *disk*; skips the test where none may be mounted."""
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
