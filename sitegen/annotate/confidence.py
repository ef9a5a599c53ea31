"""Evidence -> the share of attributions with such evidence that were right, read from ``confidence.toml``."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.lists import read_toml
from sitegen.annotate.said import Rule
from sitegen.annotate.speakers import Speaker

_TABLES: Final = read_toml("confidence.toml")
_CLEAR: Final = 0.64
"""A pronoun's lead from which its person counts as clear; set by trial."""


def confidence(rule: Rule, speaker: Speaker) -> float:
    """How often a speaker found by this rule and named in this way was the right one."""
    if speaker.name is None:
        return 0.0
    kind = speaker.kind if speaker.kind != "pronoun" else "pronoun" if speaker.lead >= _CLEAR else "doubtful pronoun"
    table = _TABLES[kind]
    return float(table.get(rule, table["default"]))
