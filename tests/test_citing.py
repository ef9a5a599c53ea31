"""Each way to cite, as its manual prints it and as a program of the trade reads it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from datetime import date

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from sitegen.publish.citing.citations import citations
from sitegen.publish.citing.formats import highwire
from sitegen.publish.citing.reference import PersonName, Reference, divide, refer
from tests.articles import article

HARSH = "Rain & fire: 50% of {it}_all~ #1 \\ $5^2"


def way(place: int) -> Callable[[Reference], str]:
    return lambda reference: citations(reference)[place].text


chicago, apa, mla, bibtex, ris, csl_json = map(way, range(6))


def story(*authors: str, **facts: object) -> Reference:
    known = {
        "title": "Ferry runs again",
        "publication": "The Harbour Post",
        "published": date(2031, 9, 4),
        "url": "https://harbour-post.example/ferry",
    }
    return refer(article("A ferry ran.", authors=authors, **{**known, **facts}))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dana Wright", ("Wright", "Dana", "")),
        ("Dana Wright Jr.", ("Wright", "Dana", "Jr.")),
        ("Dana Wright, III", ("Wright", "Dana", "III")),
        ("Ida van der Molen", ("van der Molen", "Ida", "")),
        ("Samir al-Hadi", ("al-Hadi", "Samir", "")),
        ("Jean-Luc M. Picot", ("Picot", "Jean-Luc M.", "")),
        ("Ondine", ("Ondine", "", "")),
        ("van der Molen", ("der Molen", "van", "")),
        ("", ("", "", "")),
    ],
)
def test_a_name_is_divided(name: str, parts: tuple[str, str, str]) -> None:
    assert divide(name) == PersonName(*parts)


def test_the_styles_of_two_authors() -> None:
    reference = story("Dana Wright", "Jean-Luc Ost")
    capture = f"capture {reference.work.key}"
    assert chicago(reference) == (
        "Wright, Dana, and Jean-Luc Ost. “Ferry runs again.” The Harbour Post, September 4, 2031. "
        f"https://harbour-post.example/ferry. Archived as {capture}."
    )
    assert apa(reference) == (
        f"Wright, D., & Ost, J.-L. (2031, September 4). Ferry runs again. The Harbour Post. [Archived as {capture}]. "
        "https://harbour-post.example/ferry"
    )
    assert mla(reference) == (
        "Wright, Dana, and Jean-Luc Ost. “Ferry runs again.” The Harbour Post, 4 Sept. 2031, https://harbour-post.example/ferry. "
        f"Archived as {capture}."
    )


def test_many_authors_are_others_in_mla_only() -> None:
    reference = story("Dana Wright", "Ida Ost", "Ola Berg")
    assert mla(reference).startswith("Wright, Dana, et al. “")
    assert chicago(reference).startswith("Wright, Dana, Ida Ost, and Ola Berg. “")
    assert apa(reference).startswith("Wright, D., Ost, I., & Berg, O. (")


def test_what_is_not_known_is_not_made_up() -> None:
    bare = refer(article("A ferry ran.", title=None))
    assert chicago(bare) == f"[Untitled]. n.d. Archived as capture {bare.work.key}."
    assert apa(bare) == f"[Untitled]. (n.d.). [Archived as capture {bare.work.key}]."
    assert mla(bare) == f"[Untitled]. n.d. Archived as capture {bare.work.key}."
    assert highwire(bare) == (("dc.type", "newsItem"),)
    assert "title" not in bibtex(bare)
    assert set(json.loads(csl_json(bare))[0]) == {"id", "type", "archive_location"}


def test_first_words_are_no_headline() -> None:
    derived = story(title="A ferry ran", title_is_derived=True)
    for style in (chicago, apa, mla):
        assert "[A ferry ran]." in style(derived)
        assert "“" not in style(derived)
    assert "citation_title" not in dict(highwire(derived))
    assert "no headline" in ris(derived)


def test_a_headline_keeps_its_own_end() -> None:
    assert "“Who runs the ferry?” The" in chicago(story(title="Who runs the ferry?"))


@pytest.mark.parametrize(("month", "short"), [(5, "May"), (6, "June"), (7, "July"), (9, "Sept."), (12, "Dec.")])
def test_mla_shortens_long_months(month: int, short: str) -> None:
    assert f", 4 {short} 2031," in mla(story(published=date(2031, month, 4)))


def test_a_quote_names_its_speaker() -> None:
    reference = refer(article("A ferry ran.", title="Ferry"), "“It runs”", "Ola Berg")
    for style in (chicago, apa, mla):
        assert style(reference).startswith("Ola Berg, “It runs”, in: ")
    nobody = refer(article("A ferry ran.", title="Ferry"), "“It runs”")
    assert chicago(nobody).startswith("Speaker not identified, “It runs”, in: ")
    assert json.loads(csl_json(nobody))[0]["note"] == "Speaker not identified: “It runs”"


def test_a_bibtex_parser_reads_the_entry() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        library = parse_string(bibtex(story("Dana Wright Jr.", "Ondine", title=HARSH)))
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert entry.entry_type == "article"
    assert fields["author"] == "Wright, Jr., Dana and {Ondine}"
    assert fields["title"].count("{") - fields["title"].count("\\{") == fields["title"].count("}") - fields["title"].count("\\}")
    assert (fields["year"], fields["month"], fields["day"], fields["journal"]) == ("2031", "sep", "4", "The Harbour Post")


def test_a_ris_parser_reads_the_record() -> None:
    (record,) = rispy.loads(ris(story("Dana Wright", "Ondine", title=f"{HARSH}\nER  - ")))
    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["Wright, Dana", "Ondine"]
    assert record["title"] == f"{HARSH} ER -"
    assert (record["year"], record["date"]) == ("2031", "2031/09/04/")
    assert record["urls"] == ["https://harbour-post.example/ferry"]


def test_a_citation_processor_reads_the_item() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON(json.loads(csl_json(story("Dana Wright Jr.", "Ola Berg"))))
    (reference,) = source.values()
    assert str(reference["type"]) == "article-newspaper"
    assert [name.family for name in reference["author"]] == ["Wright", "Berg"]
    assert reference["issued"]["year"] == 2031


READ_BY_ZOTERO = {
    "citation_title": "title",
    "citation_author": "author",
    "citation_publication_date": "date",
    "citation_language": "language",
    "citation_public_url": "url",
    "prism.publicationName": "publicationTitle",
    "dc.type": "itemType",
}
"""Names of meta tags that its translators “Embedded Metadata” and “RDF” read, and what they make of them."""
DECIDING = {"citation_journal_title", "citation_conference", "citation_book_title", "citation_technical_report_institution"}
"""Names that decide the kind of an item, whatever else is said of it: none of them is a newspaper's."""


