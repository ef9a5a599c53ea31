"""A Dask cluster reads the captures: the same site, whoever is lost on the way, and one clear line where it cannot be had."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sitegen.attempt import unpack
from sitegen.cluster import _result, admit_scheduler
from sitegen.errand import Errand, equipment, make_errand
from sitegen.errors import SettingsError, SitegenError
from sitegen.files import Found, load
from sitegen.pipeline import read
from sitegen.store import Remembered
from tests.edge import environment, fill, run, tree
from tests.shared import miss

CAPTURES = 160
SLOW = 60.0  # seconds for two processes to start on a busy machine

SPREAD = """
import sys
from msgspec.structs import replace
from pathlib import Path
from sitegen import cluster
from sitegen.attempt import unpack
from sitegen.errand import make_errand
from sitegen.errors import SitegenError
from sitegen.files import find_captures, load
from sitegen.pipeline import read
from sitegen.store import Remembered, cache_folder, own_salt
reader = Remembered(read, cache_folder(), own_salt())
found = find_captures(Path(sys.argv[2])).value
errand = make_errand(reader, found[0], reader.key(load(found[0])))
{prepare}
try:
    results = [unpack(one) for one in cluster.spread_afar(sys.argv[1], errand, found, None, {patience})]
    print([one.value.article.provenance.source for one in results] == [one.source for one in found])
except SitegenError as error:
    print(error)
"""


def _start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    with (folder / f"{command[0]}.log").open("ab") as log:
        program = [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:], "--no-dashboard"]
        return subprocess.Popen(program, cwd=folder, env=environment(folder), stdout=log, stderr=log)


def _scheduler(folder: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """The address of a new scheduler, and its process."""
    import json

    if importlib.util.find_spec("distributed") is None:
        miss("no Dask: pip install 'sitegen[dask]'")
    card = folder / "scheduler.json"
    process = _start(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(card))
    _until(lambda: card.is_file() and card.read_text(encoding="utf-8").endswith("}"), folder)
    return json.loads(card.read_text(encoding="utf-8"))["address"], process


def _worker(folder: Path, scheduler: str) -> subprocess.Popen[bytes]:
    return _start(folder, "worker", scheduler, "--nthreads", "1", "--no-nanny", "--name", f"{time.monotonic_ns()}")


def _until(condition: Any, folder: Path) -> None:
    deadline = time.monotonic() + SLOW
    while not condition():
        assert time.monotonic() < deadline, "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in folder.glob("*.log"))
        time.sleep(0.005)


class Cluster:
    """A scheduler and two workers; who is lost is replaced before the next test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address, self.scheduler = _scheduler(folder)
        self.workers: list[subprocess.Popen[bytes]] = []

    def complete(self) -> None:
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        self.workers += [_worker(self.folder, self.address) for _ in range(2 - len(self.workers))]
        script = f"from distributed import Client\nwith Client({self.address!r}) as client: client.wait_for_workers(2, timeout={SLOW})"
        subprocess.run([sys.executable, "-c", script], check=True, timeout=2 * SLOW, stderr=subprocess.DEVNULL)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.close()


@pytest.fixture
def cluster(whole: Cluster) -> Cluster:
    whole.complete()
    return whole


def _remembered(folder: Path) -> int:
    return sum(1 for _ in folder.glob(".memory/*/??/*"))


def test_a_worker_is_killed_in_mid_build_and_the_site_is_the_same(cluster: Cluster, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", CAPTURES)
    assert run("build", "-o", "here", "-q", "--jobs", "1", cwd=tmp_path, env={"SITEGEN_CACHE": str(tmp_path / "other")}).returncode == 0
    command = [sys.executable, "-m", "sitegen", "build", "-o", "there", "--executor", "dask", "--scheduler", cluster.address]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE, text=True) as build:
        _until(lambda: _remembered(tmp_path) > 3 or build.poll() is not None, cluster.folder)
        cluster.workers[0].kill()
        done = _remembered(tmp_path)
        _, told = build.communicate(timeout=2 * SLOW)
    assert build.returncode == 0, told
    assert 3 < done < CAPTURES
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def _spread(cluster: Cluster, folder: Path, prepare: str = "", patience: float = 60) -> str:
    script = SPREAD.format(prepare=prepare, patience=patience)
    command = [sys.executable, "-c", script, cluster.address, str(folder)]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder.parent), capture_output=True, text=True, check=False, timeout=2 * SLOW
    )
    return done.stdout + done.stderr


def test_what_a_worker_keeps_too_long_is_read_here(cluster: Cluster, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 70)
    os.kill(cluster.workers[0].pid, signal.SIGSTOP)
    try:
        assert _spread(cluster, tmp_path / "seeds", patience=2) == "True\n"
    finally:
        cluster.workers[0].kill()
        cluster.workers[0].wait()


