"""Whatever befalls a build of an ordinary user: the last good site stands, one line says why, the next build is that of a clean start."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from sitegen import build as building
from sitegen.build import Order, build_site
from sitegen.errors import SitegenError
from sitegen.settings import find_site
from tests.edge import environment, fill, is_whole, needs_small_disk, ordinary, run, small_disk, story, tree


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of three captures that stands, and five captures to build it from next."""
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / ".memory"))
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "seeds", 3)
    (tmp_path / "sitegen.toml").write_text('title = "Faults"\n', encoding="utf-8")
    assert _built(tmp_path) == []
    fill(tmp_path / "seeds", 5)
    return tmp_path


def _built(archive: Path, output: str = "output") -> list[str]:
    """Build the archive here and now: what there was to say."""
    place = archive / "sitegen.toml"
    done = build_site(find_site(None, place, archive / output), Order(jobs=1))
    return [note.message for note in done.notes if note.severity != "info"]


def clean(archive: Path) -> dict[str, bytes]:
    """The site that somebody makes of the archive as it is who remembers nothing but its ledger."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEGEN_CACHE", str(archive / ".other-memory"))
        _built(archive, "clean")
    return tree(archive / "clean")


def heals(archive: Path) -> None:
    """The next build is byte-equal to one that starts from nothing, and leaves nothing about."""
    assert _built(archive) == []
    assert tree(archive / "output") == clean(archive)
    assert not (archive / ".output.sitegen").exists()


def is_one_line(told: str) -> bool:
    """One error that begins with its place, and at most a hint below."""
    lines = told.rstrip("\n").split("\n")
    return "error: " in lines[0] and len(lines) <= 2 and all(line.startswith("  hint: ") for line in lines[1:]) and "Traceback" not in told


@contextmanager
def locked(*folders: Path) -> Iterator[None]:
    for folder in folders:
        folder.chmod(0o555)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.parametrize("size", [0, 1_000, 9_000, 40_000])
def test_a_file_that_may_not_grow_leaves_the_old_site(size: int, archive: Path) -> None:
    before = tree(archive / "output")
    command = [*ordinary(), sys.executable, "-m", "sitegen", "build", "-q"]
    done = subprocess.run(
        command,
        cwd=archive,
        env=environment(archive),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert done.returncode == 1 or (done.returncode == 2 and "ledger" in done.stderr), done.stderr
    assert is_one_line(done.stderr), done.stderr
    assert tree(archive / "output") == before
    heals(archive)


@needs_small_disk
def test_a_full_disk_leaves_the_old_site(archive: Path) -> None:
    with small_disk(archive / "disk", "8m") as disk:
        (disk / "seeds").mkdir()
        fill(disk / "seeds", 1)
        assert run("build", "seeds", "-o", "output", "-q", cwd=disk).returncode == 0
        before = tree(disk / "output")
        fill(disk / "seeds", 9)
        (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - 40_000)))
        done = run("build", "seeds", "-o", "output", "-q", cwd=disk)
        assert (done.returncode, is_one_line(done.stderr)) == (1, True), done.stderr
        assert "the disk is full" in done.stderr
        assert tree(disk / "output") == before
        (disk / "ballast").unlink()
        assert run("build", "seeds", "-o", "output", "-q", cwd=disk).returncode == 0
        assert is_whole(disk / "output")


def test_a_folder_that_may_not_be_written_leaves_the_old_site(archive: Path) -> None:
    before = tree(archive / "output")
    _built(archive, "elsewhere")  # the ledger knows the new captures already
    with locked(archive):
        done = run("build", "-q", cwd=archive)
    assert (done.returncode, is_one_line(done.stderr)) == (1, True), done.stderr
    assert "check the permissions" in done.stderr
    assert tree(archive / "output") == before
    heals(archive)


def test_folders_of_the_site_that_may_not_be_written_are_no_hindrance(archive: Path) -> None:
    with locked(*(archive / "output" / name for name in ("articles", "quotes")), archive / "seeds"):
        done = run("build", "-q", cwd=archive)
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(archive / "output") == clean(archive)


def test_captures_that_may_not_be_read_are_named_and_read_when_they_may(archive: Path) -> None:
    (archive / "seeds" / "001.html").chmod(0)
    done = run("build", "-q", cwd=archive)
    assert (done.returncode, done.stderr.count("001.html")) == (1, 1)
    assert is_whole(archive / "output")
    (archive / "seeds" / "001.html").chmod(0o644)
    heals(archive)


def _meddled(archive: Path, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[], object], stage: str) -> None:
    """Build while *meddle* has its way just before *stage*."""
    run_stage = getattr(building, stage)

    def late(*arguments: object, **named: object) -> object:
        meddle()
        return run_stage(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(building, stage, late)
        _built(archive)


STAGES = ["take_stock", "read_stock", "gather", "revise"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_capture_that_goes_away_during_the_build(stage: str, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _meddled(archive, monkeypatch, (archive / "seeds" / "003.html").unlink, stage)
    assert is_whole(archive / "output")
    heals(archive)


@pytest.mark.parametrize("stage", STAGES)
def test_a_capture_that_changes_during_the_build(stage: str, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _meddled(archive, monkeypatch, lambda: _write(archive, 3, 21), stage)
    assert is_whole(archive / "output")
    heals(archive)


@pytest.mark.parametrize("stage", STAGES)
def test_a_capture_that_changes_during_the_build_and_back_behind_it(stage: str, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _meddled(archive, monkeypatch, lambda: _write(archive, 3, 21), stage)
    _write(archive, 3, 3)
    heals(archive)


def _write(archive: Path, place: int, number: int) -> None:
    (archive / "seeds" / f"{place:03}.html").write_text(story(number), encoding="utf-8")


def test_all_captures_going_away_during_the_build_leaves_the_old_site(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(archive / "output")
    with pytest.raises(SitegenError, match="no capture"):
        _meddled(archive, monkeypatch, lambda: (archive / "seeds").rename(archive / "away"), "take_stock")
    assert tree(archive / "output") == before
    (archive / "away").rename(archive / "seeds")
    heals(archive)


def test_two_builds_at_once_make_one_site(archive: Path) -> None:
    command = [*ordinary(), sys.executable, "-m", "sitegen", "build", "-q"]
    builds = [subprocess.Popen(command, cwd=archive, env=environment(archive), stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [build.communicate(timeout=120)[1] for build in builds]
    assert 0 in [build.returncode for build in builds]
    for build, said in zip(builds, told, strict=True):
        assert (build.returncode, said) == (0, "") or (build.returncode == 1 and is_one_line(said) and "another build" in said), said
    heals(archive)


def _cut(place: Path, _: Random) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def _empty(place: Path, _: Random) -> None:
    place.write_bytes(b"")


def _flip(place: Path, random: Random) -> None:
    content = bytearray(place.read_bytes() or b"x")
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    place.write_bytes(content)


def _shuffle(place: Path, random: Random) -> None:
    """The content of another file: whole, and of something else."""
    others = sorted(other for other in place.parent.parent.rglob("*") if other.is_file())
    place.write_bytes(random.choice(others).read_bytes())


def _replace_by_folder(place: Path, _: Random) -> None:
    place.unlink()
    place.mkdir()


def _lock(place: Path, _: Random) -> None:
    place.chmod(0)


@pytest.mark.parametrize("damage", [_cut, _empty, _flip, _shuffle, _replace_by_folder, _lock])
def test_a_damaged_memory_costs_time_only(damage: Callable[[Path, Random], None], archive: Path) -> None:
    random = Random(7)  # noqa: S311  (damage, not a secret)
    for place in sorted(path for path in (archive / ".memory").rglob("*") if path.is_file()):
        damage(place, random)
    heals(archive)


@pytest.mark.parametrize("moment", [1, 4_000_000_000], ids=["1970", "2096"])
def test_a_clock_that_went_wrong_costs_nothing(moment: int, archive: Path) -> None:
    for path in sorted(archive.rglob("*")):
        os.utime(path, (moment, moment))
    _built(archive)
    edited = archive / "seeds" / "002.html"
    edited.write_text(edited.read_text(encoding="utf-8").replace("thirty", "twenty"), encoding="utf-8")
    os.utime(edited, (moment, moment))
    page = next((archive / "output" / "articles").iterdir())
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, (moment - 1, moment - 1))
    heals(archive)
