"""Arguments, one function a command, printing and exit codes; nothing else prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command that *arguments* name."""
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitegen", description="Turn a folder of saved news into a static archive.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    inspect = commands.add_parser("inspect", help="show what sitegen understands of a capture")
    inspect.add_argument("files", nargs="+", metavar="FILE")
    inspect.add_argument("--json", action="store_true", help="one JSON record a line")
    inspect.set_defaults(run=_inspect)
    return parser


def _inspect(options: argparse.Namespace) -> int:
    failed = False
    for record in _records(options.files):
        failed |= "error" in record
        text = json.dumps(record, ensure_ascii=False, indent=None if options.json else 2)
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    return int(failed)


def _records(names: Sequence[str]) -> Iterator[dict[str, Any]]:
    from sitegen.errors import SitegenError
    from sitegen.model import Capture
    from sitegen.pipeline import read
    from sitegen.record import error_record, record

    for name in names:
        try:
            noted = read(Capture(name, Path(name).read_bytes()))
            yield record(noted.value, noted.notes)
        except SitegenError as error:
            yield error_record(name, error.message, error.hint)
        except OSError as error:
            yield error_record(name, error.strerror or str(error), None)
