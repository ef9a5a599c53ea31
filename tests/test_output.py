"""The output folder: changed as a whole or not at all, with whatever else lies in it kept."""

from __future__ import annotations

import errno
import subprocess
from pathlib import Path

import pytest

from sitegen import switch as switching
from sitegen.account import Account
from sitegen.bag import MANIFEST
from sitegen.errors import SitegenError
from sitegen.manifest import holds_bag, manifest, read_manifest
from sitegen.model import OutputFile
from sitegen.output import claimed
from tests.edge import is_whole, tree

FIRST = {"index.html": b"one", "people/mira.html": b"Mira", "assets/a.css": b"p {}"}
SECOND = {"index.html": b"two", "people/ansel.html": b"Ansel", "assets/a.css": b"p {}"}


def write(folder: Path, files: dict[str, bytes], force: bool = False) -> int:
    with claimed(folder, force) as output:
        return output.begin().write([OutputFile(path, content) for path, content in files.items()]).kept


def without_manifest(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if path != MANIFEST}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_site_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "output", FIRST)
    assert without_manifest(tmp_path / "deep" / "output") == FIRST
    assert is_whole(tmp_path / "deep" / "output")
    assert names(tmp_path / "deep") == ["output"]


def test_the_next_site_leaves_nothing_of_the_last(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    kept = write(tmp_path / "output", SECOND)
    assert without_manifest(tmp_path / "output") == SECOND
    assert (kept, names(tmp_path), is_whole(tmp_path / "output")) == (1, ["output"], True)


def test_a_file_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    before = (tmp_path / "output" / "assets" / "a.css").stat()
    write(tmp_path / "output", SECOND)
    after = (tmp_path / "output" / "assets" / "a.css").stat()
    assert (before.st_ino, before.st_mtime_ns, after.st_nlink) == (after.st_ino, after.st_mtime_ns, 1)


def test_a_page_that_was_edited_by_hand_is_made_anew_though_its_size_is_the_same(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    (tmp_path / "output" / "index.html").write_bytes(b"XXX")
    assert write(tmp_path / "output", FIRST) == 2
    assert without_manifest(tmp_path / "output") == FIRST


def test_sha256sum_agrees_with_the_manifest(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    command = ["sha256sum", "--check", "--strict", MANIFEST]
    done = subprocess.run(command, cwd=tmp_path / "output", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK"), done.stderr) == (0, 3, "")


def test_what_is_not_ours_survives(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FIRST)
    (output / ".git" / "refs").mkdir(parents=True)
    (output / ".git" / "HEAD").write_text("ref: refs/heads/pages", encoding="utf-8")
    (output / "people" / "thesis.doc").write_bytes(b"a year of work")
    (output / "empty").mkdir()
    (output / "link").symlink_to("people/thesis.doc")
    (output / "folder-link").symlink_to("..", target_is_directory=True)
    (output / "nowhere").symlink_to("/no/such/file")
    write(output, SECOND)
    assert (output / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/pages"
    assert (output / "people" / "thesis.doc").read_bytes() == (output / "link").read_bytes() == b"a year of work"
    assert (output / "empty").is_dir()
    assert ((output / "folder-link").readlink(), (output / "nowhere").readlink()) == (Path(".."), Path("/no/such/file"))
    assert ((output / ".git" / "refs").is_dir(), (output / "people" / "mira.html").exists()) == (True, False)


def test_what_is_not_ours_is_never_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lies in the new site before that takes the place of the old one, and what is in the way of a page takes nothing else with it."""
    output = tmp_path / "output"
    write(output, FIRST)
    others = {
        "deep/er/notes.txt": b"notes",
        "data/mine.csv": b"1",
        "manifest-md5.txt": b"x",
        "people/ansel.html": b"by hand",
        "thesis.doc": b"a year",
    }
    for path, content in others.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(content)
    wanted = {**others, **SECOND}
    moment = switching.switch

    def looked_at(new: Path, place: Path, old: Path) -> Path:
        assert without_manifest(new) == wanted
        return moment(new, place, old)

    monkeypatch.setattr("sitegen.output.switch", looked_at)
    write(output, SECOND, force=True)
    assert without_manifest(output) == wanted


def test_what_comes_while_the_build_runs_survives_too(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FIRST)
    (output / "a.txt").write_bytes(b"there all the time")
    (output / "notes.txt").write_bytes(b"first")
    moment = switching.switch

    def meanwhile(new: Path, place: Path, old: Path) -> Path:
        (output / "late.txt").write_bytes(b"late")
        (output / "la" / "ter").mkdir(parents=True)
        (output / "la" / "ter" / "late.txt").write_bytes(b"later")
        (output / "people" / "ansel.html").write_bytes(b"no page of ours")
        (output / "notes.new").write_bytes(b"second")
        (output / "notes.new").replace(output / "notes.txt")
        return moment(new, place, old)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitegen.output.switch", meanwhile)
        write(output, SECOND)
    others = {"a.txt": b"there all the time", "la/ter/late.txt": b"later", "late.txt": b"late", "notes.txt": b"second"}
    assert without_manifest(output) == {**SECOND, **others}


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"a year of work")
    with pytest.raises(SitegenError, match="sitegen did not write it") as caught:
        write(tmp_path, FIRST)
    assert "--force" in (caught.value.hint or "")
    assert tree(tmp_path) == {"thesis.doc": b"a year of work"}


def test_an_empty_folder_is_anybodys(tmp_path: Path) -> None:
    write(tmp_path, FIRST)
    assert without_manifest(tmp_path) == FIRST


def test_force_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "thesis.doc").write_bytes(b"a year of work")
    (tmp_path / "output" / "index.html").write_bytes(b"a page of another program")
    write(tmp_path / "output", FIRST, force=True)
    assert without_manifest(tmp_path / "output") == {**FIRST, "thesis.doc": b"a year of work"}


def test_a_manifest_of_another_program_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    bag = {"bagit.txt": b"BagIt-Version: 1.0", "data/a.txt": b"x", MANIFEST: b"0" * 64 + b"  data/a.txt\n"}
    for path, content in bag.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with pytest.raises(SitegenError, match="did not write"):
        write(tmp_path, FIRST)
    assert tree(tmp_path) == bag


def test_a_strangers_file_in_the_way_of_a_page_stops_the_build(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, FIRST)
    (output / "people" / "ansel.html").write_bytes(b"by hand")
    before = tree(output)
    with pytest.raises(SitegenError, match="in the way of a page") as caught:
        write(output, SECOND)
    assert (caught.value.path, tree(output)) == (str(output / "people/ansel.html"), before)
    write(output, SECOND, force=True)
    assert without_manifest(output) == SECOND


def test_a_strangers_file_where_a_folder_must_be_stops_the_build_even_by_force(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(output, {"index.html": b"one"})
    (output / "people").write_bytes(b"a list")
    with pytest.raises(SitegenError, match="in the way"):
        write(output, FIRST, force=True)
    assert (output / "people").read_bytes() == b"a list"


def test_a_file_where_the_output_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"x")
    with pytest.raises(SitegenError, match="must be a folder"):
        write(tmp_path / "output", FIRST)


def test_a_link_to_the_output_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "disk" / "site", target_is_directory=True)
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert ((tmp_path / "output").is_symlink(), without_manifest(tmp_path / "disk" / "site")) == (True, SECOND)


OUTSIDE = ["../a.html", "/etc/a.html", "a/../b.html", "", "a//b.html", "a\\b.html", "a\nb.html", "con:.html", "a /b", MANIFEST]
OUTSIDE += ["./a", "a/.", "a/..", "a./b", "a.", "a ", "a/", *(f"a{sign}b" for sign in '\x00\x1f\x7f*?"<>|'), "a/" + "é" * 128, "b" * 256]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match=r"under this name|have one name"):
        write(tmp_path / "output", {**FIRST, path: b"x"})
    assert names(tmp_path) == []


def test_the_longest_names_are_names(tmp_path: Path) -> None:
    files = {"a/" + "é" * 127 + "x": b"1", "b" * 255: b"2", "a.b/.c d.e": b"3"}
    write(tmp_path / "output", files)
    assert without_manifest(tmp_path / "output") == files


@pytest.mark.parametrize(
    ("one", "other"), [("Mira", "mira"), ("M\u00e4rz", "Ma\u0308rz"), ("stra\u00dfe", "STRASSE"), ("MA\u0308RZ", "m\u00e4rz")]
)
def test_two_files_that_are_one_on_some_disks_are_refused(one: str, other: str, tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match="one name"):
        write(tmp_path / "output", {f"people/{one}.html": b"a", f"people/{other}.html": b"b"})


def test_the_manifest_says_how_much_there_is_and_names_each_file() -> None:
    said = "# sitegen manifest 1: the files that sitegen wrote here; sha256sum -c checks them\n# 1234 bytes in 2 files\n"
    account = Account.of({"b/c d.html": "2" * 64, "a.html": "1" * 64})
    assert manifest(account, 1234) == f"{said}{'1' * 64}  a.html\n{'2' * 64}  b/c d.html\n"


def test_what_is_no_manifest_makes_no_folder_ours(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "none") is None
    (tmp_path / MANIFEST).write_bytes(b"\xff")
    assert read_manifest(tmp_path / MANIFEST) is None
    assert read_manifest(tmp_path) is None
    assert not holds_bag(tmp_path)
    with pytest.raises(SitegenError, match="did not write"):
        write(tmp_path, FIRST)
    write(tmp_path, FIRST, force=True)
    assert (without_manifest(tmp_path), holds_bag(tmp_path)) == (FIRST, False)


def test_what_cannot_be_brought_over_is_not_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    write(output, FIRST)

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sitegen.output.Draft._rescue", fail)
    with pytest.raises(SitegenError, match="could not be brought over") as caught:
        write(output, SECOND)
    assert caught.value.path == str(tmp_path / "output.before")
    assert (without_manifest(output), without_manifest(tmp_path / "output.before")) == (SECOND, FIRST)


def test_the_mode_of_the_folder_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    (tmp_path / "output").chmod(0o710)
    write(tmp_path / "output", SECOND)
    assert (tmp_path / "output").stat().st_mode & 0o777 == 0o710


def test_two_builds_at_once_are_one_too_many(tmp_path: Path) -> None:
    with claimed(tmp_path / "output"), pytest.raises(SitegenError, match="another build"):
        write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert (without_manifest(tmp_path / "output"), names(tmp_path)) == (SECOND, ["output"])


def test_builds_into_neighbouring_folders_do_not_meet(tmp_path: Path) -> None:
    with claimed(tmp_path / "one"):
        write(tmp_path / "two", FIRST)
    assert names(tmp_path) == ["two"]


def test_a_manifest_gives_no_path_that_leads_out(tmp_path: Path) -> None:
    write(tmp_path / "output", FIRST)
    listed = tmp_path / "output" / MANIFEST
    more = "".join(f"{'0' * 64}  {path}\n" for path in ("../../thesis.doc", "/etc/passwd", "a//b", MANIFEST))
    listed.write_text(listed.read_text(encoding="utf-8") + more + f"{'0' * 63}  short.html\n", encoding="utf-8")
    assert set(read_manifest(tmp_path / "output") or {}) == set(FIRST)
