"""Where the time goes: each moment counts once, for the innermost stage in which it passes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sitegen.stopwatch import Stopwatch


class _Clock:
    """A clock that goes on when it is told to: a second of the processor takes two by the clock on the wall."""

    def __init__(self) -> None:
        self._passed = 0.0

    def wait(self, seconds: float) -> None:
        self._passed += seconds

    def __call__(self) -> tuple[float, float]:
        return self._passed, 2 * self._passed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr("sitegen.stopwatch._now", clock)
    return clock


def test_a_moment_counts_for_the_innermost_stage(clock: _Clock) -> None:
    watch = Stopwatch()
    clock.wait(100)  # before any stage
    with watch.stage("write"):
        clock.wait(1)
        with watch.stage("render"):
            clock.wait(2)
        clock.wait(4)
    clock.wait(100)  # between stages
    with watch.stage("render"):
        clock.wait(8)
    assert watch.stages == {"write": (5, 10), "render": (10, 20)}


def test_what_is_made_one_by_one_counts_while_it_is_made(clock: _Clock) -> None:
    def made() -> Iterator[str]:
        for page in ("index", "about"):
            clock.wait(1)
            yield page
        clock.wait(2)  # behind the last one

    watch, taken = Stopwatch(), []
    with watch.stage("write"):
        for page in watch.each("render", made()):
            clock.wait(10)
            taken.append(page)
    assert taken == ["index", "about"]
    assert watch.stages == {"write": (20, 40), "render": (4, 8)}


def test_a_timed_function_is_the_same_function(clock: _Clock) -> None:
    def long(word: str) -> int:
        clock.wait(3)
        return len(word)

    watch = Stopwatch()
    assert [watch.timed("write", long)(word) for word in ("dam", "water")] == [3, 5]
    assert watch.stages == {"write": (6, 12)}


def test_a_stage_that_fails_has_ended(clock: _Clock) -> None:
    def lose() -> None:
        clock.wait(1)
        raise ValueError("lost")

    watch = Stopwatch()
    with pytest.raises(ValueError, match="lost"), watch.stage("read"):
        lose()
    clock.wait(100)
    with watch.stage("plan"):
        clock.wait(2)
    assert watch.stages == {"read": (1, 2), "plan": (2, 4)}


def test_the_table_ends_with_the_sum(clock: _Clock) -> None:
    watch = Stopwatch()
    for name, seconds in (("find", 0.25), ("read", 1.5)):
        with watch.stage(name):
            clock.wait(seconds)
    rows = [line.split() for line in watch.table()]
    assert rows == [["stage", "CPU", "s", "wall", "s"], ["find", "0.25", "0.50"], ["read", "1.50", "3.00"], ["all", "1.75", "3.50"]]
    assert len({len(line) for line in watch.table()}) == 1


def test_without_a_stage_there_is_no_time() -> None:
    assert [line.split() for line in Stopwatch().table()][1:] == [["all", "0.00", "0.00"]]
