"""A site that copies of the process make: the same, whatever number of them and whatever befalls one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.edge import environment, fill, is_whole, run, tree

_MEDDLED = """
import errno, os, signal, sys, time
from sitegen import deposit
from sitegen.cli import main

here, put = os.getpid(), deposit.write_new

def meddled(place, content):
    if os.getpid() != here and place.endswith("quotes.html"):
        {}
    return put(place, content)

deposit.write_new = meddled
sys.exit(main(["build", "seeds", "-o", "output", "-q", "-j", "2"]))
"""
"""A build in which something befalls the copy that puts the list of quotes in its place."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A site of three captures that stands, and eight captures to build it from next."""
    fill(tmp_path / "seeds", 3)
    assert run("build", "seeds", "-o", "output", "-q", cwd=tmp_path).returncode == 0
    fill(tmp_path / "seeds", 8)
    return tmp_path


def _build(archive: Path, what: str) -> tuple[int, str]:
    """How a build ended that was meddled with, and what it said."""
    command = [sys.executable, "-c", _MEDDLED.format(what)]
    done = subprocess.run(command, cwd=archive, env=environment(archive), capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr


def _clean(archive: Path) -> dict[str, bytes]:
    assert run("build", "seeds", "-o", "clean", "-q", "-j", 1, cwd=archive).returncode == 0
    return tree(archive / "clean")


def test_any_number_of_copies_makes_the_same_site_anew_and_after_an_edit(archive: Path) -> None:
    for jobs in (2, 3):
        assert run("build", "seeds", "-o", "output", "-q", "-j", jobs, cwd=archive).returncode == 0
        assert tree(archive / "output") == _clean(archive)
        (archive / "seeds" / f"00{jobs}.html").unlink()


def test_what_a_killed_copy_was_at_is_done_all_the_same(archive: Path) -> None:
    assert _build(archive, "os.kill(os.getpid(), signal.SIGKILL)") == (0, "")
    assert tree(archive / "output") == _clean(archive)


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place)", 1, "No space left on device"),
        ("os.kill(here, signal.SIGINT), time.sleep(60)", 130, ""),
    ],
)
def test_what_ends_a_copy_at_work_leaves_the_old_site_and_nobody_at_work(what: str, code: int, said: str, archive: Path) -> None:
    before = tree(archive / "output")
    ended, told = _build(archive, what)
    assert (ended, said in told, told.count("error: "), "Traceback" in told) == (code, True, bool(said), False)
    assert tree(archive / "output") == before
    assert is_whole(archive / "output")
    assert not (archive / ".output.sitegen").exists()