def test_meta_tags_make_a_newspaper_article_in_zotero() -> None:
    tags = highwire(story("Dana Wright", "Ondine", language="en"))
    made = [(READ_BY_ZOTERO[name], content) for name, content in tags]
    assert made == [
        ("itemType", "newsItem"),
        ("title", "Ferry runs again"),
        ("author", "Wright, Dana"),
        ("author", "Ondine"),
        ("date", "2031/09/04"),
        ("publicationTitle", "The Harbour Post"),
        ("language", "en"),
        ("url", "https://harbour-post.example/ferry"),
    ]
    assert not DECIDING & {name for name, _ in tags}


def test_an_address_that_could_run_is_cited_nowhere() -> None:
    reference = story(url="javascript:alert(1)")
    assert not any("javascript" in citation.text for citation in citations(reference))


def test_every_way_has_a_name_of_its_own() -> None:
    assert [citation.name for citation in citations(story())] == ["Chicago", "APA", "MLA", "BibTeX", "RIS", "CSL-JSON"]


def test_an_early_year_has_four_digits_on_every_system() -> None:
    reference = refer(article("It rained.", published=date(831, 5, 4)))
    assert "\nDA  - 0831/05/04/\n" in ris(reference)
    assert ("citation_publication_date", "0831/05/04") in highwire(reference)


@pytest.mark.parametrize("name", [", Jr.", " III", "\u200b", "van der", "مارا قويل"])
def test_a_name_of_any_shape_has_a_family_name(name: str) -> None:
    assert divide(name).family


def test_a_name_of_nothing_is_no_author() -> None:
    from dataclasses import replace

    assert refer(replace(article("It rained."), authors=("", " ", "Ida Vessel"))).work.authors == (PersonName("Vessel", "Ida", ""),)


def test_a_name_that_holds_an_and_stays_one_author() -> None:
    from dataclasses import replace

    reference = refer(replace(article("It rained.", published=date(2031, 5, 4)), authors=("Vessel And Sons", "Ida Vessel")))
    assert "author = {{Vessel And Sons} and Vessel, Ida}" in bibtex(reference)
