"""The look for garbage, put off while nothing is thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SELDOM = 20_000
"""Values that are made and not let go before one look: a page takes some thousand, and nearly all go with it."""

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""From which size on glibc asks the system for each piece by itself; how much that is free it keeps at the end of its heap (malloc.h)."""
_LARGEST = 1 << 25
"""Bytes: the most that it takes for the first."""


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Millions of small values that all live to the end: looking for garbage among them takes a fifth of the time, and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # with the next line all that was made counts as old: else it would be looked through at once
            gc.unfreeze()
            gc.enable()


def hold_on() -> None:
    """Keep for the next what was used and is free: glibc gives the system each large piece back, and each page of the next is a fault.

    In an edit of 10,000 articles these are a sixth of all faults.
    """
    for parameter in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
        _ask_libc("mallopt", parameter, _LARGEST)


def give_back() -> None:
    """Let the system have what is free of this process's memory: glibc keeps whatever lies below something that lives on.

    After the search of 3,000 articles that is 60 MB, in which no page finds room: what pages are made of is small, and lies elsewhere.
    """
    _ask_libc("malloc_trim", 0)


def _ask_libc(function: str, *numbers: int) -> None:
    import ctypes  # takes 10 ms to load

    with suppress(AttributeError, OSError, TypeError):  # another libc
        getattr(ctypes.CDLL(None), function)(*numbers)


def clear_away() -> None:
    """Take away what pages have left, of which any may hold the whole archive, and let the system have its memory.

    A template's macros know each other, so that the last pages would stay until somebody looks for garbage.
    """
    gc.collect()
    give_back()


@contextmanager
def nothing_old_collected() -> Iterator[None]:
    """What is there lives to the end: the look for garbage, over and over while pages are made, passes it by, and is seldom taken.

    What the last pages have left counts as old at the end, as above: to take it away piece by piece takes a tenth of a second, and a build
    is over soon. Who builds again clears it away.
    """
    often = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *often[1:])
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*often)
        gc.unfreeze()
