"""Text -> (statement, rest): the front matter that a capture opens with, in plain ``key: value`` lines or in TOML."""

from __future__ import annotations

import json
import re

from sitegen.ingest.sidecar import LARGEST, read_toml
from sitegen.ingest.stated import Entry, Fault, Statement, is_known_or_near
from sitegen.patterns import later

_PAIR = later(r"([A-Za-z][\w-]{0,60})[ \t]*:(?:[ \t]+(.*))?$")
_TOML_KEY = later(r"^[ \t]*([A-Za-z][\w-]{0,60})[ \t]*=", re.MULTILINE)
_ITEM = later(r"[ \t]*-(?:[ \t]+(.*))?$")
# one item of "[Ana Reyes, "Okafor, Tom", 'Lund']"
_FLOW_ITEM = later(r"""\s*("(?:[^"\\]|\\.)*"\s*|'(?:[^']|'')*'\s*|[^\s,"'\[\]{}][^,\[\]{}]*|(?=,|$))(?:,|$)""")
_QUOTED = later(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$""")
_FENCES = ("---", "+++")
_COMMENT = later(r"(?:^|\s)#(?:\s.*)?$")
_PLAIN = "write it on one line, in quotation marks where it is more than plain words; a list as [one, two] or as - lines"
_UNREAD = object()
"""Stands for a value that is no plain scalar or list, until the fault is said."""


def take_front_matter(text: str) -> tuple[Statement, str]:
    """Split leading front matter off *text*: what it states, and what remains; a mere rule above a text is text."""
    if not text.startswith(_FENCES):
        return Statement(), text
    lines = text[: LARGEST + 8].split("\n")
    fence = lines[0].rstrip()
    if fence not in _FENCES:
        return Statement(), text
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == fence), None)
    if end is None:
        return _unclosed(lines, fence), text
    inside = [line.rstrip() for line in lines[1:end]]
    statement = _between_pluses(inside) if fence == "+++" else _between_dashes(inside)
    return (statement, text[sum(len(line) + 1 for line in lines[: end + 1]) :]) if statement else (Statement(), text)


def _unclosed(lines: list[str], fence: str) -> Statement:
    """``---`` / ``title: The boats sail`` / … and no second ``---``."""
    first = lines[1] if len(lines) > 1 else ""
    key = _PAIR.match(first.rstrip()) if fence == "---" else _TOML_KEY.match(first)
    if not key or not is_known_or_near([key[1]]):
        return Statement()
    return Statement((), (Fault("this begins as front matter that does not end: it was read as text", 1, f"close it with a line {fence}"),))


def _between_pluses(inside: list[str]) -> Statement | None:
    text = "\n".join(inside)
    return read_toml(text, 1) if is_known_or_near(_TOML_KEY.findall(text)) else None


def _between_dashes(inside: list[str]) -> Statement | None:
    """None where the lines between two rules are text: they name no known key first, or most of them are no ``key: value``."""
    lines = [(number, line, _PAIR.match(line)) for number, line in enumerate(inside, 2) if line and not line.lstrip().startswith("#")]
    keys = [pair[1] for _, _, pair in lines if pair]
    loose = [line for _, line, pair in lines if not pair and line[0] not in " \t-"]
    if not lines or not lines[0][2] or not is_known_or_near(keys) or len(loose) >= len(keys):
        return None
    return _read_lines(lines)


def _read_lines(lines: list[tuple[int, str, re.Match[str] | None]]) -> Statement:
    """What *lines* state, each given with its number and the ``key: value`` that it is."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    bad: set[int] = set()
    for number, line, pair in lines:
        item = None if pair else _ITEM.match(line)
        last = entries[-1] if entries else None
        if pair:
            entries.append(Entry(pair[1], _value(pair[2] or ""), number))
        elif item and last and (last.value is None or isinstance(last.value, list)):
            entries[-1] = Entry(last.key, [*(last.value or []), _scalar(item[1] or "", in_list=True)], last.line)
        elif last and line[0] in " \t-":
            bad.add(len(entries) - 1)
        else:
            faults.append(Fault(f"this line is no `key: value`: {line.strip()[:60]!r}", number, "it was left out"))
    for at, entry in enumerate(entries):
        if at in bad or entry.value is _UNREAD or (isinstance(entry.value, list) and _UNREAD in entry.value):
            faults.append(Fault(f"the value of `{entry.key}` cannot be read", entry.line, _PLAIN))
            bad.add(at)
    return Statement(tuple(entry for at, entry in enumerate(entries) if at not in bad), tuple(faults))


def _value(written: str) -> object:
    quoted = _QUOTED.match(written)
    text = quoted[1] if quoted else _uncommented(written)
    return _flow(text[1:-1]) if text.startswith("[") and text.endswith("]") else _scalar(text)


def _uncommented(written: str) -> str:
    return _COMMENT.sub("", written).strip() if "#" in written else written.strip()


def _flow(inside: str) -> object:
    items, at = [], 0
    while at < len(inside):
        found = _FLOW_ITEM.match(inside, at)
        if not found or found.end() == at:
            return _UNREAD
        items.append(_scalar(found[1].strip(), in_list=True))
        at = found.end()
    return [item for item in items if item is not None]


def _scalar(written: str, in_list: bool = False) -> object:
    """The text that *written* stands for; None for nothing, and `_UNREAD` for what is more than quoted or bare words."""
    quoted = _QUOTED.match(written)
    if quoted:
        return _unquoted(quoted[1])
    text = _uncommented(written)
    if text in ("", "~", "null"):
        return None
    is_nested = in_list and (_PAIR.match(text) or text.startswith("- "))
    return _UNREAD if text[0] in "\"'&*!|>{}[]%@`" or is_nested else text


def _unquoted(quoted: str) -> object:
    if quoted[0] == "'":
        return quoted[1:-1].replace("''", "'")
    try:
        return json.loads(quoted, strict=False)
    except ValueError:
        return _UNREAD
