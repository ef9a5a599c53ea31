"""The authority file on disk: found, built with, added to, watched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from sitegen.build import Built, Order, build_site
from sitegen.corrections import add_corrections, find_authority, load_authority
from sitegen.errors import SettingsError
from sitegen.model import Correction
from sitegen.settings import Site, find_site
from tests.edge import fill, run, tree
from tests.invented_archive import invented_archive
from tests.invented_site import files_of

HARBOUR = '[[entity]]\nname = "Ansel Quorrick"\nsame_as = []\nnote = "Harbour master from 1984."\n'


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    fill(tmp_path / "seeds", 2)
    (tmp_path / "sitegen.toml").write_text("", encoding="utf-8")
    return find_site(tmp_path, None, None)


def write(site: Site, text: str) -> Path:
    place = site.root / "authority.toml"
    place.write_text(text, encoding="utf-8")
    return place


def test_it_lies_beside_the_settings_or_among_the_captures(site: Site, tmp_path: Path) -> None:
    assert find_authority(site) == tmp_path / "authority.toml"
    (tmp_path / "seeds" / "authority.toml").write_text(HARBOUR, encoding="utf-8")
    assert load_authority(site).entities[0].name == "Ansel Quorrick"
    (tmp_path / "sitegen.toml").unlink()
    bare = find_site(tmp_path / "seeds", None, tmp_path / "output")
    assert find_authority(bare) == tmp_path / "seeds" / "authority.toml"


def test_two_of_them_are_one_too_many(site: Site, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "seeds"):
        (folder / "authority.toml").write_text(HARBOUR, encoding="utf-8")
    with pytest.raises(SettingsError, match="two authority files"):
        load_authority(site)


def test_one_among_the_captures_is_no_capture(site: Site, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "authority.toml").write_text(HARBOUR, encoding="utf-8")
    built = build_site(site)
    assert [note for note in built.notes if "authority" in note.source and note.code == "not-a-capture"] == []


def test_a_correction_is_on_its_page_and_outlives_every_build(site: Site, tmp_path: Path) -> None:
    build_site(site)
    plain = tree(site.output)
    assert b"keeper of this archive" not in plain["people/ansel-quorrick.html"]
    write(site, '[[entity]]\nname = "Ansel Quorrick-Vane"\nsame_as = ["Ansel Quorrick"]\n')
    build_site(site)
    first = tree(site.output)
    assert b"Corrected by the keeper of this archive: name." in first["people/ansel-quorrick.html"]
    assert b"<bdi>Ansel Quorrick-Vane</bdi>" in first["people/ansel-quorrick.html"]
    build_site(site, Order(force=True))
    assert tree(site.output) == first
    write(site, "")
    build_site(site)
    assert tree(site.output) == plain


def changes(site: Site, text: str) -> tuple[str, ...]:
    write(site, text)
    return build_site(site).changes


def test_a_build_tells_what_each_new_rule_is_about(site: Site) -> None:
    assert changes(site, "") == ()
    (line,) = changes(site, HARBOUR)
    assert line == "authority.toml:1: Ansel Quorrick: 2 mentions in 2 articles"
    assert changes(site, "\n\n" + HARBOUR) == ()
    assert changes(site, HARBOUR.replace("1984", "1985")) == (line,)
    both = changes(site, HARBOUR.replace("1984", "1985") + '[article."001.html"]\ntitle = "Flood"\n')
    assert both == ("authority.toml:5: 001.html: title of 1 article",)
    fill(site.source, 3)
    assert build_site(site).changes == ("authority.toml:1: Ansel Quorrick: 3 mentions in 3 articles",)
    assert changes(site, "") == ("authority.toml: 001.html: no longer corrected", "authority.toml: Ansel Quorrick: no longer corrected")


def test_a_stated_date_is_missed_no_more(site: Site) -> None:
    (site.source / "letter.txt").write_text("The water rose\n\nIt rained for a week, and nobody in the valley slept.\n", encoding="utf-8")

    def doubts(built: Built) -> set[str]:
        return {note.code for note in built.notes if note.source == "letter.txt"} & {"undated", "untitled"}

    before = doubts(build_site(site))
    assert "undated" in before
    write(site, '[article."letter.txt"]\npublished = 2014-03-09\n')
    assert doubts(build_site(site)) == before - {"undated"}
    write(site, '[article."letter.txt"]\nnote = "No date is known."\n')
    assert doubts(build_site(site)) == set()


def test_the_commands_refuse_a_contradiction_and_leave_the_site(site: Site, tmp_path: Path) -> None:
    assert run("build", cwd=tmp_path).returncode == 0
    before = tree(site.output)
    write(site, HARBOUR + '[[entity]]\nname = "B"\naliases = ["Ansel Quorrick"]\n')
    for command in ("build", "check"):
        done = run(command, cwd=tmp_path)
        assert (done.returncode, "authority.toml:5: error: `Ansel Quorrick` cannot be both" in done.stderr) == (2, True)
    assert tree(site.output) == before


def test_check_knows_the_corrections(site: Site, tmp_path: Path) -> None:
    write(site, HARBOUR)
    assert "authority.toml:1: Ansel Quorrick: 2 mentions in 2 articles" in run("build", cwd=tmp_path).stderr
    assert run("check", cwd=tmp_path).stderr.endswith("0 problems in seeds and output\n")


def test_additions_are_added_all_or_none(site: Site, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text(HARBOUR, encoding="utf-8")
    assert add_corrections(site, new) == tmp_path / "authority.toml"
    new.write_text('[[entity]]\nname = "Mira Tolland"\n', encoding="utf-8")
    add_corrections(site, new)
    text = (tmp_path / "authority.toml").read_text(encoding="utf-8")
    assert text == HARBOUR + '\n[[entity]]\nname = "Mira Tolland"\n'
    assert sorted(path.name for path in tmp_path.glob("*.toml")) == ["authority.toml", "new.toml", "sitegen.toml"]
    assert list(tmp_path.glob(".authority*")) == []


@pytest.mark.parametrize(
    ("addition", "line", "message"),
    [
        ('# later\n[[entity]]\nname = "B"\naliases = ["Ansel Quorrick"]\n', 2, "cannot be both"),
        ('\n[[entity]]\nnam = "B"\n', 2, "unknown key `nam`"),
    ],
)
def test_an_addition_that_cannot_be_used_changes_nothing(site: Site, tmp_path: Path, addition: str, line: int, message: str) -> None:
    write(site, HARBOUR)
    new = tmp_path / "new.toml"
    new.write_text(addition, encoding="utf-8")
    with pytest.raises(SettingsError, match=message) as caught:
        add_corrections(site, new)
    assert (caught.value.path, caught.value.line) == (str(new), line)
    assert (tmp_path / "authority.toml").read_text(encoding="utf-8") == HARBOUR


def test_pages_say_what_the_keeper_decided() -> None:
    archive = invented_archive()
    entity = structs.replace(
        archive.entities[0], correction=Correction(("name", "type"), "See <the print>."), wikidata="Q42", coordinates=(1.5, -2.0)
    )
    report = structs.replace(archive.reports[0], correction=Correction(("speaker",), "On the tape."))
    article = replace(archive.articles[0].article, correction=Correction(("title", "published")))
    files = files_of(
        replace(
            archive,
            entities=(entity, *archive.entities[1:]),
            reports=(report, *archive.reports[1:]),
            articles=(replace(archive.articles[0], article=article), *archive.articles[1:]),
        )
    )
    person = files["people/mara-quill.html"].decode()
    assert "Corrected by the keeper of this archive: name and kind. <bdi>See &lt;the print&gt;.</bdi>" in person
    assert 'href="https://www.wikidata.org/wiki/Q42"' in person
    assert "Coordinates 1.5, -2.0" in person
    quote = files[f"quotes/{report.quote.id}.html"].decode()
    assert "Corrected by the keeper of this archive: speaker. <bdi>On the tape.</bdi>" in quote
    assert "in tests on other news texts" not in quote
    (page,) = (content.decode() for path, content in files.items() if path.startswith("articles/the-quay"))
    assert "Corrected by the keeper of this archive: headline and date." in page
    untouched = [content for path, content in files.items() if path.startswith("people/odo")]
    assert all(b"keeper of this archive" not in content for content in untouched)
