"""A deposit puts each kind of file in its place, leaves what stands there with the same bytes, and believes nothing but bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from sitegen.deposit import CopiedFile, Deposit, FetchedFile, SiteFile, depositing, digest_of
from sitegen.errors import SitegenError
from sitegen.model import DrawnFile, OutputFile, Sheaf
from sitegen.stamps import sizes, stamp

WORDS = b"The ferry sank at noon." * 10
DIGEST = sha256(WORDS).hexdigest()
PATH = "data/ferry.txt"
TAKEN = (("card", frozenset({"bridge"})),)


def _drawn(folder: Path) -> SiteFile:
    def draw(place: str, _: str) -> str:
        Path(place).write_bytes(WORDS)
        return DIGEST

    return DrawnFile(PATH, draw)


def _copied(folder: Path) -> SiteFile:
    original = folder / "original.txt"
    original.write_bytes(WORDS)
    return CopiedFile(PATH, DIGEST, original)


KINDS: dict[str, Callable[[Path], SiteFile]] = {
    "made": lambda _: OutputFile(PATH, WORDS),
    "fetched": lambda _: FetchedFile(PATH, DIGEST, lambda: WORDS),
    "copied": _copied,
    "drawn": _drawn,
}

each_kind = pytest.mark.parametrize("kind", KINDS)


def _standing(folder: Path, content: bytes) -> Path:
    (folder / "old" / "data").mkdir(parents=True, exist_ok=True)
    (folder / "old" / PATH).write_bytes(content)
    return folder / "old" / PATH


def _deposit(folder: Path, digest: str | None) -> Deposit:
    (folder / "new").mkdir()
    (folder / "old").mkdir(exist_ok=True)
    return Deposit(f"{folder / 'new'}{os.sep}", f"{folder / 'old'}{os.sep}", {} if digest is None else {PATH: digest})


def _put(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder / "new").as_posix() for path in (folder / "new").rglob("*") if path.is_file())


@each_kind
def test_a_new_file_is_put_in_its_place(tmp_path: Path, kind: str) -> None:
    file, deposit = KINDS[kind](tmp_path), _deposit(tmp_path, None)
    told = deposit(file)
    state = (tmp_path / "new" / PATH).stat()
    assert (told.path, told.sha256, told.stamp) == (PATH, DIGEST, stamp(state))
    assert (_put(tmp_path), (tmp_path / "new" / PATH).read_bytes(), digest_of(file)) == ([PATH], WORDS, DIGEST)


@each_kind
def test_what_stands_with_the_same_bytes_is_left(tmp_path: Path, kind: str) -> None:
    _standing(tmp_path, WORDS)
    told = _deposit(tmp_path, DIGEST)(KINDS[kind](tmp_path))
    assert (told.path, told.sha256, told.stamp) == (PATH, DIGEST, None)
    assert _put(tmp_path) == []


@each_kind
@pytest.mark.parametrize("content", [WORDS.swapcase(), WORDS[:-1], b""], ids=["other", "shorter", "empty"])
def test_what_was_damaged_since_is_put_anew(tmp_path: Path, kind: str, content: bytes) -> None:
    _standing(tmp_path, content)
    assert _deposit(tmp_path, DIGEST)(KINDS[kind](tmp_path)).stamp is not None
    assert (tmp_path / "new" / PATH).read_bytes() == WORDS


@each_kind
def test_a_link_is_no_file_of_ours(tmp_path: Path, kind: str) -> None:
    (tmp_path / "elsewhere.txt").write_bytes(WORDS)
    _standing(tmp_path, b"").unlink()
    (tmp_path / "old" / PATH).symlink_to(tmp_path / "elsewhere.txt")
    assert _deposit(tmp_path, DIGEST)(KINDS[kind](tmp_path)).stamp is not None
    assert (tmp_path / "new" / PATH).read_bytes() == WORDS


@each_kind
@pytest.mark.parametrize("digest", [None, "0" * 64], ids=["not ours", "ours with other bytes"])
def test_a_file_that_is_not_as_we_left_it_is_not_taken_for_ours(tmp_path: Path, kind: str, digest: str | None) -> None:
    _standing(tmp_path, WORDS)
    assert _deposit(tmp_path, digest)(KINDS[kind](tmp_path)).stamp is not None
    assert (tmp_path / "new" / PATH).read_bytes() == WORDS


def test_an_original_that_changes_while_it_is_copied_ends_the_build(tmp_path: Path) -> None:
    file = _copied(tmp_path)
    (tmp_path / "original.txt").write_bytes(b"The ferry came home.")
    with pytest.raises(SitegenError, match="changed while the site was built") as raised:
        _deposit(tmp_path, None)(file)
    assert (raised.value.path, raised.value.hint) == (str(tmp_path / "original.txt"), "build again")


def test_what_the_system_takes_in_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:7]))
    told = _deposit(tmp_path, None)(OutputFile(PATH, WORDS))
    assert (list(sizes(told.stamp or b"")), (tmp_path / "new" / PATH).read_bytes()) == ([len(WORDS)], WORDS)


@pytest.mark.parametrize("path", ["../a.txt", "a//b.txt", "con:x", "é" * 128])
def test_an_unsafe_name_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(SitegenError, match="no file can be written under this name"):
        _deposit(tmp_path, None)(OutputFile(path, WORDS))
    assert _put(tmp_path) == []


def test_a_name_may_be_as_long_as_disks_allow(tmp_path: Path) -> None:
    deposit = _deposit(tmp_path, None)
    deposit(OutputFile(f"{'a' * 255}/{'b' * 255}", WORDS))
    with pytest.raises(SitegenError, match="no file can be written under this name"):
        deposit(OutputFile("a" * 256, WORDS))


def test_files_are_open_to_whom_the_user_allows(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        _deposit(tmp_path, None)(OutputFile(PATH, WORDS))
    finally:
        os.umask(before)
    assert (tmp_path / "new" / PATH).stat().st_mode & 0o777 == 0o666


def _one_by_one(make: Callable[[str], Sheaf], items: list[str]) -> list[Sheaf]:
    return [make(item) for item in items]


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_the_files_of_a_sheaf_are_deposited_and_its_drawer_laid_down(tmp_path: Path, size: int) -> None:
    laid: dict[str, bytes] = {}

    def lay_down(name: str, drawer: bytes) -> bytes:
        laid[name] = drawer
        return sha256(drawer).digest()

    def make(name: str) -> Sheaf:
        return Sheaf((OutputFile(PATH, WORDS),), lambda: bytes(size), name, lambda: [("search-1", b"slips")], taken=TAKEN)

    spread = depositing(_one_by_one, _deposit(tmp_path, None), lay_down)  # type: ignore[arg-type]
    [sheaf] = spread(make, ["search"])
    [file] = sheaf.files
    assert (file.path, file.sha256) == (PATH, DIGEST)
    assert laid == {"search": bytes(size), "search-1": b"slips"}
    assert sheaf.laid == {name: sha256(content).digest() for name, content in laid.items()}
    assert (sheaf.name, sheaf.drawer(), tuple(sheaf.trays()), sheaf.taken) == ("search", b"", (), TAKEN)


def test_a_drawer_that_cannot_be_laid_down_is_empty(tmp_path: Path) -> None:
    def fail(name: str, drawer: bytes) -> bytes:
        raise OSError(28, "No space left on device")

    spread = depositing(_one_by_one, _deposit(tmp_path, None), fail)  # type: ignore[arg-type]
    [sheaf] = spread(lambda name: Sheaf((OutputFile(PATH, WORDS),), lambda: b"counts", name), ["search"])
    assert (sheaf.drawer(), sheaf.laid, _put(tmp_path)) == (b"", {}, [PATH])


def test_a_page_keeps_what_it_took_and_has_no_drawer(tmp_path: Path) -> None:
    spread = depositing(_one_by_one, _deposit(tmp_path, None), lambda *_: b"never")  # type: ignore[arg-type]
    [sheaf] = spread(lambda path: Sheaf((OutputFile(path, WORDS),), taken=TAKEN), [PATH])
    assert (sheaf.taken, sheaf.laid, _put(tmp_path)) == (TAKEN, {}, [PATH])
