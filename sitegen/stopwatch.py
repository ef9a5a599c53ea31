"""Where the time of a build goes: CPU and wall seconds by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Stopwatch:
    """Measures stages, also inside of each other: a moment counts for the innermost one."""

    def __init__(self) -> None:
        self.stages: dict[str, tuple[float, float]] = {}
        """CPU and wall seconds, by stage in the order of their first moments."""
        self._running: list[str] = []
        self._since = _now()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """While it is held, the time counts for *name*."""
        self._note()
        self._running.append(name)
        self.stages.setdefault(name, (0.0, 0.0))
        try:
            yield
        finally:
            self._note()
            self._running.pop()

    def each(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        """*items*, the making of which counts for *name*."""
        iterator = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(iterator)
                except StopIteration:
                    return
            yield item

    def timed(self, name: str, make: Callable[[Item], Result]) -> Callable[[Item], Result]:
        """The function *make*, the time of which counts for *name*."""

        def made(item: Item) -> Result:
            with self.stage(name):
                return make(item)

        return made

    def table(self) -> list[str]:
        """The stages as lines of a table, and their sum."""
        total = tuple(map(sum, zip(*self.stages.values(), strict=True))) if self.stages else (0.0, 0.0)
        rows = [("stage", "CPU s", "wall s"), *((name, *map(_shown, spent)) for name, spent in (*self.stages.items(), ("all", total)))]
        return [f"{name:<24}{cpu:>9}{wall:>9}" for name, cpu, wall in rows]

    def _note(self) -> None:
        now = _now()
        if self._running:
            spent = self.stages[self._running[-1]]
            self.stages[self._running[-1]] = (spent[0] + now[0] - self._since[0], spent[1] + now[1] - self._since[1])
        self._since = now


def _now() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _shown(seconds: float) -> str:
    return f"{seconds:.2f}"
