"""The tool that gathers the texts of the interface, as a module."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from tests.site.built import ROOT


def gathering() -> ModuleType:
    """``tools/build_catalogues.py``."""
    spec = importlib.util.spec_from_file_location("build_catalogues", ROOT / "tools" / "build_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
