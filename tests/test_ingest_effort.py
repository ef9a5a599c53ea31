"""Reading what packs and adorns a page takes time in proportion to its length, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from sitegen.errors import CaptureError
from sitegen.ingest.keeping import take_inline
from sitegen.ingest.moments import parse_moment
from sitegen.ingest.page import unwrap
from sitegen.ingest.replay import find_copy, leave_replay
from sitegen.ingest.saved import is_single_file, read_saving
from sitegen.ingest.tree import parse
from sitegen.model import Capture
from sitegen.unpack.content import unchunk
from sitegen.unpack.gathering import gather_pictures

SIZE = 1_000_000
REPEATED = [
    "data:",
    "data:;a;a;a;a;base64,",
    "data:image/png;base64,A",
    "<!-- Page saved with SingleFile url: ",
    "<!-- saved from url=(0001)",
    "<html ",
    "/web/2017/",
    "https://web.archive.org/web/20170102030405/",
    "//a.example/b/c/d",
    "<img ",
    "<img src=",
    'srcset="a 1x, ',
    "<base href=",
    "Content-Type: multipart/related\n",
    "a:\n",
    "--sf-img-1: url(",
    "FILE ARCHIVED ON ",
    '__wm.wombat("',
    "1\r\na",
    "0" * 20,
    "<picture><source>",
]


@pytest.mark.parametrize("part", REPEATED)
def test_long_repeats_take_no_time(part: str) -> None:
    text = (part * (SIZE // len(part) + 1))[:SIZE]
    begin = time.process_time()
    take_inline(";base64," + text)
    read_saving(text)
    is_single_file(text)
    parse_moment(text)
    find_copy(text)
    find_copy("https://web.archive.org/web/20170102030405/" + text)
    unchunk(text.encode())
    gather_pictures(text.encode(), "https://a.example/", {"https://a.example/x": (0, 0)}, lambda _: b"")
    tree = parse(f'<html><body><a href="https://web.archive.org/web/2017/{text[:200_000].replace(chr(34), "")}">x</a></body></html>')
    if tree is not None:
        leave_replay(tree, text, ("https://web.archive.org/web/20170102030405/https://a.example/",))
    for name in ("a.mhtml", "a.txt"):
        try:
            unwrap(Capture(name, text.encode()))
        except CaptureError as error:
            assert error.path == name  # noqa: PT017  most of these hold no page
    assert time.process_time() - begin < 4
