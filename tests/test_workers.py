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


@pytest.mark.parametrize("jobs", [1, 2])
def test_copies_of_the_process_give_the_results_in_order(jobs: int) -> None:
    command = f"from sitegen.workers import beside; print(list(beside(lambda n: n * n, range(100), {jobs})) == [n * n for n in range(100)])"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_what_a_lost_copy_leaves_is_done_here() -> None:
    command = """
import os, signal
from sitegen.workers import beside
here = os.getpid()
def work(number):
    if number == 70 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
print(list(beside(work, range(200), 2)) == list(range(200)))
"""
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_an_error_of_a_copy_is_an_error_here() -> None:
    command = "from sitegen.workers import beside; list(beside(lambda n: 1 // (n - 50), range(100), 2))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert "ZeroDivisionError" in done.stderr
