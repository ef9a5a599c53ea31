"""Reads the word lists that stand beside the code."""

from __future__ import annotations

from typing import Any

from sitegen.reference import reference_tables, reference_text


def read_toml(name: str) -> dict[str, Any]:
    """The tables of a TOML file of this package."""
    return reference_tables("sitegen.annotate", name)


def read_groups(name: str, between: str | None = None) -> dict[str, frozenset[str]]:
    """The groups of a list file: a line ``[group]`` and a line of its entries, divided by *between* or by spaces."""
    lines = reference_text("sitegen.annotate", name).splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return {head.strip("[]"): frozenset(entries.split(between)) for head, entries in zip(rows[::2], rows[1::2], strict=True)}


def word_set(text: str) -> frozenset[str]:
    """The words of a string of words."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of a string of phrases divided by bars."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))
