"""The pictures of a site on disk: written once, kept, healed, and always those of a clean build."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sitegen.build import Order, build_site
from sitegen.errors import SitegenError
from sitegen.files import find_captures, load
from sitegen.gallery import picture_files
from sitegen.pipeline import read
from sitegen.settings import Settings, Site
from tests.pictures import png

SENTENCE = "On day {} of the strike the boats sailed again, and nobody on the quay knew when they would come home."
STORY = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(9))


def page(title: str, *pictures: str) -> bytes:
    figures = "".join(f"<figure><img src='{src}' alt='Ana Reyes'><figcaption>The quay, {src}</figcaption></figure>" for src in pictures)
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1>{figures}{STORY}</body></html>".encode()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Two pages that show three pictures, one of them on both."""
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))
    for name, titled in (("a", "Ferry strike"), ("Ana Reyes", "Boats at last")):
        inside = tmp_path / "seeds" / f"{name}_files"
        inside.mkdir(parents=True)
        (inside / "one.png").write_bytes(png(640, 400))
        (inside / "two.png").write_bytes(png(640, 400 + len(name)))
        addresses = [f"{name}_files/{picture}.png".replace(" ", "%20") for picture in ("one", "two")]
        (tmp_path / "seeds" / f"{name}.html").write_bytes(page(titled, *addresses))
    return Site(Settings(), None, tmp_path, tmp_path / "seeds", tmp_path / "out", None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(site: Site, clean: bool = False) -> dict[str, bytes]:
    build_site(site, Order(clean=clean))
    return contents(site.output)


def pictures(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if path.startswith("pictures/")]


def test_every_picture_is_there_once_under_its_digest(site: Site) -> None:
    files = build(site)
    assert len(pictures(files)) == 3
    assert all(path == f"pictures/{hashlib.sha256(files[path]).hexdigest()}.png" for path in pictures(files))


@pytest.mark.parametrize("edit", ["change", "remove", "damage", "delete", "rename"])
def test_after_any_edit_the_site_is_that_of_a_clean_build(edit: str, site: Site) -> None:
    first = build(site)
    one = site.source / "a_files" / "two.png"
    if edit == "change":
        one.write_bytes(png(700, 300))
    elif edit == "remove":
        one.unlink()
    elif edit == "damage":
        (site.output / pictures(first)[0]).write_bytes(b"not the picture")
    elif edit == "delete":
        (site.output / pictures(first)[0]).unlink()
    else:
        one.rename(one.with_name("three.png"))
    again = build(site)
    assert again == build(site, clean=True)
    assert (again == first) == (edit in ("damage", "delete"))


def test_a_withheld_name_takes_no_picture_from_its_page(site: Site) -> None:
    files = build(Site(Settings(redact=("Ana Reyes",)), None, site.root, site.source, site.output, None))
    assert len(pictures(files)) == 3
    assert not any(b"Ana Reyes" in content for content in files.values())


def test_a_picture_that_changes_while_the_site_is_built_is_an_error(site: Site) -> None:
    found = find_captures(site.source).value
    articles = [read(load(one)).value for one in found]
    by_accession = {article.article.provenance.accession: one for article, one in zip(articles, found, strict=True)}
    files = list(picture_files(articles, by_accession))
    (site.source / "a_files" / "two.png").write_bytes(png(900, 900))
    with pytest.raises(SitegenError, match="changed while") as raised:
        [file.fetch() for file in files]
    assert raised.value.path == "a.html"
