"""A site as one file to hand out."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import bagit
import pytest

from sitegen.build import Order, build_site
from sitegen.errors import SitegenError
from sitegen.originals import FOLDER
from sitegen.parcel import admit_place, pack
from sitegen.settings import find_site
from tests.edge import fill, run, tree


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))


@pytest.mark.parametrize("bag", [False, True])
def test_a_zip_holds_the_whole_site_in_one_folder_with_the_same_bytes_each_time(bag: bool, tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    build_site(find_site(source, None, tmp_path / "output"), Order(bag=bag))
    (tmp_path / "output" / "CNAME").write_text("news.example", encoding="utf-8")
    files = tree(tmp_path / "output")
    del files["CNAME"]
    assert pack(tmp_path / "output", tmp_path / "River archive.zip") == len(files)
    first = (tmp_path / "River archive.zip").read_bytes()
    for path in (tmp_path / "output").rglob("*.html"):
        path.touch()
        path.chmod(0o600)
    pack(tmp_path / "output", tmp_path / "River archive.zip")
    assert (tmp_path / "River archive.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "River archive.zip") as packed:
        assert packed.testzip() is None
        assert packed.namelist() == sorted(packed.namelist())
        packed.extractall(tmp_path / "stick")
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["river-archive"]
    assert tree(tmp_path / "stick" / "river-archive") == files
    if bag:
        bagit.Bag(str(tmp_path / "stick" / "river-archive")).validate()


def test_a_zip_is_asked_for_on_the_command_line(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    done = run("build", "--bag", "--zip", "river.zip", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, f"Packed {len(tree(tmp_path / 'output'))} files into river.zip")
    with zipfile.ZipFile(tmp_path / "river.zip") as packed:
        records = packed.read("river/data/records.jsonl").decode().splitlines()
        said = [json.loads(line)["sha256"] for line in records]
        kept = hashlib.sha256(packed.read(f"river/{FOLDER}000.html.txt")).hexdigest()
    assert said == [kept]


@pytest.mark.parametrize("name", ["output/site.zip", "seeds/site.zip", "nowhere/site.zip", "letter.txt", "seeds", "output"])
def test_a_zip_goes_where_it_harms_nothing(name: str, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    done = run("build", "--zip", name, cwd=tmp_path)
    assert done.returncode == 2
    assert not (tmp_path / "output").exists()
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_site_that_changed_is_not_packed_and_the_last_zip_stays(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 1)
    build_site(find_site(source, None, tmp_path / "output"))
    place = tmp_path / "site.zip"
    pack(tmp_path / "output", place)
    admit_place(place, find_site(source, None, tmp_path / "output"))
    before = place.read_bytes()
    (tmp_path / "output" / "about.html").write_text("x", encoding="utf-8")
    with pytest.raises(SitegenError, match="not as sitegen wrote it"):
        pack(tmp_path / "output", place)
    assert place.read_bytes() == before
    assert not list(tmp_path.glob(".site.zip*")), "nothing half done is left"
