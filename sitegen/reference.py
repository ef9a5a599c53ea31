"""The reference works that stand beside the code: word lists and tables, read when the module that asks for them is imported."""

from __future__ import annotations

import functools
import pkgutil
import tomllib
from typing import Any


def reference_bytes(package: str, name: str) -> bytes:
    """What the file *name* beside the modules of *package* holds."""
    content = pkgutil.get_data(package, name)  # importlib.resources would load thirty modules first
    if content is None:
        raise FileNotFoundError(f"{package}: {name}")
    return content


def reference_text(package: str, name: str) -> str:
    """The same as text."""
    return reference_bytes(package, name).decode("utf-8")


@functools.cache
def reference_tables(package: str, name: str) -> dict[str, Any]:
    """The tables of the TOML file *name* beside the modules of *package*: one and the same for all who ask, who leave it as it is.

    Long texts stand between single quotation marks there: between double ones they are read sign by sign.
    """
    return tomllib.loads(reference_text(package, name))
