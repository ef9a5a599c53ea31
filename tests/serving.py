"""A preview server that runs while a test does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.server import Builds, Server


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server of *folder*, in a thread of its own."""
    builds = Builds()
    with Server(folder, builds) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        builds.close()
        server.shutdown()
        thread.join()
