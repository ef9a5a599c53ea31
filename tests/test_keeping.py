"""Permalinks never break: whatever changes, an address that was given out leads on, or says that its thing is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from sitegen.catalog import catalog
from sitegen.errors import SettingsError
from sitegen.model import AnnotatedArticle, Archive, Moved
from sitegen.publish.keeping.keep import keep, told_apart
from sitegen.publish.keeping.ledger import Entry, Ledger, likeness, mark, parse_ledger, sketch, write_ledger
from sitegen.publish.permalinks import article_path, quote_path
from tests.articles import annotated, article, mention, quote

SAID = "We will open the old quay in May,"
TEXT = f"Mara Quill said the quay would open. “{SAID}” she said. Odo Brandt of Port Ellery agreed."


def story(*names: str, text: str = TEXT, words: str = SAID, source: str = "one.txt") -> AnnotatedArticle:
    """An article with one quote of *words* and a mention of each of *names*."""
    made = article(text, source=source, title="The quay opens", published=date(2031, 5, 4))
    quotes = (structs.replace(quote(made, words), speaker="Mara Quill", confidence=0.9),) if words else ()
    return annotated(made, quotes=quotes, mentions=tuple(mention(made, name, name) for name in names or ("Mara Quill",) if name in text))


def archive_of(*stories: AnnotatedArticle) -> Archive:
    return catalog(stories).value


def ledger_of(*stories: AnnotatedArticle) -> Ledger:
    """The ledger after *stories* were built for the first time."""
    return keep(archive_of(*stories), ()).ledger


def test_the_first_build_gives_out_every_address_and_moves_none() -> None:
    one = story("Mara Quill", "Odo Brandt")
    kept = keep(archive_of(one), ())
    assert kept.archive == archive_of(one)
    assert kept.archive.moved == ()
    wanted = [article_path(one.article), quote_path(one.quotes[0]), "people/mara-quill.html", "people/odo-brandt.html"]
    assert sorted(entry.path for entry in kept.ledger) == sorted(wanted)


def test_nothing_changed_is_nothing_moved() -> None:
    kept = keep(archive_of(story()), ledger_of(story()))
    assert (kept.archive.moved, sorted(kept.ledger, key=str)) == ((), sorted(ledger_of(story()), key=str))


def test_a_changed_headline_leads_on() -> None:
    old = story()
    new = replace(old, article=replace(old.article, title="The old quay opens in May"))
    assert keep(archive_of(new), ledger_of(old)).archive.moved == (Moved(article_path(old.article), article_path(new.article)),)


def test_a_renamed_capture_stands_where_it_stood() -> None:
    old, new = story(), story()
    moved = replace(new, article=replace(new.article, provenance=replace(old.article.provenance, source="elsewhere/two.txt")))
    assert keep(archive_of(moved), ledger_of(old)).archive.moved == ()


def test_a_capture_saved_again_is_known_by_its_file_and_its_quote_by_its_words() -> None:
    old, new = story(), story(text=TEXT.replace("agreed", "did not agree"), words=f"{SAID}")
    new = replace(new, quotes=(structs.replace(new.quotes[0], id="0123456789ab"),))
    moved = {m.path: m.to for m in keep(archive_of(new), ledger_of(old)).archive.moved}
    assert moved == {article_path(old.article): article_path(new.article), quote_path(old.quotes[0]): "quotes/0123456789ab.html"}


def test_renamed_after_it_was_saved_again() -> None:
    first, second = story(), story(text=TEXT.replace("agreed", "did not agree"))
    ledger = keep(archive_of(second), ledger_of(first)).ledger
    third = replace(second, article=replace(second.article, provenance=replace(second.article.provenance, source="two.txt")))
    assert Moved(article_path(first.article), article_path(third.article)) in keep(archive_of(third), ledger).archive.moved


def test_a_quote_found_whole_is_the_quote_that_was_found_in_part() -> None:
    text = f"“No. {SAID} and not before,” she said."
    old, new = story(text=text, words=SAID), story(text=text, words=f"No. {SAID} and not before,")
    assert keep(archive_of(new), ledger_of(old)).archive.moved == (Moved(quote_path(old.quotes[0]), quote_path(new.quotes[0])),)


def test_a_quote_that_is_none_any_more_leads_to_its_article() -> None:
    old, new = story(), story(words="")
    assert Moved(quote_path(old.quotes[0]), article_path(new.article)) in keep(archive_of(new), ledger_of(old)).archive.moved


def test_a_withdrawn_capture_leaves_its_addresses_without_a_target() -> None:
    stays = story("Odo Brandt", text="Odo Brandt spoke of rain. Nothing else.", words="Nothing", source="two.txt")
    gone = story("Mara Quill")
    moved = {m.path: m.to for m in keep(archive_of(stays), ledger_of(gone, stays)).archive.moved}
    assert moved == {article_path(gone.article): None, quote_path(gone.quotes[0]): None, "people/mara-quill.html": None}


def test_a_fuller_name_does_not_move_the_page() -> None:
    ledger = (Entry("people/quill.html", ("Quill",)),)
    whole = archive_of(story("Mara Quill"))
    known = replace(whole, entities=tuple(structs.replace(e, aliases=("Quill",)) if e.name == "Mara Quill" else e for e in whole.entities))
    kept = keep(known, ledger)
    assert [(entity.id, entity.name) for entity in kept.archive.entities] == [("quill", "Mara Quill")]
    assert {appearance.entity for appearance in kept.archive.appearances} == {"quill"}
    assert {report.speaker for report in kept.archive.reports} == {"quill"}
    assert kept.archive.moved == ()


def test_merged_names_lead_to_the_one_that_stayed() -> None:
    ledger = (Entry("people/mara-quill.html", ("Mara Quill",)), Entry("people/m-quill.html", ("M. Quill",)))
    whole = archive_of(story("Mara Quill"))
    merged = replace(whole, entities=tuple(structs.replace(entity, aliases=("M. Quill",)) for entity in whole.entities))
    assert keep(merged, ledger).archive.moved == (Moved("people/m-quill.html", "people/mara-quill.html"),)


def test_a_name_that_changed_its_kind_leads_on() -> None:
    ledger = (Entry("organizations/mara-quill.html", ("Mara Quill",)),)
    assert keep(archive_of(story()), ledger).archive.moved == (Moved("organizations/mara-quill.html", "people/mara-quill.html"),)


def test_a_new_name_does_not_take_the_address_of_another() -> None:
    ledger = (Entry("people/mara-quill.html", ("Mara de la Quill",)),)
    kept = keep(archive_of(story("Mara Quill")), ledger)
    assert [entity.id for entity in kept.archive.entities] == ["mara-quill-2"]
    assert kept.archive.moved == (Moved("people/mara-quill.html", None),)
    again = keep(archive_of(story("Mara Quill")), kept.ledger)
    assert again.archive == kept.archive


def test_no_address_is_ever_lost() -> None:
    ledger = ledger_of(story("Mara Quill", "Odo Brandt"))
    stages = [story("Odo Brandt", words=""), story("Port Ellery", text=TEXT + " Rain.", source="three.txt"), story("Mara Quill")]
    for stage in stages:
        kept = keep(archive_of(stage), ledger)
        given = {entry.path for entry in ledger}
        assert given <= {entry.path for entry in kept.ledger}
        assert given <= {entry.path for entry in keep(kept.archive, ()).ledger} | {moved.path for moved in kept.archive.moved}
        assert {moved.to for moved in kept.archive.moved} - {None} <= {entry.path for entry in keep(kept.archive, ()).ledger}
        ledger = kept.ledger


def test_the_file_says_what_the_ledger_holds() -> None:
    ledger = ledger_of(story("Mara Quill", "Odo Brandt"))
    assert parse_ledger(write_ledger(ledger), "permalinks.txt") == tuple(sorted(ledger, key=lambda entry: entry.path))
    assert SAID not in write_ledger(ledger)


def test_two_files_are_merged_line_by_line() -> None:
    one, other = write_ledger(ledger_of(story("Mara Quill"))), write_ledger(ledger_of(story("Odo Brandt")))
    merged = parse_ledger(other + one, "permalinks.txt")
    assert {entry.path for entry in merged} == {entry.path for entry in ledger_of(story("Mara Quill", "Odo Brandt"))}


@pytest.mark.parametrize(
    "line",
    ["people/x.html", "../x.html\tx", "people/X.html\tx", "other/x.html\tx", "<<<<<<< ours", "articles/x.html\tx"],
)
def test_a_line_that_is_no_address_is_named(line: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse_ledger(f"# a comment\n\n{line}\n", "permalinks.txt")
    assert (raised.value.path, raised.value.line) == ("permalinks.txt", 3)


def test_a_sketch_knows_its_words_again() -> None:
    drawn = sketch(SAID)
    assert likeness(drawn, f"No. {SAID} and not before") == 1.0
    assert likeness(drawn, "Nobody counts herring here") < 0.5
    assert likeness(sketch(""), SAID) == 0.0


def test_a_name_is_known_by_any_that_its_page_bore() -> None:
    first, second = archive_of(story("Mara Quill")), archive_of(story("Odo Brandt"))
    renamed = replace(second, entities=tuple(structs.replace(entity, aliases=("Mara Quill",)) for entity in second.entities))
    ledger = keep(renamed, keep(first, ()).ledger).ledger
    kept = keep(archive_of(story("Odo Brandt")), ledger)
    assert [entity.id for entity in kept.archive.entities] == ["mara-quill"]
    again = keep(archive_of(story("Mara Quill")), kept.ledger)
    assert [entity.id for entity in again.archive.entities] == ["mara-quill"]


def test_no_name_stands_where_a_withheld_one_stood() -> None:
    from sitegen import pipeline

    ledger = (Entry("people/mara-quill.html", ("Mara Quill", "Odo Brandt")), Entry("people/mara-kvill.html", ("Мара Квилл",)))
    archive, after = pipeline.keep(archive_of(story("Odo Brandt")), ledger, ("Mara Quill", "Мара Квилл"))
    assert [entity.id for entity in archive.entities] == ["odo-brandt"]
    assert archive.moved == ()
    assert {entry.path for entry in ledger} < {entry.path for entry in after}
    again, later = pipeline.keep(archive_of(story("Odo Brandt")), after, ("Mara Quill", "Мара Квилл"))
    assert (again, sorted(later, key=str)) == (archive, sorted(after, key=str))


def test_the_names_of_a_page_are_put_together_where_two_copies_differ() -> None:
    (entry,) = parse_ledger("people/a.html\tA\npeople/a.html\tB\tA\tC\n", "permalinks.txt")
    assert entry.marks == ("A", "B", "C")


@pytest.mark.parametrize("source", ["two  spaces.txt", "a\ttab.txt", "pages.warc.gz#urn:uuid:0-1", "# mark.txt", "\u2028line.txt"])
def test_a_capture_saved_again_is_known_by_any_file_name(source: str) -> None:
    old, new = story(source=source), story(source=source, text=TEXT.replace("agreed", "did not agree"))
    ledger = parse_ledger(write_ledger(ledger_of(old)), "permalinks.txt")
    assert Moved(article_path(old.article), article_path(new.article)) in keep(archive_of(new), ledger).archive.moved


@pytest.mark.parametrize(
    "path",
    ["people/a.html/../../x", "people/a.htmlx", "people/../a.html", "people/A.html", "people/a.all.html", "a.html", "people//a.html"],
)
def test_a_line_whose_path_is_no_page_is_refused(path: str) -> None:
    with pytest.raises(SettingsError, match="no address of the archive"):
        parse_ledger(f"{path}\tA\n", "permalinks.txt")


def test_a_name_has_one_mark_and_less_than_a_thousand_and_lines_of_spaces_say_nothing() -> None:
    marks = [f"Name {number}" for number in range(999)]
    assert parse_ledger("people/a.html\t" + "\t".join(marks) + "\n \t \n", "permalinks.txt") == (Entry("people/a.html", tuple(marks)),)
    for wrong in ("people/a.html", "people/a.html\t" + "\t".join([*marks, "one more"])):
        with pytest.raises(SettingsError, match="no address of the archive"):
            parse_ledger(wrong, "permalinks.txt")


def test_sketches_and_marks_of_today_are_those_of_any_day() -> None:
    assert sketch("the quay will open in May") == "121f21206de683a48e4ebe4e"
    assert mark("Mara\tQuill\n \ud800") == "Mara Quill \\ud800"


def test_two_articles_never_share_an_address() -> None:
    def numbered(accession: str, source: str) -> AnnotatedArticle:
        made = story(source=source, words="")
        return replace(made, article=replace(made.article, provenance=replace(made.article.provenance, accession=accession)))

    one, double = numbered("abcdef000000", "one.txt"), numbered("abcdef111111", "two.txt")
    titled = replace(double, article=replace(double.article, title="Another title"))
    short, long = (
        "articles/the-quay-opens-abcdef.html",
        ["articles/the-quay-opens-abcdef000000.html", "articles/the-quay-opens-abcdef111111.html"],
    )
    alone, beside, both = (
        keep(told_apart(archive_of(one)), ()),
        keep(told_apart(archive_of(one, titled)), ()),
        keep(told_apart(archive_of(one, double)), ledger_of(one)),
    )
    assert [article_path(two.article) for two in alone.archive.articles] == [short]
    assert [article_path(two.article) for two in beside.archive.articles] == [short, "articles/another-title-abcdef.html"]
    assert sorted(article_path(two.article) for two in both.archive.articles) == long
    assert both.archive.moved == (Moved(short, long[0]),)
    assert keep(told_apart(archive_of(one)), both.ledger).archive.moved == (Moved(long[0], short), Moved(long[1], None))


def test_an_address_of_old_is_known_again_by_what_its_thing_has_become() -> None:
    old, gone = story(), story(text="Mara Quill said nothing of the quay.", words="")
    renewed = {entry.path: entry.marks for entry in keep(archive_of(gone), ledger_of(old)).ledger}
    accession = gone.article.provenance.accession
    assert renewed[article_path(old.article)] == renewed[article_path(gone.article)] == (accession, "one.txt")
    assert renewed[quote_path(old.quotes[0])] == (accession, sketch(SAID)), "the words are still known, should they come back"
    changed = story(text=TEXT.replace("in May", "in June"), words=SAID.replace("in May", "in June"))
    moved = {entry.path: entry.marks for entry in keep(archive_of(changed), ledger_of(old)).ledger}
    assert moved[quote_path(old.quotes[0])] == moved[quote_path(changed.quotes[0])] != renewed[quote_path(old.quotes[0])]
