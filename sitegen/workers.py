"""Functions shaped like the builtin ``map``: one process, or several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_PROCESS = 24
"""Items for each process; a worker takes as long to start as some 24 captures take to read (0.2 s, 8 ms)."""
_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What copies of this process are to do, and on what."""
_WORTH_COPIES = 2
_CHUNK = 32
"""Items that a copy takes at a time: with pages of 11 KB a third of a megabyte comes back at once."""
_AHEAD = 4
"""Chunks that wait for each copy, so that none idles and memory holds few pages at once."""
_TOGETHER = 8
"""Items that a worker takes at a time: a hand-over costs a tenth of what it takes to read a capture."""
_HANDED = 2
"""Hand-overs that wait for each worker."""
_READS = ["sitegen.annotate", "sitegen.attempt", "sitegen.ingest", "sitegen.pipeline", "sitegen.store", "msgspec"]
"""What reads a capture, loaded once for all workers."""


def count_jobs(asked: int | None, items: int) -> int:
    """How many processes to read *items* captures with: as many as asked, else as many as pay and the machine has."""
    if asked is not None:
        return asked
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, items // _WORTH_A_PROCESS))


def spread(function: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item], Result]) -> Iterator[Result]:
    """``map(function, items)`` on *jobs* processes, in order; *lost* gives the result for an item that kills its worker."""
    if jobs == 1:
        yield from map(function, items)
        return
    source, each = iter(items), partial(_each, function)
    waiting: deque[tuple[tuple[Item, ...], Future[list[Result]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            while len(waiting) < jobs * _HANDED and (chunk := tuple(islice(source, _TOGETHER))):
                waiting.append((chunk, _hand_over(pool, each, chunk)))
            if not waiting:
                pool.shutdown()  # its threads with it: a process with threads cannot be copied
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                results = [alone(function, item, lost) for item in chunk]
                pool = _pool(jobs)
                waiting = deque((later, _hand_over(pool, each, later)) for later, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def beside(function: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """``map(function, items)``, in order, on *jobs* copies of this process that share all it holds; here, where it cannot be copied.

    Only results travel between the processes, so that *function* and *items* may be anything.
    """
    if jobs == 1 or len(items) < _WORTH_COPIES or "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        yield from map(function, items)
        return
    size = max(1, min(_CHUNK, len(items) // (jobs * _AHEAD)))
    chunks = deque(range(first, min(first + size, len(items))) for first in range(0, len(items), size))
    waiting: deque[tuple[range, Future[list[Any]]]] = deque()
    _shared[:] = [(function, items)]
    gc.freeze()  # a look for garbage in a copy would copy all the memory that it looks at
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), initializer=_begin)
    try:
        while chunks or waiting:
            while chunks and len(waiting) < jobs * _AHEAD:
                chunk = chunks.popleft()
                waiting.append((chunk, _hand_over(pool, _chunk, chunk)))
            chunk, future = waiting.popleft()
            yield from future.result()
    except BrokenProcessPool:
        rest = [chunk, *(later for later, _ in waiting), *chunks]
        yield from (function(items[place]) for places in rest for place in places)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _shared.clear()
        gc.unfreeze()


def _chunk(places: range) -> list[Any]:
    ((function, items),) = _shared
    return [function(items[place]) for place in places]


def _each(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return list(map(function, items))


def _hand_over(pool: ProcessPoolExecutor, function: Callable[[Item], Result], item: Item) -> Future[Result]:
    """The result to come; where the pool has died meanwhile, as one that died with it."""
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        failed: Future[Result] = Future()
        failed.set_exception(error)
        return failed


def alone(function: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result]) -> Result:
    """The result in a process of its own: when a pool dies, it may have been another item that killed it."""
    with _pool(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            return lost(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Workers that start clean, never as a copy of a process with threads."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(_READS)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave an interruption to the parent, and end when it is gone: a killed build leaves no orphans."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
