"""What `sitegen check` finds in a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.bag import MANIFEST
from sitegen.check import check_links, check_names, check_reach, read_sheet
from sitegen.model import Note
from tests.edge import fill, run, story


def _links(**pages: str) -> list[tuple[str, int | None, str]]:
    sheets = {path.replace("__", "/").replace("_html", ".html"): text for path, text in pages.items()}
    notes = check_links({path: read_sheet(path, text.encode()) for path, text in sheets.items()})
    return [(note.source, note.line, note.message) for note in notes]


@pytest.mark.parametrize(
    "link",
    [
        "people/mira.html",
        "people/mira.html#q1",
        "people/mira.html#old",
        "people/mira.html?from=front#q1",
        "./people/../people/mira.html",
        "people/m%69ra.html#:~:text=high",
        "#top",
        "#",
        "#h",
        "https://courier.example/missing.html",
        "//courier.example/x",
        "mailto:desk@courier.example",
        "data:image/png;base64,AAAA",
        "",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(link: str) -> None:
    page = f'<h1 id="h">Bridge</h1><a href="{link}">x</a>'
    assert _links(index_html=page, people__mira_html='<p id="q1">x</p><a name="old"></a>') == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ('<a href="people/nobody.html">x</a>', "'people/nobody.html' leads to no file of the site"),
        ('<a href="people/mira.html#q9">x</a>', "'people/mira.html#q9' leads to no place on that page"),
        ('<a href="#q9">x</a>', "'#q9' leads to no place on that page"),
        ('<a href="people/">x</a>', "'people/' leads to no file of the site"),
        ('<a href="/people/mira.html">x</a>', "'/people/mira.html' does not work from disk: links must be relative"),
        ('<a href="../index.html.bak">x</a>', "'../index.html.bak' leads to no file of the site"),
        ('<img src="a.png" alt="">', "'a.png' leads to no file of the site"),
        ('<img srcset="a.png 1x, https://courier.example/b.png 2x" alt="">', "'a.png' leads to no file of the site"),
        ('<script src="gone.js"></script>', "'gone.js' leads to no file of the site"),
        ('<link rel="stylesheet" href="gone.css">', "'gone.css' leads to no file of the site"),
        ('<form action="find.html"></form>', "'find.html' leads to no file of the site"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_line(page: str, message: str) -> None:
    assert _links(index_html=f"<!doctype html>\n<body>\n{page}", people__mira_html="<p>x") == [("index.html", 3, message)]


def test_a_style_sheet_has_links_too() -> None:
    sheet = read_sheet("assets/a.css", b"p {}\nq { background: url('gone.svg') }")
    assert [(note.source, note.line) for note in check_links({"assets/a.css": sheet})] == [("assets/a.css", 2)]


def test_the_missing_page_may_link_from_the_top() -> None:
    assert _links(**{"404_html": '<a href="/index.html">x</a>', "index_html": "<p>x"}) == []


def test_the_missing_page_links_from_where_the_site_stands() -> None:
    pages = {"404.html": '<a href="/news/index.html">x</a><a href="/index.html">y</a><a href="/news/gone.html">z</a>', "index.html": "<p>x"}
    sheets = {path: read_sheet(path, text.encode()) for path, text in pages.items()}
    assert ["gone" in note.message for note in check_links(sheets, "/news")] == [True]


def test_a_page_that_nothing_leads_to_is_an_orphan() -> None:
    pages = {
        "index.html": '<a href="a/b.html">x</a>',
        "a/b.html": '<a href="../index.html">x</a>',
        "lost.html": '<a href="a/b.html">x</a>',
        "404.html": "x",
    }
    notes = check_reach({path: read_sheet(path, text.encode()) for path, text in pages.items()})
    assert [(note.source, note.code) for note in notes] == [("lost.html", "orphan")]


def test_names_that_are_one_on_many_disks_collide() -> None:
    assert [note.source for note in check_names(["people/a.html", "people/A.html", "quotes/a.html"])] == ["people/A.html"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    fill(folder / "seeds", 2)
    assert run("build", "-q", cwd=folder).returncode == 0
    return folder


def test_a_good_site_has_no_problems(site: Path) -> None:
    done = run("check", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("0 problems in seeds and output\n")


def test_every_problem_is_a_line_with_its_file_and_what_to_do(site: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(site, tmp_path / "copy")
    here = tmp_path / "copy"
    page = here / "output" / "about.html"
    page.write_bytes(page.read_bytes().replace(b"</body>", b'\n<a href="gone.html">x</a></body>'))
    (here / "output" / "404.html").unlink()
    (here / "seeds" / "undated.html").write_text(story(5).replace("2014-03-06T08:00:00Z", ""), encoding="utf-8")
    (here / "seeds" / "broken.html").symlink_to("/proc/self/mem")
    done = run("check", cwd=here)
    assert done.returncode == 1
    for wanted in (
        "seeds/undated.html: warning: ",
        " [undated]",
        "output/about.html: error: not as sitegen wrote it",
        "'gone.html' leads to no file of the site [broken-link]",
        "output/404.html: error: manifest-sha256.txt lists it, but it is gone [missing-file]",
        f"output/{MANIFEST}: warning: the captures, settings or templates are no longer those of this site",
        "  hint: build again",
    ):
        assert wanted in done.stderr
    assert "about.html:" in next(line for line in done.stderr.splitlines() if "broken-link" in line).replace("about.html: ", "")


def test_without_a_site_there_is_nothing_to_check(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    done = run("check", cwd=tmp_path)
    assert (done.returncode, "no site was built here" in done.stderr) == (1, True)


def test_notes_of_the_check_are_errors_or_warnings() -> None:
    notes = list(check_links({"index.html": read_sheet("index.html", b'<a href="x.html">x</a>')}))
    assert notes == [Note("error", "broken-link", "'x.html' leads to no file of the site", "index.html", 1)]
