"""Collections that were made to do harm, or were damaged: bounded in time and memory, and what is whole is read."""

from __future__ import annotations

import gzip
import random
import resource
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import CaptureError
from sitegen.files import find_captures, load
from sitegen.unpack.content import decompress
from tests.warcs import page

brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")
pytest.importorskip("warcio")


def put(folder: Path, content: bytes, name: str = "crawl.warc.gz") -> Path:
    (folder / name).write_bytes(content)
    return folder


def zeros(size: int) -> bytes:
    """*size* megabytes of nothing, packed."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(size)), packer.flush()])


BOMBS: list[tuple[str, Any]] = [
    ("gzip", lambda: zeros(400)),
    ("br", lambda: brotli.compress(bytes(400_000_000), quality=1)),
    ("zstd", lambda: zstandard.compress(bytes(400_000_000))),
    ("gzip, gzip", lambda: gzip.compress(zeros(400))),
]


@pytest.mark.parametrize(("coding", "make"), BOMBS, ids=[coding for coding, _ in BOMBS])
def test_a_bomb_is_put_down_before_it_takes_the_memory(coding: str, make: Any) -> None:
    bomb, before = make(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(CaptureError, match="holds more than"):
        decompress(bomb, coding, 1_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kB


@pytest.mark.parametrize(("codings", "said"), [("gzip, br, gzip, br", "more than three times"), ("gzip, sdch", "not known: sdch")])
def test_what_is_packed_too_often_or_in_an_unknown_way_is_left(codings: str, said: str) -> None:
    with pytest.raises(CaptureError, match=said):
        decompress(gzip.compress(b"a page"), codings, 1_000_000)


def test_what_is_packed_as_it_stands_is_as_it_stands() -> None:
    assert decompress(gzip.compress(b"a page"), " identity , GZIP,", 1_000_000) == b"a page"


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: " + b"x" * 3_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 400_000,
        b"\r\n" * 1_500_000,
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" * 10_000,
    ],
    ids=["length", "line", "lines", "blank lines", "negative"],
)
def test_heads_without_end_take_neither_time_nor_memory(head: bytes, tmp_path: Path) -> None:
    begin = time.process_time()
    put(tmp_path, page(1) + gzip.compress(head))
    assert len(find_captures(tmp_path).value) == 1
    assert time.process_time() - begin < 5


def test_a_file_that_holds_far_too_much_for_its_size_is_left(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 1200000000\r\n\r\n"
    begin = time.process_time()
    put(tmp_path, page(1) + zlib_with(head, 1_200))
    assert len(find_captures(tmp_path).value) == 1
    assert "far too much" in find_captures(tmp_path).notes[0].message
    assert time.process_time() - begin < 20


def zlib_with(head: bytes, size: int) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join([packer.compress(head), *(packer.compress(bytes(1_000_000)) for _ in range(size)), packer.flush()])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_no_damage_brings_it_down(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  damage, not a secret
    packed = chance.random() < 0.5
    whole = bytearray(b"".join(page(n, packed) for n in range(3)))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(whole))
        whole[at : at + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(5)))
    folder = put(tmp_path_factory.mktemp("damaged"), bytes(whole), "crawl.warc.gz" if packed else "crawl.warc")
    for one in find_captures(folder).value:
        try:
            load(one)
        except CaptureError as error:
            assert error.path == one.source  # noqa: PT017  some damage leaves no page


def test_a_collection_that_brings_its_reader_down_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, page(1), "a.warc.gz")
    put(tmp_path, b"<!doctype html><p>The boats sailed.", "b.html")

    def fail(_: Path) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("sitegen.files.list_captures", fail)
    found = find_captures(tmp_path)
    assert [one.source for one in found.value] == ["b.html"]
    assert [(note.severity, note.source) for note in found.notes] == [("error", "a.warc.gz")]
    assert "RecursionError: too deep" in found.notes[0].message
