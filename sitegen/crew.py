"""Several processes at one work; to load what keeps them takes as long as to read two captures."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from sitegen.garbage import SELDOM
from sitegen.model.work import Spread

Item = TypeVar("Item")
Result = TypeVar("Result")

_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What copies of this process are to do, and on what."""
_CHUNK = 128
"""Items that a copy takes at a time at most: 80 ms of work with pages, and nearly all that are made of one article in one copy."""
_CHUNK_FIRST = 8
"""So many times a chunk was handed over before it: large items come first, and are handed over one by one."""
_CHUNK_LAST = 4
"""As many times a chunk of the size that is handed over is then left for each copy, so that none is long at work when others are done."""
_TOGETHER = 8
"""Items that a worker takes at a time: a hand-over costs a tenth of what it takes to read a capture."""
_HANDED = 2
"""Hand-overs that wait for each worker."""
_READS = ["sitegen.annotate", "sitegen.attempt", "sitegen.ingest", "sitegen.pipeline", "sitegen.store", "msgspec"]
"""What reads a capture, loaded once for all workers."""


def in_pool(function: Callable[[Item], Result], items: Iterable[Item], jobs: int, lost: Callable[[Item], Result]) -> Iterator[Result]:
    """``map(function, items)`` on *jobs* workers, in order; *lost* gives the result for an item that kills its worker."""
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


@contextmanager
def in_copies(jobs: int) -> Iterator[Spread]:
    """A ``map`` on *jobs* copies of this process, or here, where it cannot be copied; they begin when it is called."""
    with ExitStack() as begun:

        def beside(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
            if not items or not _can_be_copied():
                return map(function, items)
            return _done(function, items, begun.enter_context(_at_work(function, items, jobs)))

        yield beside


@contextmanager
def _at_work(function: Callable[[Any], Any], items: Sequence[Any], jobs: int) -> Iterator[deque[tuple[range, Future[bytes]]]]:
    """The chunks of *items* that copies are at work on, each with what comes of it, packed until its turn comes."""
    _shared[:] = [(function, items)]
    number = len(items)
    del function, items  # they may be all that holds an archive, until everything is done
    gc.freeze()  # a look for garbage in a copy would copy all the memory that it looks at
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(min(jobs, number), mp_context=multiprocessing.get_context("fork"), initializer=_begin_copy)
    try:
        yield deque((places, _hand_over(pool, _chunk, places)) for places in _chunks(number, jobs))
    except BaseException:
        for copy in set(multiprocessing.active_children()).difference(others):
            copy.terminate()  # nobody waits for what is asked for no more
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _shared.clear()
        gc.unfreeze()


def _done(function: Callable[[Any], Any], items: Sequence[Any], waiting: deque[tuple[range, Future[bytes]]]) -> Iterator[Any]:
    """What comes of all *items*, in order; what is lost with a copy is done here."""
    while waiting:
        places, future = waiting.popleft()
        try:
            results = pickle.loads(future.result())  # noqa: S301  (of a copy of this process)
        except BrokenProcessPool:
            results = map(function, items[places.start : places.stop])
        yield from results
    _shared.clear()


def _chunks(number: int, jobs: int) -> Iterator[range]:
    """The places of so many items in chunks: one by one at first, for large items come first, and fewer again in the end."""
    first = 0
    while first < number:
        size = max(1, min(_CHUNK, first // _CHUNK_FIRST, (number - first) // (jobs * _CHUNK_LAST)))
        yield range(first, first + size)
        first += size


def _chunk(places: range) -> bytes:
    ((function, items),) = _shared
    return pickle.dumps([function(items[place]) for place in places], pickle.HIGHEST_PROTOCOL)


def _can_be_copied() -> bool:
    """Whether the system copies processes, and this one has no other threads, which would be missing in a copy."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


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
    """Workers that are copies of this process, with what reads captures; of one with other threads they are none, and start clean."""
    if _can_be_copied():
        for module in _READS:
            import_module(module)
        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), initializer=_begin_copy)
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


def _begin_copy() -> None:
    """The same, and look for the garbage of what is made: a copy begins where nobody looked for any."""
    _begin()
    gc.set_threshold(SELDOM)
    gc.enable()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
