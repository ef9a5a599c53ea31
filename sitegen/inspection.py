"""What sitegen understands of single files, for a person or for another program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.build import Attempt
from sitegen.files import Found
from sitegen.model import Note
from sitegen.pipeline import read
from sitegen.record import error_record, record
from sitegen.report import report


def inspect_files(names: Iterable[str], as_json: bool) -> Iterator[tuple[str, tuple[Note, ...]]]:
    """For each file, in order: its record on one line, or its report, and what was noticed, an error if it cannot be read."""
    for name in names:
        noted = Attempt(read)(Found(name, Path(name)))
        if noted.value is None:
            text = json.dumps(error_record(name, noted.notes[0].message, noted.notes[0].hint), ensure_ascii=False)
            yield text if as_json else "", noted.notes
        elif as_json:
            yield json.dumps(record(noted.value, noted.notes), ensure_ascii=False), noted.notes
        else:
            yield report(noted.value, noted.notes), noted.notes
