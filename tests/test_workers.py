"""Functions shaped like ``map``: one process or several, the same results in the same order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sitegen.workers import count_jobs, spread


def double(number: int) -> int:
    return 2 * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_results_come_in_order(jobs: int) -> None:
    assert list(spread(double, range(40), jobs, lost)) == [2 * number for number in range(40)]


def test_what_kills_its_worker_is_lost_alone() -> None:
    assert list(spread(die_at_seven, range(14), 2, lost)) == [-7 if number == 7 else 2 * number for number in range(14)]


def test_only_a_few_items_are_taken_ahead() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = spread(double, items(), 2, lost)
    assert (next(results), len(taken) < 50) == (0, True)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("asked", "items", "jobs"), [(None, 5, 1), (3, 5, 3), (1, 10_000, 1), (None, 0, 1)])
def test_a_few_captures_are_not_worth_a_process(asked: int | None, items: int, jobs: int) -> None:
    assert count_jobs(asked, items) == jobs


def _run(command: str) -> tuple[str, str]:
    """What *command* prints in a process of its own, which can be copied."""
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False, timeout=60)
    return done.stdout, done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [1, 2, 100, 5000])
def test_copies_of_the_process_give_the_results_in_order(number: int, jobs: int) -> None:
    command = f"""
from sitegen.workers import copies
with copies({jobs}) as beside:
    print(list(beside(lambda n: n * n, range({number}))) == [n * n for n in range({number})])
"""
    assert _run(command) == ("True\n", "")


def test_copies_begin_at_once_and_end_with_the_context() -> None:
    command = """
import multiprocessing, pathlib, sys, tempfile, time
from sitegen.workers import copies
def work(number):
    (folder / str(number)).touch()
    time.sleep(0.01)
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    try:
        with copies(2) as beside:
            beside(work, range(10_000))
            while not (folder / "3").exists():
                time.sleep(0.01)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        print(len(list(folder.iterdir())) < 10_000, multiprocessing.active_children())
"""
    assert _run(command) == ("True []\n", "")


def test_what_a_lost_copy_leaves_is_done_here() -> None:
    command = """
import os, signal
from sitegen.workers import copies
here = os.getpid()
def work(number):
    if number == 70 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
with copies(2) as beside:
    print(list(beside(work, range(200))) == list(range(200)))
"""
    assert _run(command) == ("True\n", "")


def test_an_error_of_a_copy_is_an_error_here() -> None:
    command = """
from sitegen.workers import copies
with copies(2) as beside:
    list(beside(lambda n: 1 // (n - 50), range(100)))
"""
    assert "ZeroDivisionError" in _run(command)[1]
