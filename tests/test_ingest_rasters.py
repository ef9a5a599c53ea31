"""What a picture is, by its own bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ingest.rasters import Raster, read_raster
from tests.pictures import SVG, avif, gif, jpeg, png, webp

ALL = [png(640, 400), gif(640, 400), jpeg(640, 400), webp(640, 400), webp(640, 400, b"VP8L"), webp(640, 400, b"VP8 "), avif(640, 400)]


@pytest.mark.parametrize("content", ALL, ids=lambda content: repr(content[:16]))
def test_kind_and_size_are_read(content: bytes) -> None:
    raster = read_raster(content)
    assert raster is not None
    assert (raster.width, raster.height) == (640, 400)


def test_the_kinds_are_told_apart() -> None:
    assert [raster.type for content in ALL if (raster := read_raster(content))] == ["png", "gif", "jpeg", "webp", "webp", "webp", "avif"]


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xda\x00",
        b"\xff\xd8\xff" + b"\xff" * 5000,
        b"GIF89a\0\0\0\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        png(1, 1)[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff",
        webp(16000, 16000),
    ],
    ids=lambda content: repr(content[:16]),
)
def test_what_is_no_picture_or_could_not_be_unpacked_is_refused(content: bytes) -> None:
    assert read_raster(content) is None


@given(st.sampled_from(ALL), st.integers(0, 60), st.binary(max_size=40))
def test_no_bytes_bring_it_down(content: bytes, cut: int, noise: bytes) -> None:
    raster = read_raster(content[:cut] + noise)
    assert raster is None or isinstance(raster, Raster)
