"""What a build costs: cold, warm with nothing changed, and after one capture was changed, added or removed; beside its peers.

Usage: bench/build.py [SIZE …] [--peers] [--keep FOLDER]
CPU seconds are those of the command, user and system; the memory is that of its largest process. All builds of the tables are made by
one process; how many times as fast two are goes by the clock, and says nothing on a busy machine: one pair of builds differs from the next
by a tenth, so it is the median of three pairs. Our edits are made three times, in turns, and the tables have the median.
--peers installs Pelican into a folder of its own and builds the same articles with it, and with Hugo and Eleventy where they are installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from invented import captures
from peers import Peer, Row, peers
from timing import Run, run

ROOT = Path(__file__).resolve().parent.parent
CHANGED = "000/000001-"


def fill(folder: Path, number: int) -> None:
    """Write *number* captures below *folder*."""
    for name, text in captures(number):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def a_capture(folder: Path) -> Path:
    """The capture that is changed."""
    return next(folder.glob(f"{CHANGED}*"))


def _change(folder: Path, _: int) -> None:
    capture = a_capture(folder)
    capture.write_text(capture.read_text(encoding="utf-8").replace(" the ", " one ", 3), encoding="utf-8")


def _add(folder: Path, turn: int) -> None:
    _, text = next(captures(1, seed=99 + turn))
    (folder / "000" / "new.txt").write_text(text, encoding="utf-8")


def _remove(folder: Path, _: int) -> None:
    (folder / "000" / "new.txt").unlink()


COLD = "cold"
EDITS: tuple[tuple[str, Callable[[Path, int], None]], ...] = (
    ("nothing changed", lambda *_: None),
    ("one changed", _change),
    ("one added", _add),
    ("one removed", _remove),
)
TURNS = 3
"""So often each edit, each time another, and each pair of builds: one run may meet a minute in which the machine is a tenth slower."""


def measure(number: int, work: Path) -> Iterator[Row]:
    """Our builds of *number* articles in the new folder *work*, one after the other; of each edit that with the median of CPU time."""
    fill(work / "seeds", number)
    yield f"sitegen, {COLD}", _build(work / "seeds", work, 1), _files(work / "output")
    taken: dict[str, list[tuple[Run, int]]] = {name: [] for name, _ in EDITS}
    for turn in range(TURNS):
        for name, edit in EDITS:
            edit(work / "seeds", turn)
            taken[name].append((_build(work / "seeds", work, 1), _files(work / "output")))
    for name, runs in taken.items():
        yield f"sitegen, {name}", *sorted(runs, key=lambda one: one[0].cpu)[TURNS // 2]


def second_processor(number: int, work: Path) -> float:
    """How many times as fast two processes build *number* articles, by the clock: the median of `TURNS` pairs of cold builds, by turns."""
    fill(work / "seeds", number)
    return median(_alone_and_in_two(work) for _ in range(TURNS))


def _alone_and_in_two(work: Path) -> float:
    for former in (work / "1", work / "2"):
        shutil.rmtree(former, ignore_errors=True)
    one, two = (_build(work / "seeds", work / str(jobs), jobs).wall for jobs in (1, 2))
    return one / two


def _build(source: Path, home: Path, jobs: int) -> Run:
    environment = {"SITEGEN_CACHE": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sitegen", "build", str(source), "-o", str(home / "output"), "-q", "-j", str(jobs)]
    return run(command, ROOT, environment)


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def start_up() -> list[tuple[str, Run]]:
    """What it takes to say hello, to help, and to inspect one short capture: the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("The bridge is open\n\nBy Mira Sol\n\nIt was closed.\n", encoding="utf-8")
        commands = (
            ("python -c pass", [sys.executable, "-c", "pass"]),
            ("sitegen --help", [sys.executable, "-m", "sitegen", "--help"]),
            ("sitegen inspect short.txt", [sys.executable, "-m", "sitegen", "inspect", str(short)]),
        )
        environment = {"PYTHONPATH": str(ROOT)}
        return [(name, min((run(command, ROOT, environment) for _ in range(5)), key=lambda taken: taken.cpu)) for name, command in commands]


def _print_builds(rows: Sequence[Row], number: int) -> None:
    """A table of what was measured: each build beside the cold one of the same program, and beside that of the first peer."""
    cold = {name.partition(",")[0]: taken.cpu for name, taken, _ in rows if name.endswith(f", {COLD}")}
    peer, yardstick = next(iter(list(cold.items())[1:]), ("a peer", None))
    heads = f"{number:,} articles", "CPU s", "ms an article", "of its cold build", f"times {peer}", "peak MB", "files"
    print(f"\n| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for name, taken, files in rows:
        share, beside = taken.cpu / cold[name.partition(",")[0]], f"{taken.cpu / yardstick:.2f}" if yardstick else "–"
        cells = name, f"{taken.cpu:.2f}", f"{1000 * taken.cpu / number:.2f}", f"{share:.1%}", beside, f"{taken.peak:,}", f"{files:,}"
        print(f"| {' | '.join(cells)} |", flush=True)


def _print_growth(peaks: Sequence[tuple[int, int]]) -> None:
    """How much memory each article more takes, from one size to the next."""
    for (few, less), (many, more) in pairwise(peaks):
        grown = 1000 * (more - less) / (many - few)
        print(f"\nFrom {few:,} to {many:,} articles, a cold build takes {grown:.0f} KB of memory more for each.")


def _build_all(sizes: Sequence[int], others: Sequence[Peer], home: Path) -> None:
    peaks = []
    for number in sizes:
        work = home / str(number)
        shutil.rmtree(work, ignore_errors=True)
        rows = list(measure(number, work))
        for peer in others:
            rows += peer.measure(number, work / peer.name.lower())
        _print_builds(rows, number)
        print(f"\nTwo processes build it {second_processor(number, work / 'second'):.2f} times as fast by the clock.", flush=True)
        peaks.append((number, rows[0][1].peak))
    _print_growth(peaks)


def main() -> None:
    """Print a table a size."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("sizes", nargs="*", type=int, default=[100, 1000], metavar="SIZE")
    cli.add_argument("--peers", action="store_true")
    cli.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    args = cli.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )
    base, *others = start_up()
    print(f"\n| start-up | CPU s | times `{base[0]}` |\n|---|---|---|")
    for name, taken in (base, *others):
        print(f"| `{name}` | {taken.cpu:.3f} | {taken.cpu / base[1].cpu:.1f} |", flush=True)
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as folder:
        _build_all(args.sizes, peers(Path(folder) / "tools") if args.peers else [], args.keep or Path(folder))


if __name__ == "__main__":
    main()
