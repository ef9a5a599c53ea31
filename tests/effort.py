"""What something costs, whatever else is in the process that measures it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """The processor time that *work* takes, no garbage collected meanwhile.

    A full collection looks through all that the tests before have left: some tenths of a second, in whichever measurement it falls.
    """
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()
