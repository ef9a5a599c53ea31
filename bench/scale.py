"""What reading costs on a cluster: a scheduler and two workers on this machine read SIZE invented articles each.

Usage: bench/scale.py [SIZE …] [--workers N]
CPU seconds of the build's own process, of the workers and of the scheduler, then of a second build that remembers everything.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from build import ROOT, fill

READ = """
import json, sys, time
from pathlib import Path
from sitegen.reading import read_stock, take_stock
from sitegen.settings import find_site
begin, spent = time.perf_counter(), time.process_time()
stock = take_stock(find_site(Path(sys.argv[1]), None, None))
found = time.process_time()
reading = read_stock(stock, jobs=1, scheduler=sys.argv[2] or None)
print(json.dumps([found - spent, time.process_time() - found, time.perf_counter() - begin, len(reading.articles), reading.reused]))
"""


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """The address of a scheduler, and the processes: the scheduler first, then its workers."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    card = folder / "scheduler.json"

    def start(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
        return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)

    started = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(card))]
    try:
        while not card.is_file() or not card.read_text(encoding="utf-8").endswith("}"):
            time.sleep(0.1)
        address: str = json.loads(card.read_text(encoding="utf-8"))["address"]
        started += [start("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(workers)]
        yield address, [psutil.Process(one.pid) for one in started]
    finally:
        for one in started:
            one.kill()
            one.wait()


def spent(processes: list[psutil.Process]) -> float:
    """The CPU seconds of *processes* so far."""
    return sum(times.user + times.system for times in (one.cpu_times() for one in processes))


def read(folder: Path, address: str, memory: Path) -> tuple[float, float, float, int, int]:
    """CPU seconds of finding and reading, wall seconds, articles, and how many of them were remembered."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SITEGEN_CACHE": str(memory)}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), address], env=environment, cwd=folder, check=True, capture_output=True, text=True
    )
    found, took, wall, articles, reused = json.loads(done.stdout)
    return found, took, wall, articles, reused


def main() -> None:
    """Print a row a size."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("sizes", nargs="*", type=int, default=[100, 1000], metavar="SIZE")
    cli.add_argument("--workers", type=int, default=2)
    args = cli.parse_args()
    print("| articles | here, one process | workers | scheduler | the build's process | nothing new | store MB |")
    print("|---|---|---|---|---|---|---|")
    for size in args.sizes:
        with tempfile.TemporaryDirectory(prefix="sitegen-scale-") as name:
            work = Path(name)
            fill(work / "seeds", size)
            fill(work / "few", 100)
            alone = read(work / "seeds", "", work / "here")
            with cluster(work, args.workers) as (address, processes):
                read(work / "few", address, work / "warm")  # workers load what they need
                before = spent(processes[:1]), spent(processes[1:])
                afar = read(work / "seeds", address, work / "there")
                scheduler, workers = spent(processes[:1]) - before[0], spent(processes[1:]) - before[1]
            again = read(work / "seeds", "", work / "there")
            stored = sum(path.stat().st_size for path in (work / "there").rglob("*") if path.is_file())
        shown = (alone[1], workers, scheduler, afar[1], again[0] + again[1])
        print(f"| {size:,} | {' | '.join(f'{seconds:.1f}' for seconds in shown)} | {stored / 1e6:.1f} |", flush=True)


if __name__ == "__main__":
    main()
