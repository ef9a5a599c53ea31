"""Files made to exhaust whoever reads them, all in one archive: bounded in time and memory, each answered for, and the others are built."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.edge import environment, fill, is_whole, ordinary, tree
from tests.test_warc_hostile import zeros
from tests.warcs import page

MEMORY = 1_500_000_000
"""Bytes of address space of the one process that builds: the interpreter with all libraries takes a third of it."""
TIME = 150
"""Seconds of processor time; it takes a fifth of it."""
SAID = "The boats of quay {} sailed again on Monday, and nobody in the harbour office knew when they would come home."
DEPTH = 10_000


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{entities}]>'
    return f"{head}<html><body><p>{SAID.format(1)}</p><p>&l11;</p></body></html>".encode()


def _aliases() -> bytes:
    lines = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return f"---\ntitle: Boats\na0: &a0 lol\n{lines}author: *a11\n---\n{SAID.format(2)}\n".encode()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("archive/a.warc.gz"), page(1), compress_type=zipfile.ZIP_STORED)
        archive.writestr("pages/pages.jsonl", bytes(200_000_000))
    return out.getvalue()


def _story(number: int, markup: str, head: str = "") -> bytes:
    story = f"<title>Quay {number}</title>{head}</head><body><p>{SAID.format(number)}</p>{markup}"
    return f"<!doctype html><html><head>{story}</body></html>".encode()


def _nested(number: int, tag: str, depth: int = DEPTH) -> bytes:
    return _story(number, f"<{tag}>" * depth + "x" + f"</{tag}>" * depth)


_LD = '<script type="application/ld+json">{}</script>'
DEEP_JSON = _LD.format("[" * DEPTH + "]" * DEPTH) + _LD.format('{"a":' * DEPTH)
SHOWN: dict[str, bytes] = {
    "entities.xhtml": _laughs(),
    "aliases.md": _aliases(),
    "divs.html": _nested(3, "div", 100_000),
    "bold.html": _nested(4, "b"),
    "tables.html": _nested(5, "table><tr><td"),
    "lists.html": _nested(6, "ul><li"),
    "comments.html": _story(7, "<!--" * 40_000),
    "declarations.html": _story(8, "<![" * 20_000),
    "data.html": _story(9, "", DEEP_JSON),
    "quotes.md": f"# Quay 10\n\n{SAID.format(10)}\n\n{'>' * DEPTH} x\n".encode(),
    "brackets.md": f"# Quay 11\n\n{SAID.format(11)}\n\n{'[' * DEPTH}\n\n{'![' * DEPTH}\n\n{'*a **a ' * DEPTH}\n".encode(),
    "fences.md": ("::: {.x}\n" * DEPTH + f"\n# Quay 12\n\n{SAID.format(12)}\n").encode(),
    "nul.html": _story(13, "<p>a\0b</p>\0\0\0<p\0>c</p>"),
    "surrogates.html": _story(14, "<p>&#xD800;&#xDFFF;</p>", '<script type="application/ld+json">{"headline":"\\ud800"}</script>').replace(
        b"Monday", b"Monday \xed\xa0\x80"
    ),
    "lies.html": _story(15, "", '<meta charset="utf-16">'),
    "lies-too.html": _story(16, "", '<meta charset="base64">').replace(b"Monday", b"Mond\xe4y"),
    "odd.html": b"\xff\xfe" + _story(17, "").decode().encode("utf-16-le") + b"x",
    "utf7.html": _story(18, "<p>+ADw-script+AD4-</p>", '<meta charset="utf-7">'),
    "long.txt": (SAID.format(19) + "\n\n" + "“" * 40_000 + " said " * 20_000 + "A. " * 40_000).encode(),
    "word.txt": (SAID.format(20) + "\n\n" + "x" * 2_000_000).encode(),
    "attributes.html": _story(21, f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>x</p>"),
    "CON.html": _story(22, ""),
    "aux.md": SAID.format(23).encode() * 2,
    "%2e%2e%2fup.html": _story(24, ""),
    "A.html": _story(25, ""),
    "a.html": _story(26, ""),
    "é.html": _story(27, ""),
    "e\u0301.html": _story(28, ""),
    f"{'ü' * 120}.html": _story(29, ""),
    "b\\..\\c.html": _story(30, ""),
    "nul\nbuilt.html": _story(31, ""),
}
"""Files that hold an article, whatever else they hold, by name; each of them is shown."""
REFUSED: dict[str, bytes] = {
    "bomb.html": zeros(300),
    "bomb.warc.gz": gzip.compress(zeros(300)),
    "bomb.wacz": _zip_bomb(),
    "empty.html": b"",
    "noise.html": bytes(range(256)) * 400,
    "nested.jsonl": b'{"schema":"sitegen-record-1","blocks":' + b"[" * 1_000_000,
}
HUGE = ("film.html", "film.txt", "film.md", "film.mhtml", "film.jsonl", "film.warc", "film.wacz")
"""Files of 200 MB, which take no room on the disk."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The archive of all of them, and what its build said."""
    folder = tmp_path_factory.mktemp("resources")
    seeds = fill(folder / "seeds", 2)
    for name, content in (SHOWN | REFUSED).items():
        (seeds / name).write_bytes(content)
    for name in HUGE:
        with (seeds / name).open("wb") as file:
            file.write(b'"sitegen-record-1"' if name.endswith("jsonl") else b"")
            file.truncate(200_000_000)
    (seeds / "000.toml").write_text(f"title = {'[' * 7_000}", encoding="utf-8")
    (seeds / "001.toml").write_text(f"{'.'.join('a' * 5_000)} = 1", encoding="utf-8")
    (seeds / "loop").symlink_to(seeds, target_is_directory=True)
    (seeds / "self.html").symlink_to("self.html")
    (seeds / "gone.html").symlink_to("nowhere.html")
    (seeds / "zero.html").symlink_to("/dev/zero")
    (seeds / "memory.html").symlink_to("/proc/self/mem")
    os.mkfifo(seeds / "pipe.html")
    (seeds / "locked.html").write_bytes(SHOWN["A.html"])
    (seeds / "locked.html").chmod(0)
    command = [*ordinary(), sys.executable, "-m", "sitegen", "build", "-q", "--jobs", "1", "-o", "output"]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False, preexec_fn=_bounded, timeout=1_200
    )
    return folder, done


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))


def test_the_build_ends_and_the_site_is_whole(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    assert done.returncode == 1, done.stderr[-2_000:]
    assert "Traceback" not in done.stderr
    assert is_whole(folder / "output")


def test_every_article_is_shown(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    shown = b"".join(content for path, content in tree(folder / "output").items() if path.startswith("articles/")).decode()
    assert [name for name, content in SHOWN.items() if _sentence(content) not in shown] == [], done.stderr[-2_000:]


def test_every_other_file_is_named_once(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = built
    errors = [line.split(":")[0].removeprefix("seeds/") for line in done.stderr.split("\n") if ": error: " in line]
    assert sorted(set(errors)) == sorted(errors)
    assert set(errors) >= {*REFUSED, *HUGE, "locked.html"} - {"bomb.wacz"}
    assert {name for name in SHOWN if json.dumps(name) in errors} == set()


def _sentence(content: bytes) -> str:
    """What a page shows of *content*: the quay that it tells of."""
    plain = content.replace(b"\0", b"").decode("utf-8", "ignore")
    return SAID.format(plain.partition("boats of quay ")[2].partition(" ")[0]).partition(" again")[0]
