"""CPU seconds, memory, and bytes as a server sends them."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took, with all its processes."""

    cpu: float
    """Seconds of all processors, of the command and of the system for it."""
    wall: float
    peak: int
    """Megabytes of its largest process."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """What *command* takes in *folder*; CalledProcessError where it fails."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
        process = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL, stderr=said)
        _, status, taken = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.stderr.buffer.write(said.read()[-4000:])
            raise subprocess.CalledProcessError(process.returncode, command)
    return Run(taken.ru_utime + taken.ru_stime, time.perf_counter() - begin, taken.ru_maxrss // 1024)


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What *make* gives, and the seconds of CPU that it takes."""
    start = time.process_time()
    return make(), time.process_time() - start


def most_memory() -> float:
    """The megabytes that this process had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def squeezed(content: bytes) -> int:
    """The bytes that a server sends for *content*."""
    return len(gzip.compress(content, 6))
