"""A build that is killed, at any moment, leaves the site that was there, and nothing that the next build does not clear away."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.manifest import read_manifest
from sitegen.output import claimed
from tests.edge import ROOT, environment, fill, is_whole, run, tree

KILLS = 50


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives, one with a capture more than the other, the sites that they make, and how long a build takes."""
    folder = tmp_path_factory.mktemp("killed")
    for name, count in (("few", 3), ("more", 8)):
        fill(folder / name, count)
        assert run("build", name, "-o", f"{name}-site", "-q", cwd=folder).returncode == 0
    return folder


@contextmanager
def _at_work(folder: Path, source: str, output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build that has begun to hold its output."""
    command = [sys.executable, "-m", "sitegen", "build", source, "-o", str(output), "-q"]
    lock = output.with_name(f".{output.name}.sitegen") / "lock"
    lock.unlink(missing_ok=True)
    with subprocess.Popen(command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
        while build.poll() is None and not lock.exists():
            time.sleep(0.001)
        try:
            yield build
        finally:
            build.kill()  # one that hangs is waited for no longer


def _kill(folder: Path, source: str, output: Path, after: float, number: signal.Signals) -> int:
    """How a build ended that was sent a signal some seconds after it had begun to hold its output."""
    with _at_work(folder, source, output) as build:
        time.sleep(after)
        build.send_signal(number)
        return build.wait(30)


def _seconds_at_work(folder: Path, source: str, output: Path) -> float:
    """How long a build holds its output on this machine."""
    with _at_work(folder, source, output) as build:
        begun = time.monotonic()
        assert build.wait(30) == 0
        return time.monotonic() - begun


def test_a_kill_at_any_moment_leaves_a_whole_site(archive: Path) -> None:
    moments = random.Random(20140312)  # noqa: S311  (moments, not secrets)
    sites = [tree(archive / "few-site"), tree(archive / "more-site")]
    output = archive / "output"
    shutil.copytree(archive / "few-site", output)
    lasting = min(_seconds_at_work(archive, source, output) for source in ("more", "few", "more", "few"))
    killed = 0
    for number in range(KILLS):
        killed += _kill(archive, ("more", "few")[number % 2], output, moments.uniform(0, lasting), signal.SIGKILL) < 0
        assert is_whole(output)
        assert tree(output) in sites
    assert killed > KILLS // 4
    assert run("build", "more", "-o", "output", "-q", cwd=archive).returncode == 0
    assert tree(output) == sites[1]
    assert not (archive / ".output.sitegen").exists()


@pytest.mark.parametrize("how", ["exchange", "two-steps", "spare", "sealed"])
def test_a_kill_at_every_step_on_the_disk_leaves_a_whole_site(how: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.killed_at", str(tmp_path), how]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


def test_what_a_killed_build_left_is_cleared(archive: Path) -> None:
    output = archive / "left"
    shutil.copytree(archive / "few-site", output)
    left = archive / ".left.sitegen" / "new"
    left.mkdir(parents=True)
    (left / "index.html").write_bytes(b"half a pa")
    with claimed(output):
        assert not left.exists()
    assert (tree(output), left.parent.exists()) == (tree(archive / "few-site"), False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_clears_up_and_says_so(archive: Path, number: signal.Signals) -> None:
    output = archive / f"interrupted-{number}"
    shutil.copytree(archive / "few-site", output)
    codes = [_kill(archive, "more", output, after, number) for after in (0.01, 0.1, 0.3)]
    # Interrupted while it starts or ends, Python dies of SIGINT itself, which a shell tells as 130 too.
    told = {130 if code == -signal.SIGINT else code for code in codes}
    assert 130 in told
    assert told <= {130, 0}
    assert read_manifest(output) in [read_manifest(archive / "few-site"), read_manifest(archive / "more-site")]
    assert run("build", "more", "-o", output.name, "-q", cwd=archive).returncode == 0
    assert not (archive / f".{output.name}.sitegen").exists()


def test_workers_do_not_outlive_a_killed_build(archive: Path) -> None:
    fill(archive / "many", 400)
    command = [sys.executable, "-m", "sitegen", "build", "many", "-o", "many-site", "-q", "--jobs", "2"]
    with subprocess.Popen(command, cwd=archive, env=environment(archive), stderr=subprocess.DEVNULL, start_new_session=True) as build:
        deadline = time.monotonic() + 20
        while len(_members(build.pid)) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(_members(build.pid)) >= 3
        build.kill()
    while _members(build.pid) and time.monotonic() < deadline + 10:
        time.sleep(0.05)
    assert _members(build.pid) == []


def _members(session: int) -> list[int]:
    """The processes of a session, of those that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
