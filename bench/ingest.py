"""Measures the speed of ingest: CPU against trafilatura with metadata on the same pages, and captures a second of one core.

Usage: bench/ingest.py FOLDER [--only N]
FOLDER holds saved captures, plain or gzipped: NAME.html[.gz], NAME.md[.gz], NAME.txt[.gz].
"""

from __future__ import annotations

import argparse
import gzip
import resource
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from sitegen.errors import CaptureError
from sitegen.ingest import ingest
from sitegen.model import Capture


def captures(folder: Path, suffix: str, most: int | None) -> list[Capture]:
    """The captures of one format in *folder*, in order of name."""
    paths = sorted(path for path in folder.iterdir() if path.name.removesuffix(".gz").endswith(suffix))[:most]
    return [Capture(path.name.removesuffix(".gz"), _content(path)) for path in paths]


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def seconds(read: Callable[[Capture], object], given: list[Capture]) -> float:
    """CPU seconds that *read* takes for all of *given*, the better of two rounds after a warm-up."""
    rounds = []
    for capture in given[:5]:
        read(capture)
    for _ in range(2):
        start = time.process_time()
        for capture in given:
            read(capture)
        rounds.append(time.process_time() - start)
    return min(rounds)


def _ours(capture: Capture) -> object:
    try:
        return ingest(capture)
    except CaptureError as error:
        return error


def _peer(capture: Capture) -> object:
    return trafilatura.bare_extraction(capture.content, include_comments=False, with_metadata=True)


def main() -> None:
    """Print one line a format, and the memory."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--only", type=int)
    args = cli.parse_args()
    for suffix in (".html", ".md", ".txt"):
        given = captures(args.folder, suffix, args.only)
        if not given:
            continue
        ours = seconds(_ours, given)
        size = sum(len(capture.content) for capture in given) / len(given) / 1000
        line = f"{suffix:6} {len(given):4} captures of {size:.0f} kB: {len(given) / ours:.0f} a second"
        if suffix == ".html":
            line += f", {ours / seconds(_peer, given):.2f} x trafilatura with metadata"
        print(line)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
