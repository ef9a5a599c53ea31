"""What sitegen understands of single files, for a person or for another program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import sitegen.annotate
import sitegen.ingest  # noqa: F401  (here, while nobody looks for garbage: among word lists there is none)
from sitegen.attempt import Attempt
from sitegen.files import Found, find_named
from sitegen.model import Note
from sitegen.pipeline import read
from sitegen.record import error_record, record
from sitegen.report import report


def inspect_files(names: Iterable[str], as_json: bool) -> Iterator[tuple[str, tuple[Note, ...]]]:
    """For each file, in order: its record on one line, or its report, and what was noticed, an error if it cannot be read."""
    for name in names:
        inside = find_named(name)
        for found in inside.value:
            yield _inspect(found, as_json)
        if inside.notes:
            errors = [note for note in inside.notes if note.severity == "error"]
            yield "\n".join(_failure(name, note) for note in errors) if as_json else "", inside.notes


def _inspect(found: Found, as_json: bool) -> tuple[str, tuple[Note, ...]]:
    noted = Attempt(read)(found)
    if noted.value is None:
        return _failure(found.source, noted.notes[0]) if as_json else "", noted.notes
    if as_json:
        return json.dumps(record(noted.value, noted.notes), ensure_ascii=False), noted.notes
    return report(noted.value, noted.notes), noted.notes


def _failure(source: str, note: Note) -> str:
    return json.dumps(error_record(source, note.message, note.hint), ensure_ascii=False)
