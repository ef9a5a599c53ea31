"""Functions shaped like the builtin ``map``: one process, or several, which `crew` is loaded for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sitegen.model.work import Spread

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_PROCESS = 24
"""Items for each process; a worker takes as long to start as some 24 captures take to read (0.2 s, 8 ms)."""


def count_jobs(asked: int | None, items: int) -> int:
    """How many processes to read *items* captures with: as many as asked, else as many as pay and the machine has."""
    if asked is not None:
        return asked
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, items // WORTH_A_PROCESS))


def spread(function: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item], Result]) -> Iterator[Result]:
    """``map(function, items)`` on *jobs* processes, in order; *lost* gives the result for an item that kills its worker."""
    if jobs == 1:
        return map(function, items)
    from sitegen.crew import in_pool

    return in_pool(function, items, jobs, lost)


@contextmanager
def copies(jobs: int) -> Iterator[Spread]:
    """A ``map`` on *jobs* copies of this process that share all it holds, in order; here, where it cannot be copied.

    Only results travel between the processes, so that function and items may be anything. The copies begin when the map is called, not
    when the first result is asked for; they end with the context, whatever they are at.
    """
    if jobs == 1:
        yield map
        return
    from sitegen.crew import in_copies

    with in_copies(jobs) as beside:
        yield beside
