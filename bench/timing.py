"""CPU seconds and bytes as a server sends them."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def timed(make: Callable[[], T]) -> tuple[T, float]:
    """What *make* gives, and the seconds of CPU that it takes."""
    start = time.process_time()
    return make(), time.process_time() - start


def squeezed(content: bytes) -> int:
    """The bytes that a server sends for *content*."""
    return len(gzip.compress(content, 6))
