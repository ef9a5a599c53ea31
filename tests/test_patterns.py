"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

from sitegen import model
from sitegen.patterns import _USES, _Later, later
from sitegen.reference import reference_tables, reference_text


def test_a_later_pattern_is_like_one_compiled_at_once() -> None:
    pattern = later(r"(\w)b", re.IGNORECASE)
    assert (pattern.findall("ab cB"), pattern.sub("-", "ab"), pattern.pattern) == (["a", "c"], "-", r"(\w)b")
    found = pattern.search("xAB")
    assert found is not None
    assert found.span() == (1, 3)
    with pytest.raises(AttributeError):
        pattern.__deepcopy__  # noqa: B018


def test_all_later_patterns_are_patterns() -> None:
    found = 0
    for package in ("sitegen.ingest", "sitegen.annotate"):
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
            for value in vars(importlib.import_module(f"{package}.{module.name}")).values():
                if isinstance(value, _Later):
                    assert {use for use in _USES if hasattr(value, use)} == set(_USES)
                    found += 1
    assert found > 50


def test_a_short_capture_needs_little() -> None:
    """The types of the archive, code pages, packed files and tables of other alphabets are not loaded for a paste."""
    code = (
        "import sys; from sitegen.model import Capture; from sitegen.pipeline import read\n"
        "read(Capture('a.txt', b'The bridge is open\\n\\nBy Mira Sol\\n\\nIt was closed.\\n'))\n"
        "print(*sorted(sys.modules))"
    )
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    unneeded = {"sitegen.model.archive", "sitegen.model.edition", "sitegen.ingest.codepages", "encodings.gb18030", "zipfile", "anyascii"}
    assert unneeded & loaded == set()
    assert "sitegen.annotate.names" in loaded


def test_types_of_the_archive_come_when_they_are_asked_for() -> None:
    assert model.Archive.__module__ == "sitegen.model.archive"
    assert all(getattr(model, name) is not None for name in model.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        model.Nothing  # noqa: B018


def test_tables_are_read_once() -> None:
    assert reference_tables("sitegen.annotate", "names.toml") is reference_tables("sitegen.annotate", "names.toml")
    with pytest.raises(FileNotFoundError):
        reference_text("sitegen.annotate", "nowhere.toml")
