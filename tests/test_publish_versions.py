"""What pages say of other versions of a text, and how they show where two differ."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sitegen.model import Kinship
from sitegen.publish.comparison import Change, compare
from sitegen.publish.tongue import ENGLISH
from sitegen.publish.versions import _relation
from tests.articles import article
from tests.site.built import Site

OLD = ("The ferry did not sail on Monday.", "Nobody at the office said why.", "The quay was empty by noon.")
NEW = ("The ferry did not sail on Monday or Tuesday.", "The quay was empty by noon.", "A dog waited.", "Nobody at the office said why.")


def kinds(changes: tuple[Change, ...] | None) -> list[tuple[str, str]]:
    assert changes is not None
    return [(change.kind, str(change.html) or str(change.count)) for change in changes]


def test_paragraphs_are_the_same_changed_moved_only_here_or_only_there() -> None:
    changes = compare(article(*OLD, "It rained."), article(*NEW), "[there]", "[here]")
    assert kinds(changes) == [
        ("changed", 'The ferry did not sail on <del><span class="unseen">[there] </span>Monday.</del>'
                    ' <ins><span class="unseen">[here] </span>Monday or Tuesday.</ins>'),
        ("moved", "The quay was empty by noon."),
        ("here", '<ins><span class="unseen">[here] </span>A dog waited.</ins>'),
        ("same", "1"),
        ("there", '<del><span class="unseen">[there] </span>It rained.</del>'),
    ]  # fmt: skip


def test_what_captures_hold_is_never_markup() -> None:
    changes = compare(article("A <b>bold</b> & plain word here."), article("A <script>bold</script> & plain word here."), "[<]", "[>]")
    assert all("<b>" not in said and "<script>" not in said for _, said in kinds(changes))


def test_texts_that_are_too_long_are_not_compared() -> None:
    long = [f"Paragraph number {number}." for number in range(500)]
    assert compare(article(*long), article(*OLD), "", "") is None


WORDS = ("ferry", "quay", "dog", "did", "not", "sail", "<b>", "&", "on", "Monday")
PARAGRAPHS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
def test_without_what_only_the_other_has_it_is_this_version(old: list[list[str]], new: list[list[str]]) -> None:
    there, here = (article(*(" ".join(words) for words in text)) for text in (old, new))
    left, at = [], 0
    for change in compare(there, here, "[t]", "[h]") or ():
        if change.kind == "same":
            left += [" ".join(words) for words in new[at : at + change.count]]
            at += change.count
        elif change.kind != "there":
            left.append(_without(str(change.html), "del"))
            at += 1
    assert [" ".join(text.split()) for text in left] == [" ".join(words) for words in new]


def _without(markup: str, tag: str) -> str:
    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in (*tree.findall(f".//{tag}"), *tree.findall(".//span")):
        element.drop_tree()
    return tree.text_content()


def of(site: Site, start: str) -> list[str]:
    return [page for page in site.pages() if page.startswith(f"articles/{start}")]


def section(site: Site, page: str, name: str) -> str:
    found = site.document(page).xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(found[0].text_content().split()) if found else ""


def test_a_page_that_was_saved_twice_says_so(sample_site: Site) -> None:
    pages = of(sample_site, "the-map-of-lamps")
    assert len(pages) == 2
    for page in pages:
        assert "The same words; the same outlet, saved twice." in section(sample_site, page, "versions")
        assert section(sample_site, page, "difference") == ""


def test_a_later_version_shows_where_it_differs(sample_site: Site) -> None:
    (earlier,), (later,) = of(sample_site, "korvin-promises"), of(sample_site, "korvin-misses")
    assert "Partly other words; a later version of the same outlet" in section(sample_site, earlier, "versions")
    assert "Partly other words; an earlier version of the same outlet" in section(sample_site, later, "versions")
    document = sample_site.document(later)
    assert "about 3,200" in [" ".join(ins.itertext()).split(":] ")[-1].strip() for ins in document.xpath("//details//ins")]
    assert any("fewer than 900" in one.text_content() for one in document.xpath("//details//del"))
    assert section(sample_site, earlier, "difference") == ""
    (link,) = sample_site.document(earlier).xpath("//section[@aria-labelledby='versions']//p[@class='why']/a/@href")
    assert str(link) == f"{later.removeprefix('articles/')}#difference"


def test_agency_copy_is_called_so(sample_site: Site) -> None:
    (whole,), (cut,) = of(sample_site, "by-mule-road"), of(sample_site, "bread-comes")
    assert "A shorter text; agency copy: both name VPA." in section(sample_site, whole, "versions")
    assert "A longer text; agency copy: both name VPA." in section(sample_site, cut, "versions")


def test_a_quote_in_two_copies_of_one_text_is_one_report(sample_site: Site) -> None:
    pages = [page for page in sample_site.pages() if page.startswith("quotes/")]
    (broom, other) = (page for page in pages if "measured the narrowest bend" in sample_site.text(page).split("Reports")[0][:400])
    for page in (broom, other):
        said = section(sample_site, page, "reports")
        assert said.startswith("Reports 1 report in this archive, in 2 copies of one text, in the same words")
        assert "another version of a text above" in said


def test_the_front_page_shows_of_one_text_the_newest(sample_site: Site) -> None:
    front = sample_site.document("index.html").xpath("//section[@aria-labelledby='newest']//p[@class='headline']/a")
    titles = [" ".join(link.itertext()).strip() for link in front]
    assert titles.count("The map of lamps") == 1
    assert not {"Bread comes over the pass", "By mule road, with bread: first convoy reaches Tesmin"} <= set(titles)
    assert "3 of them are other versions of texts that are here too" in sample_site.text("index.html")


def test_the_data_tells_the_versions(sample_site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO((sample_site.root / "data" / "versions.csv").read_text(encoding="utf-8"))))
    assert sorted((row["extent"], row["descent"]) for row in rows) == [("changed", "revised"), ("same", "again"), ("shorter", "agency")]
    records = [json.loads(line) for line in (sample_site.root / "data" / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    stories = {record["accession"]: record["story"] for record in records}
    assert all(stories[row["article"]] == stories[row["other"]] == row["story"] for row in rows)
    assert sum(story is not None for story in stories.values()) == 6


AP = ("Ostrel Press", "Ostrel Press")


@pytest.mark.parametrize(
    ("kin", "said"),
    [
        (Kinship("a", "b", "same", "again", 9, (9, 9)), "the same outlet, saved twice"),
        (Kinship("a", "b", "changed", "revised", 9, (9, 9)), "of the same outlet; the captures do not tell which is newer"),
        (Kinship("a", "b", "changed", "revised", 9, (9, 9), newer="b"), "a later version of the same outlet"),
        (Kinship("a", "b", "changed", "revised", 9, (9, 9), newer="a"), "an earlier version of the same outlet"),
        (Kinship("a", "b", "same", "agency", 9, (9, 9), AP), "agency copy: both name Ostrel Press"),
        (Kinship("a", "b", "same", "agency", 9, (9, 9), ("Ostrel Press", None)), "probably agency copy: one of the two names Ostrel Press"),
        (Kinship("a", "b", "same", "outlets", 9, (9, 9)), "in another outlet; neither says where the text is from"),
        (Kinship("a", "b", "same", "unknown", 9, (9, 9)), "the outlet of at least one of the two is not known"),
        (
            Kinship("a", "b", "same", "again", 9, (9, 9), is_decided=True),
            "the same outlet, saved twice; put together by the keeper of this archive",
        ),
    ],
)
def test_a_page_says_of_another_version_what_is_known_and_what_is_open(kin: Kinship, said: str) -> None:
    assert _relation(kin, "b", ENGLISH) == said
