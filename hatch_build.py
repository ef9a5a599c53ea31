"""At every wheel and editable build, lunr.js is laid beside the package: no third-party code is committed, none is fetched by hand."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VERSION = "2.3.9"
COMMENT = re.compile(rb"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
"""A comment on lines of its own: two thirds of the file. Those that name the author and the licence stay."""


class LunrHook(BuildHookInterface[Any]):
    """``sitegen/lunr.js``, with its licence headers and without its other comments, from the pinned build requirement that carries it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling passes both by position)
        if self.target_name != "wheel":
            return
        script = (files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js").read_bytes()
        head = script[:400].decode("utf-8")
        if VERSION not in head or "@license" not in head or "MIT" not in head:
            raise RuntimeError(f"mkdocs no longer carries lunr.js {VERSION} with its licence header; pin a version that does")
        (Path(self.root) / "sitegen" / "lunr.js").write_bytes(COMMENT.sub(_legal, script))


def _legal(comment: re.Match[bytes]) -> bytes:
    return comment[0] if b"Copyright" in comment[0] or b"@license" in comment[0] else b""
