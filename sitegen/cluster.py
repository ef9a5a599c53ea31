"""A Dask cluster, as a function shaped like ``map``: its workers read captures from storage that they share with this machine."""

from __future__ import annotations

import importlib.util
import logging
import re
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.attempt import Packed
from sitegen.crew import alone
from sitegen.errand import Errand, Packs, compare, equipment
from sitegen.errors import SettingsError, SitegenError
from sitegen.files import Found

if TYPE_CHECKING:
    from distributed import Client, Future

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):(?P<port>[0-9]{1,5})")
_TOGETHER = 32
"""Captures that a worker takes at a time, a fifth of a second's reading: the scheduler needs some 5 ms for each errand."""
_AHEAD = 1000
"""Errands that wait at the scheduler: enough for hundreds of workers, while their results hold less than a gigabyte in all."""
_CALL = 20.0  # seconds for the scheduler to answer
_MUSTER = 30.0  # seconds for a first worker to come
_PATIENCE = 60.0
"""Seconds for the errand that has waited longest. Reading 32 large pages takes three; whoever needs this long hangs, or is cut off."""
_INSTALL = "pip install 'sitegen[dask]'"
_RESUME = "build again: what was read is remembered"


def admit_scheduler(address: str) -> str:
    """*address*; SettingsError where it is none of a scheduler, or Dask is not installed."""
    if importlib.util.find_spec("distributed") is None:
        raise SettingsError("`--executor dask` needs Dask", hint=_INSTALL)
    if not (found := _ADDRESS.fullmatch(address)) or int(found["port"]) > 65535:
        raise SettingsError(f"no address of a scheduler: {address}", hint="--scheduler tcp://HOST:8786, as `dask scheduler` prints it")
    return address


def spread_afar(
    scheduler: str, errand: Errand, items: Iterable[Found], lost: Callable[[Found], Packs], patience: float = _PATIENCE
) -> Iterator[Packs]:
    """What *errand* gives for each of *items*, in order, from the workers of the cluster whose scheduler has the address *scheduler*.

    What kills worker after worker, and what one keeps too long, is done on this machine, in a process of its own; *lost* gives the
    result for an item that kills that process too.
    """
    source = iter(items)
    waiting: deque[tuple[tuple[Found, ...], Future]] = deque()
    with _connected(scheduler) as client:
        while True:
            while len(waiting) < _AHEAD and (chunk := tuple(islice(source, _TOGETHER))):
                waiting.append((chunk, client.submit(errand, chunk, pure=False)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            result = _result(client, future, patience)
            yield from _done_here(errand, chunk, lost) if result is None else result


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """The cluster, with a worker at least, and the same sitegen at its scheduler; nothing of it is left in this process afterwards."""
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told once, by us
    try:
        _knock(scheduler)
        client = Client(scheduler, timeout=_CALL, set_as_default=False)
    except OSError as error:
        reason = (error.strerror or str(error) or "no answer").splitlines()[0]
        raise SitegenError(f"cannot reach the scheduler {scheduler}: {reason}", hint="is `dask scheduler` running there?") from error
    try:
        _muster(client, scheduler)
        yield client
    finally:
        client.close(timeout=_CALL)


def _knock(scheduler: str) -> None:
    """OSError where nobody listens: Dask itself would go on trying until its time is over."""
    if found := _ADDRESS.fullmatch(scheduler):
        socket.create_connection((found["host"].strip("[]"), int(found["port"])), timeout=_CALL).close()


def _muster(client: Client, scheduler: str) -> None:
    try:
        compare(client.run_on_scheduler(equipment), f"the scheduler {scheduler}")
        client.wait_for_workers(1, timeout=_MUSTER)
    except TimeoutError as error:
        hint = f"start some: dask worker {scheduler} --nthreads 1"
        raise SitegenError(f"the scheduler {scheduler} has no workers", hint=hint) from error
    except ModuleNotFoundError as error:
        raise SettingsError(f"the scheduler {scheduler} has no module {error.name}", hint="install the same sitegen there") from error


def _result(client: Client, future: Future, patience: float) -> list[Packs] | None:
    """What came of an errand; None where the cluster cannot do it."""
    from distributed import KilledWorker

    try:
        return list(future.result(timeout=patience))
    except (SitegenError, KeyboardInterrupt):
        raise
    except KilledWorker:
        return None
    except TimeoutError:
        _ask_for_workers(client)
        future.cancel()
        return None
    except ModuleNotFoundError as error:
        raise SettingsError(f"a worker has no module {error.name}", hint="install the same sitegen on every machine") from error
    except Exception as error:  # what a broken line or another version of Dask raises has many names
        raise SitegenError(f"the cluster failed: {type(error).__name__}: {error}", hint=_RESUME) from error


def _done_here(errand: Errand, chunk: tuple[Found, ...], lost: Callable[[Found], Packs]) -> list[Packs]:
    """What *errand* gives for *chunk*; where that kills the process, for each capture in a process of its own."""
    together = alone(errand, chunk, lambda _: [])
    return together or [alone(Packed(errand.reader.packed), found, lost) for found in chunk]


def _ask_for_workers(client: Client) -> None:
    try:
        workers = client.nthreads()
    except Exception as error:  # as above
        raise SitegenError(f"the scheduler is gone: {type(error).__name__}", hint=_RESUME) from error
    if not workers:
        raise SitegenError("the cluster has no workers any more", hint=f"start some, and {_RESUME}")
