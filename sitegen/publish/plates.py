"""Plates: templates as Jinja has compiled them, kept so that the next build prints from them.

A plate is known by the name of its template, the sources of all, for it may hold its frame as well, and the tongue that it speaks; with
whatever else it depends on, the store of this very program, its Python and its packages, it is forgotten.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping

from jinja2.bccache import Bucket, BytecodeCache

from sitegen.digests import digest
from sitegen.drawers import closed, opened
from sitegen.publish.tongue import Tongue

NAME = "plates"
"""Of their drawer."""


class Plates(BytecodeCache):
    """The plates in a *drawer*, and those that are made beside them, of templates that speak *tongue*."""

    def __init__(self, drawer: bytes, tongue: Tongue) -> None:
        self._kept = opened(drawer, dict[str, bytes])
        self._tongue = tongue
        self._mark = ""
        self._is_as_it_was = True

    def stand_for(self, templates: Mapping[str, str]) -> bool:
        """Stand for these *templates*, by their names, and for no others; whether there is a plate of them."""
        self._mark = digest(self._tongue, templates).hex()
        return any(name.startswith(self._mark) for name in self._kept)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give *bucket* its plate, if there is one."""
        plate = self._kept.get(self._name(bucket))
        if plate is not None:
            bucket.code = marshal.loads(plate)  # noqa: S302  (what this program has kept under a seal)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the plate in *bucket*."""
        self._kept[self._name(bucket)] = marshal.dumps(bucket.code)
        self._is_as_it_was = False

    def drawers(self) -> dict[str, bytes]:
        """The drawer that holds the plates of these templates, where some were made."""
        kept = {name: plate for name, plate in self._kept.items() if name.startswith(self._mark)}
        return {} if self._is_as_it_was else {NAME: closed(kept)}

    def _name(self, bucket: Bucket) -> str:
        return f"{self._mark} {bucket.key}"
