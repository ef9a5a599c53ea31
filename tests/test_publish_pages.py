"""What stands on each kind of page."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from msgspec import structs

from sitegen.publish.remarks import remarks
from sitegen.publish.standfirst import standfirst
from sitegen.publish.theme import load_theme
from sitegen.settings import Settings
from tests.articles import article
from tests.invented_archive import invented_archive
from tests.invented_site import files_of, page_at, pages, said, site, texts
from tests.many_articles import many_articles


def test_an_article_keeps_its_words() -> None:
    paragraphs = texts(page_at("articles/ferrymen"), "//div[contains(@class, 'text')]//p[starts-with(@id, 'p-')]")
    assert paragraphs[0] == "PORT ELLERY — The ferries of Port Ellery stayed in harbour on Sunday, and Mara Quill said why."
    assert paragraphs[1] == "“We will not sail,” said Ms. Quill, a ferry pilot. “Not for half the pay, and not at night.” The union agreed."


def test_captured_markup_is_text() -> None:
    raw = next(content for path, content in site().items() if path.startswith("articles/ferrymen")).decode()
    assert "Menu &lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "&lt;won’t&gt;" in raw
    assert all("javascript:" not in address.lower() for page in pages().values() for _, _, address, _ in page.iterlinks())


def test_the_first_mention_in_a_section_is_linked() -> None:
    page = page_at("articles/ferrymen")
    names = [(link.get("href"), link.text_content()) for link in page.xpath("//a[contains(@class, 'name ')]")]
    assert [text for href, text in names if "port-ellery" in href] == ["Port Ellery", "Port Ellery"]
    assert [text for href, text in names if "mara-quill" in href] == ["Mara Quill", "Ms. Quill"]
    assert [text for href, text in names if "odo-brandt" in href] == ["Odo Brandt"]


def test_links_of_the_capture() -> None:
    page = page_at("articles/ferrymen")
    (inside,) = page.xpath("//a[@class='inside']")
    assert inside.text == "earlier report"
    assert inside.get("href").startswith("the-quay-before-the-strike-")
    (tides,) = [link for link in page.xpath("//a[@class='web']") if link.text == "tide table"]
    assert (tides.get("href"), tides.get("rel")) == ("https://tides.example/may%5B1%5D", "noreferrer")
    assert "the trap" in said(page)
    assert not page.xpath("//a[text()='trap']")


def test_a_quote_is_marked_with_its_marks_and_leads_to_its_page_and_back() -> None:
    page = page_at("articles/ferrymen")
    marked = page.xpath("//span[@class='quote']")
    assert [mark.text_content() for mark in marked[:2]] == ["“We will not sail,”", "“Not for half the pay, and not at night.”"]
    assert [bool(mark.get("id")) for mark in marked[:2]] == [True, False]
    assert marked[1].get("data-of") == marked[0].get("id")
    (pilcrow, *_) = page.xpath("//a[@class='pilcrow']")
    quote = page_at(pilcrow.get("href").removeprefix("../"))
    assert quote.xpath("//a[text()='Read it in its place']/@href")[0].endswith(f"#{marked[0].get('id')}")
    assert pilcrow.text is None


def test_a_quote_page_shows_words_speaker_context_and_echoes() -> None:
    page = page_at(page_at("articles/ferrymen").xpath("//a[@class='pilcrow']/@href")[0].removeprefix("../"))
    assert texts(page, "//main//figure//blockquote") == ["“We will not sail,” … “Not for half the pay, and not at night.”"]
    assert texts(page, "//p[@class='speaker']") == ["Mara Quill"]
    assert texts(page, "//p[@class='around']") == [
        "PORT ELLERY — The ferries of Port Ellery stayed in harbour on Sunday, and Mara Quill said why.",
        "The union agreed.",
    ]
    assert texts(page, "//mark") == ["We will not sail,", "Not for half the pay, and not at night."]
    assert "2 reports in this archive, in 2 wordings; the first that is dated is of 30 April 2031." in said(page)
    assert "Lead-in there: “Mara Quill”, “said”" in said(page)
    assert "Clear:" in said(page)
    (echo,) = page.xpath("//ul[contains(@class, 'echoes')]//a[@class='words']/@href")
    first = page_at(f"quotes/{echo}")
    assert texts(first, "//ul[contains(@class, 'echoes')]//b") == ["Not for half the pay, and not at night"]


def test_a_quote_page_tells_which_report_was_first() -> None:
    archive = invented_archive()
    undated = replace(archive.articles[0], article=replace(archive.articles[0].article, published=None))
    id = archive.reports[0].quote.id
    for articles, first in ((archive.articles, "30 April 2031 first"), ((undated, *archive.articles[1:]), "4 May 2031 first")):
        page = lxml.html.document_fromstring(files_of(replace(archive, articles=articles))[f"quotes/{id}.html"].decode())
        rows = [texts(row, "td | th") for row in page.xpath("//section[@aria-labelledby='reports']//tbody/tr")]
        assert len(rows) == 2
        assert rows[0][0] == first
        assert {row[2] for row in rows} == {"1, above", "2"} if articles is archive.articles else {"1", "2, above"}
    assert rows[1][0] == "date not found may be earlier"
    alone = page_at(f"quotes/{archive.reports[-1].quote.id}")
    assert not alone.xpath("//section[@aria-labelledby='reports']//table")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    paste = said(page_at("articles/the-harbour-is-quiet"))
    for words in ("date not found", "outlet not found", "byline not found", "The capture has no headline"):
        assert words in paste
    quotes = texts(pages()["quotes.html"], "//li")
    assert [line for line in quotes if "speaker not identified" in line and "One day," in line]
    assert "Likely:" in said(next(page for page in pages().values() if "a shame" in (page.findtext(".//title") or "")))


def test_an_entity_page_collects_what_the_articles_say() -> None:
    page = page_at("people/mara-quill")
    whole = said(page)
    assert "Also written Ms. Quill, Quill" in whole
    assert texts(page, "//section[@aria-labelledby='roles']//li/span[@class='role']") == ["a ferry pilot"]
    assert len(page.xpath("//section[@aria-labelledby='roles']//a")) == 2
    assert texts(page, "//ul[@class='kwic']//mark") == ["Mara Quill", "Mara Quill", "Ms. Quill", "Ms. Quill"]
    assert "reported, not word for word" not in whole.lower()
    assert "Odo Brandt" in texts(page, "//aside")[0]
    brandt = page_at("people/odo-brandt")
    assert texts(brandt, "//section[@aria-labelledby='said']//blockquote") == ["he was sorry for Ms. Quill"]


def test_the_front_page_says_what_is_there() -> None:
    page = pages()["index.html"]
    assert [f"{b.text} {b.tail.strip()}" for b in page.xpath("//ul[@class='figures']//b")] == [
        "3 articles",
        "5 quotes",
        "3 people",
        "1 organisation",
        "1 place",
    ]
    assert "Articles from 30 April – 4 May 2031, 1 without a date" in said(page)
    assert texts(page, "//section[@aria-labelledby='newest']//a")[0].startswith("Ferrymen")
    assert texts(page, "//section[@aria-labelledby='quoted']//li/a") == ["Mara Quill", "Odo Brandt"]
    assert texts(page, "//section[@aria-labelledby='carried']//blockquote") == ["“We will not sail,”"]
    assert texts(page, "//section[@aria-labelledby='voices']//tbody/tr") == ["named people3", "described, not named1", "not identified1"]
    assert texts(page, "//section[@aria-labelledby='outlets']//tbody/tr") == ["The Ellery Lantern252", "Outlet not found100"]
    assert texts(page, "//p[@role='note']") == ["Everything here is invented."]


def test_lists_are_filed() -> None:
    assert texts(pages()["people.html"], "//main//h2/bdi") == ["B", "H", "Q"]
    assert texts(pages()["articles.html"], "//main//h2/bdi") == ["April 2031", "May 2031", "No date found"]
    assert texts(pages()["articles-a-z.html"], "//main//h2/bdi") == ["F", "H", "Q"]
    assert "5 quotes" in said(pages()["quotes.html"])
    assert texts(pages()["quotes-by-speaker.html"], "//main//h2/bdi") == ["Odo Brandt", "Mara Quill", "a sailor", "Speaker not identified"]
    assert texts(pages()["quotes-by-speaker.html"], "//nav[@class='jump']//li") == ["B", "Q", "S", "Speaker not identified"]


def test_the_timeline_holds_dated_articles_and_their_quotes_by_day() -> None:
    overview, year = pages()["timeline.html"], pages()["timeline-2031.html"]
    assert texts(overview, "//main//h3/a") == ["April 2031", "May 2031"]
    assert "1 article without a date found stands only in the list of articles" in said(overview)
    assert texts(year, "//main//h3") == ["30 April 2031", "4 May 2031"]
    assert len(year.xpath("//section[@aria-labelledby='d-2031-05-04']//ul[@class='spoken']/li")) == 3
    assert "harbour is quiet" not in said(year)


def test_connections_are_names_that_share_more_than_one_article() -> None:
    archive = invented_archive()
    page = pages()["connections.html"]
    assert texts(page, "//main//p")[-1] == "No two names are mentioned together in more than one article."
    union = [
        structs.replace(mention, article=archive.articles[0].article.provenance.accession)
        for mention in archive.appearances
        if mention.entity == "harbour-union"
    ]
    shared = files_of(replace(archive, appearances=(*archive.appearances, *union)))["connections.html"]
    table = lxml.html.document_fromstring(shared.decode())
    assert texts(table, "//tbody/tr") == ["Harbour UnionMara Quill2"]
    assert len(table.xpath("//*[name()='svg']/*[name()='path']")) == 1


def test_an_article_leads_to_its_neighbours_and_to_those_that_share_something() -> None:
    strike, quay, paste = (page_at(f"articles/{start}") for start in ("ferrymen", "the-quay", "the-harbour"))
    assert texts(strike, "//nav[@class='turn']//li") == ["Earlier The quay before the strike"]
    assert texts(quay, "//nav[@class='turn']//li/span") == ["Later"]
    assert not paste.xpath("//nav[@class='turn']")
    near = texts(strike, "//section[@aria-labelledby='related']//li")
    assert [line.split("Shares")[1] for line in near] == [" 1 quote and Mara Quill", " سمير الهادي"]


def test_an_article_says_where_it_comes_from_and_what_was_removed() -> None:
    page = page_at("articles/ferrymen")
    whole = said(page)
    assert "lantern/strike.md" in whole
    assert "90 of the 120 words visible in the capture (75%)" in whole
    assert len([text for text in texts(page, "//dd") if len(text) == 64]) == 1
    assert "4 May 2031JSON-LD datePublished" in [text.replace(" JSON", "JSON") for text in texts(page, "//dd")]
    assert texts(page, "//details[summary='What was removed']/h3") == ["Navigation and other page furniture", "Links to other stories"]
    assert not page.xpath("//details/@open")
    assert texts(page, "//section[@aria-labelledby='updates']//li") == ["6 May 2031: the pay was corrected."]
    assert texts(page, "//figcaption")[0].startswith("Ferries at the quay. A. Lens/Lantern Picture at pictures.example")


def test_pinned_pages_stand_first_in_their_order() -> None:
    article = next(path for path in site() if path.startswith("articles/ferrymen"))
    settings = Settings(title="Papers", pinned=("people/mara-quill.html", f"/{article}", "articles/gone.html"))
    page = lxml.html.document_fromstring(files_of(invented_archive(), settings)["index.html"].decode())
    assert page.xpath("//ul[@class='pinned']/li//a[1]/@href") == ["people/mara-quill.html", article]
    assert not pages()["index.html"].xpath("//ul[@class='pinned']")
    (note,) = remarks(invented_archive(), settings, load_theme(None))
    assert (note.code, note.message) == ("pinned", "no such page: `articles/gone.html`")


def test_a_standfirst_that_opens_the_body_is_not_said_above_it_too() -> None:
    opens = article("Crews wait on the east quay.", "The fog came at noon.", deck="Crews  wait on the East Quay")
    apart = article("The fog came at noon.", deck="Crews wait on the east quay")
    assert standfirst(opens) is None
    assert standfirst(apart) == "Crews wait on the east quay"
    assert standfirst(article("The fog came at noon.")) is None


def test_a_year_with_very_many_articles_has_a_page_for_each_month() -> None:
    files = files_of(many_articles(200, 70))
    months = ["timeline-2001.html", *(f"timeline-2001-0{number}.html" for number in range(2, 7))]
    assert sorted(path for path in files if path.startswith("timeline-")) == sorted(months)
    march = lxml.html.document_fromstring(files["timeline-2001-03.html"].decode())
    assert texts(march, "//h1") == ["Timeline, March 2001"]
    assert texts(march, "//h2") == ["March 2001"]
    assert march.xpath("//nav[@class='turn']//a/@href") == ["timeline-2001-02.html", "timeline-2001-04.html"]
    assert march.xpath("//nav[@class='jump']//a/@href")[0] == "timeline-2001.html#m-2001-01"


def test_a_dated_sentence_stands_at_its_day_and_says_how_the_day_is_known() -> None:
    page = page_at("events.html")
    assert texts(page, "//h2") == ["4 May 2031 1"]
    (entry,) = page.xpath("//ul[contains(@class, 'told')]/li")
    assert texts(entry, ".//b") == ["Sunday"]
    assert "day worked out from the date of publication" in said(entry)
    path, _, fragment = entry.xpath(".//a/@href")[0].partition("#")
    assert pages()[path].xpath(f"//*[@id='{fragment}']")
    assert page_at("timeline.html").xpath("//nav[@class='orders']//a[@href='events.html']")


def test_without_dated_sentences_there_is_no_page_of_them() -> None:
    archive = invented_archive()
    bare = replace(archive, articles=tuple(replace(annotated, statements=()) for annotated in archive.articles))
    files = files_of(bare)
    assert "events.html" not in files
    assert b"events.html" not in files["timeline.html"]


@pytest.mark.parametrize(
    ("roles", "called"),
    [
        (("Their pilot", "a pilot"), "a pilot"),
        (("Its harbour master",), "harbour master"),
        (("Its harbour master", "the pilot"), "the pilot"),
        (("One of them", "her brother"), None),
        (("One of the pilots",), "One of the pilots"),
    ],
)
def test_a_line_calls_a_person_by_words_that_stand_alone(roles: tuple[str, ...], called: str | None) -> None:
    archive = invented_archive()
    (quill,) = (entity for entity in archive.entities if entity.id == "mara-quill")
    shown = structs.replace(quill, roles=tuple(structs.replace(quill.roles[0], text=text) for text in roles))
    files = files_of(replace(archive, entities=tuple(shown if entity is quill else entity for entity in archive.entities)))
    (line,) = lxml.html.document_fromstring(files["people.html"].decode()).xpath("//li[.//a[@href='people/mara-quill.html']]")
    assert texts(line, ".//*[@class='role']") == ([called] if called else [])