def test_nothing_of_the_cluster_is_left_in_the_process(cluster: Cluster, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    script = "import atexit, threading; atexit.register(lambda: print(threading.active_count()))"
    assert _spread(cluster, tmp_path / "seeds", script) == "True\n1\n"


def test_a_worker_that_is_not_like_this_machine_is_told(cluster: Cluster, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    said = _spread(cluster, tmp_path / "seeds", 'errand = replace(errand, equipment=errand.equipment | {"the code of sitegen": "0"})')
    assert said.startswith("error: the worker on ")
    assert "the code of sitegen" in said
    assert "hint: install the same sitegen" in said


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    lonely = Cluster(tmp_path)
    try:
        said = _spread(lonely, tmp_path / "seeds", "cluster._MUSTER = 0.5")
    finally:
        lonely.close()
    assert said == f"error: the scheduler {lonely.address} has no workers\nhint: start some: dask worker {lonely.address} --nthreads 1\n"


def test_a_scheduler_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    if importlib.util.find_spec("distributed") is None:
        miss("no Dask: pip install 'sitegen[dask]'")
    fill(tmp_path / "seeds", 1)
    done = run("build", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9", cwd=tmp_path)
    said = "error: cannot reach the scheduler tcp://127.0.0.1:9: Connection refused\n  hint: is `dask scheduler` running there?\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--scheduler", "tcp://127.0.0.1:9"],
        ["--executor", "dask"],
        ["--executor", "threads"],
        ["--executor", "dask", "--scheduler", "nonsense://"],
        ["--executor", "dask", "--scheduler", "tcp://127.0.0.1:99999"],
    ],
)
def test_what_is_asked_for_in_part_is_refused(options: list[str], tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    done = run("build", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="needs Dask") as caught:
        admit_scheduler("tcp://127.0.0.1:8786")
    assert caught.value.hint == "pip install 'sitegen[dask]'"


@pytest.fixture
def errand(tmp_path: Path) -> Errand:
    """The errand of reading captures in *tmp_path*, in this process as in a worker."""
    fill(tmp_path / "seeds", 2)
    reader = Remembered(read, tmp_path / "store", "0" * 64)
    return make_errand(reader, _found(tmp_path), reader.key(load(_found(tmp_path))))


def _found(folder: Path, number: int = 0) -> Found:
    return Found(f"{number:03}.html", str(folder / "seeds" / f"{number:03}.html"))


def test_an_errand_gives_what_reading_gives(errand: Errand, tmp_path: Path) -> None:
    both = [_found(tmp_path, number) for number in range(2)]
    assert [unpack(packed) for packed in errand(both)] == [read(load(found)) for found in both]


def test_a_worker_that_sees_no_captures_says_so(errand: Errand, tmp_path: Path) -> None:
    (tmp_path / "seeds").rename(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match="cannot see the captures"):
        errand([_found(tmp_path)])


def test_a_worker_that_sees_other_captures_says_so(errand: Errand, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "000.html").write_text("<p>Not what it was.", encoding="utf-8")
    with pytest.raises(SettingsError, match="sees another capture"):
        errand([_found(tmp_path)])


def test_a_worker_that_does_not_share_the_store_says_so(errand: Errand, tmp_path: Path) -> None:
    (tmp_path / "store").rename(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match="does not see the store"):
        errand([_found(tmp_path)])


def test_a_store_that_cannot_be_shared_is_told(errand: Errand, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingsError, match="need a store") as caught:
        make_errand(replace(errand.reader, folder=tmp_path / "file"), errand.witness, errand.key)
    assert "SITEGEN_CACHE" in str(caught.value)


def test_equipment_is_all_that_a_result_depends_on() -> None:
    assert {"Python", "the code of sitegen", "sitegen", "lxml", "trafilatura", "htmldate"} <= equipment().keys()
    assert not {"pytest", "playwright", "ruff"} & equipment().keys()


class Broken:
    """A future that comes to nothing."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def result(self, timeout: float) -> list[bytes]:
        raise self.error if timeout else AssertionError

    def cancel(self) -> None:
        self.error = SitegenError("cancelled")

    def nthreads(self) -> dict[str, int]:
        return {}


def test_what_kills_its_workers_is_left_to_this_machine() -> None:
    distributed = pytest.importorskip("distributed")
    assert _result(None, Broken(distributed.KilledWorker("key", None, 3)), 1) is None


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModuleNotFoundError("No module named 'sitegen'", name="sitegen"), "a worker has no module sitegen"),
        (OSError("the line is dead"), "the cluster failed: OSError: the line is dead"),
        (TimeoutError(), "the cluster has no workers any more"),
    ],
)
def test_whatever_goes_wrong_there_is_one_line_here(error: Exception, told: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SitegenError) as caught:
        _result(Broken(error), Broken(error), 1)
    assert caught.value.message == told
