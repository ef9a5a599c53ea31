"""Runs the stages under an audit hook and prints what they touched, as JSON: listener.py CAPTURE…"""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import FrameType
from typing import Any

from sitegen.model import Capture
from sitegen.pipeline import gather, read, render
from sitegen.publish.theme import load_theme
from sitegen.settings import Settings

TOUCHES = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "glob.", "pathlib.", "urllib.", "ctypes.dlopen")

HEARD: dict[str, list[str]] = defaultdict(list)
PLACE = [""]
"""The stage that runs now; empty between stages."""


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if PLACE[0] and event.startswith(TOUCHES) and not _is_program(sys._getframe(1)):
        HEARD[PLACE[0]].append(f"{event} {arguments[:1]!r}")


def _is_program(frame: FrameType | None) -> bool:
    """True while a module is imported, with what it reads at import, and while anyascii fetches one of its own tables."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib._bootstrap") or frame.f_globals.get("__name__") == "anyascii":
            return True
        frame = frame.f_back
    return False


def _load() -> None:
    """Imports are no part of a stage: the stages, and with them all that they read at import, are loaded before anyone listens."""
    for stage in ("ingest", "annotate", "catalog", "publish"):
        importlib.import_module(f"sitegen.{stage}")


def main(names: list[str]) -> None:
    _load()
    captures = [Capture(Path(name).name, Path(name).read_bytes()) for name in names]
    theme = load_theme(None)
    articles = []
    sys.addaudithook(_listen)
    for capture in captures:
        HEARD[capture.source] = []
        PLACE[0] = capture.source
        articles.append(read(capture).value)
    HEARD["gather"], HEARD["render"] = [], []
    PLACE[0] = "gather"
    archive = gather(articles).value
    PLACE[0] = "render"
    pages = list(render(archive, Settings(), theme))
    PLACE[0] = "control"
    Path(__file__).read_bytes()
    PLACE[0] = ""
    assert len(pages) > len(captures)
    sys.stdout.write(json.dumps(HEARD))


main(sys.argv[1:])
