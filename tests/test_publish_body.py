from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.model import Appearance, Archive, Entity, Link, Quote, QuoteKind, Report, Span
from sitegen.publish.body import weave_body
from sitegen.publish.cards import write_cards
from sitegen.publish.lookup import look_up
from tests.invented_archive import Draft

WORDS = st.text("ab <>&“”\"' ", min_size=1, max_size=20).filter(str.strip)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], sum(pair)))
KINDS: st.SearchStrategy[QuoteKind] = st.sampled_from(["direct", "fragment", "indirect"])
HREFS = st.sampled_from(["https://lantern.example/a?b=<c>&d", "javascript:alert(1)", "//lantern.example", "mailto:desk@lantern.example"])


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def _archive(paragraphs: list[str], quoted: list[tuple[Span, QuoteKind]], named: list[Span], linked: list[tuple[Span, str]]) -> Archive:
    draft = Draft("a.txt", "A title")
    for paragraph in paragraphs:
        draft.add("paragraph", paragraph)
    text = draft.text
    inside = [(span, kind) for span, kind in quoted if span.end <= len(text)]
    quotes = tuple(
        Quote(f"{n:012x}", kind, (span,), text[span.start : span.end], None, None, None, None, None, 0.0)
        for n, (span, kind) in enumerate(inside)
    )
    annotated = draft.finish(quotes)
    first = annotated.article.blocks[0]
    links = tuple(Link(span.start, span.end, href) for span, href in linked if span.end <= len(first.text))
    blocks = (structs.replace(first, links=links), *annotated.article.blocks[1:])
    annotated = replace(annotated, article=replace(annotated.article, blocks=blocks))
    accession = annotated.article.provenance.accession
    appearances = tuple(Appearance("place", "a", accession, span, text[span.start : span.end]) for span in named if span.end <= len(text))
    reports = tuple(Report(accession, quote, None, None) for quote in quotes)
    return Archive((annotated,), (Entity("a", "place", "A", (), ()),), reports, (), appearances)


@given(
    st.lists(WORDS, min_size=1, max_size=4),
    st.lists(st.tuples(SPANS, KINDS), max_size=4),
    st.lists(SPANS, max_size=4),
    st.lists(st.tuples(SPANS, HREFS), max_size=3),
)
def test_whatever_is_marked_the_words_stay_and_links_are_safe(
    paragraphs: list[str], quoted: list[tuple[Span, QuoteKind]], named: list[Span], linked: list[tuple[Span, str]]
) -> None:
    archive = _archive(paragraphs, quoted, named, linked)
    lookup = look_up(archive, {})
    parts = [_Text(part.html) for part in weave_body(archive.articles[0], lookup, write_cards(lookup))]
    assert [part.text for part in parts] == paragraphs
    assert all(link.startswith(("https://", "mailto:", "../quotes/", "../places/")) for part in parts for link in part.links)
    assert sum("../places/a.html" in part.links for part in parts) <= 1
