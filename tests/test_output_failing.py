"""A build that fails at any step leaves one whole site, says why in a line, and the next build is a good one."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen import deposit
from sitegen import switch as switching
from sitegen.errors import SitegenError
from sitegen.output import claimed
from tests.edge import is_whole, needs_small_disk, small_disk
from tests.test_output import FIRST, SECOND, names, without_manifest, write


def _no_exchange(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(switching, "_exchange", lambda *_: False)


def test_without_an_exchange_of_names_the_switch_takes_two_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _no_exchange(monkeypatch)
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert (without_manifest(tmp_path / "output"), names(tmp_path)) == (SECOND, ["output"])


def test_a_build_killed_between_the_two_steps_is_mended_by_the_next(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    work = tmp_path / ".output.sitegen"
    work.mkdir()
    (work / "lock").touch()
    (work / "new").mkdir()
    (tmp_path / "output").rename(work / "old")
    with claimed(tmp_path / "output"):
        assert without_manifest(tmp_path / "output") == FIRST
    assert names(tmp_path) == ["output"]


def test_the_second_of_the_two_steps_failing_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _no_exchange(monkeypatch)
    write(tmp_path / "output", FIRST)
    rename, calls = Path.rename, iter(range(9))

    def fail_once(self: Path, target: Path) -> Path:
        if next(calls) == 1:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(SitegenError, match="Input/output error"):
        write(tmp_path / "output", SECOND)
    assert (without_manifest(tmp_path / "output"), names(tmp_path)) == (FIRST, ["output"])


CALLS: list[tuple[object, str]] = [
    (Path, "mkdir"),
    (deposit, "_opened"),
    (deposit, "stamp"),
    (os, "makedirs"),
    (Path, "hardlink_to"),
    (os, "link"),
    (os, "scandir"),
    (switching, "_exchange"),
]


def _failing(call: Callable[..., object], at: int, error: OSError) -> Callable[..., object]:
    counter: Iterator[int] = iter(range(1000))

    def fail(*arguments: object, **options: object) -> object:
        if next(counter) == at:
            raise error
        return call(*arguments, **options)

    return fail


def _failure(output: Path, owner: object, name: str, call: Callable[..., object]) -> str:
    """What a build says when *call* stands in for the function *name*."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, call)
        try:
            write(output, SECOND)
        except SitegenError as error:
            return error.message
    return ""


@pytest.mark.parametrize(("owner", "name"), CALLS, ids=[name for _, name in CALLS])
@pytest.mark.parametrize(("code", "worth"), [(errno.ENOSPC, 1000), (errno.EROFS, 1000), (errno.ENOSPC, 1)])
def test_whichever_step_fails_there_is_one_whole_site(
    owner: object, name: str, code: int, worth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", worth)
    monkeypatch.setattr("sitegen.palimpsest.WORTH_KEEPING", 1)
    failures = 0
    for at in range(8):
        output = tmp_path / str(at) / "output"
        write(output, FIRST)
        (output / "thesis.doc").write_bytes(b"a year of work")
        said = _failure(output, owner, name, _failing(getattr(owner, name), at, OSError(code, os.strerror(code))))
        failures += said != ""
        assert os.strerror(code) in said or said in ("", "files that came while the build ran could not be brought over")
        shutil.rmtree(f"{output}.before", ignore_errors=True)
        (output / "thesis.doc").rename(tmp_path / "thesis.doc")
        assert is_whole(output)
        assert without_manifest(output) in (FIRST, SECOND)
        write(output, SECOND)
        assert without_manifest(output) == SECOND
        assert set(names(output.parent)) <= ({"output"} if worth > 1 else {"output", ".output.sitegen"})
    assert failures or name in ("hardlink_to", "link") or (name, worth) == ("makedirs", 1)


@needs_small_disk
def test_a_full_disk_leaves_the_old_site_and_heals(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        write(disk / "output", FIRST)
        with pytest.raises(SitegenError, match="cannot write the site") as caught:
            write(disk / "output", {f"{number}.html": b"x" * 4096 for number in range(40)})
        assert "the disk is full" in (caught.value.hint or "")
        assert (without_manifest(disk / "output"), names(disk)) == (FIRST, ["output"])
        write(disk / "output", SECOND)
        with pytest.raises(SitegenError, match="cannot write") as caught:
            write(disk, SECOND, force=True)
        assert "mount point" in (caught.value.hint or "")
        assert without_manifest(disk / "output") == SECOND
