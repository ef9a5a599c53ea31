"""What a quote's page is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from sitegen.model import AnnotatedArticle, Quote, Report, Span
from sitegen.publish.article_page import citation
from sitegen.publish.cards import Cards, QuoteCard
from sitegen.publish.citing.citations import Citation, citations
from sitegen.publish.citing.reference import refer
from sitegen.publish.lookup import Lookup
from sitegen.publish.permalinks import quote_path
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.variants import differing, is_same, spoken
from sitegen.publish.weave import Thread, weave
from sitegen.publish.wording import KINDS, NO_SPEAKER_THERE, certainty, corrected
from sitegen.sentences import find_sentences

BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Echoed:
    """Another report of the utterance."""

    card: QuoteCard
    html: Markup
    """Its words, those in ``b`` that this report has not."""
    differs: bool
    mention: str | None
    """The words that name the speaker there."""
    cue: str | None
    """The word that reports the speech there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A report of the utterance in the table of all of them."""

    card: QuoteCard
    is_here: bool
    """Whether it is the report of the page."""
    is_first: bool
    """Whether no other one with a date is earlier."""
    wording: int
    """Which of the wordings it has, counted from 1 in order of the table."""
    is_copy: bool
    """Whether a report above it stands in another version of the same text."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote, who said it, where it stands and who else carries it."""

    card: QuoteCard
    kind: str
    channel: str | None
    cue: str | None
    certainty: str | None
    """None where the keeper of the archive decided who speaks."""
    corrected: str | None
    """That the keeper of the archive decided who speaks."""
    note: str | None
    """What the keeper says of it."""
    status: str
    before: str | None
    passage: tuple[Markup, ...]
    """The sentences that hold the words, marked, by paragraph."""
    after: str | None
    echoes: tuple[Echoed, ...]
    seen: tuple[Seen, ...]
    """All reports, this one too, by date of publication, the undated last; empty where there is but one."""
    earlier: QuoteCard | None
    later: QuoteCard | None
    """The quotes before and after this one in the article."""
    citation: tuple[str, ...]
    citations: tuple[Citation, ...]


def quote_view(report: Report, lookup: Lookup, cards: Cards) -> QuoteView:
    """The page of the quote of *report*."""
    quote, annotated = report.quote, lookup.articles[report.article]
    before, passage, after = _context(quote, annotated)
    echoes = _echoes(report, lookup, cards)
    beside = [other.quote.id for other in lookup.reports_in[report.article] if other.quote.is_verbatim == quote.is_verbatim]
    place = beside.index(quote.id)
    return QuoteView(
        card=cards.quotes[quote.id],
        kind=cards.tongue.gettext(KINDS[quote.kind]),
        channel=quote.channel,
        cue=quote.cue,
        certainty=None if report.correction and "speaker" in report.correction.facts else certainty(quote, cards.tongue),
        corrected=corrected(report.correction, cards.tongue),
        note=report.correction.note if report.correction else None,
        status=_status(cards.quotes[quote.id], echoes, cards.tongue),
        before=before,
        passage=passage,
        after=after,
        echoes=echoes,
        seen=tuple(_seen(cards.quotes[quote.id], echoes, _texts(report, lookup))) if echoes else (),
        earlier=cards.quotes[beside[place - 1]] if place else None,
        later=cards.quotes[beside[place + 1]] if place + 1 < len(beside) else None,
        citation=_citation(quote, cards.quotes[quote.id], annotated, cards.tongue),
        citations=citations(refer(annotated.article, cards.quotes[quote.id].words, cards.quotes[quote.id].speaker.name)),
    )


def _context(quote: Quote, annotated: AnnotatedArticle) -> tuple[str | None, tuple[Markup, ...], str | None]:
    """The sentence before *quote*, the sentences that hold it, and the sentence after."""
    text = annotated.article.text
    first, last = quote.segments[0].start, quote.segments[-1].end
    opening, closing = _opening(text, first), _closing(text, last)
    sentences = _sentences(text, opening, closing)
    holding = [sentence for sentence in sentences if sentence[1] > first and sentence[0] < last]
    start, end = (holding[0][0], holding[-1][1]) if holding else (first, last)
    before = [sentence for sentence in sentences if sentence[1] <= start]
    after = [sentence for sentence in sentences if sentence[0] >= end]
    if not before and opening:
        before = _sentences(text, _opening(text, opening - len(BREAK)), opening - len(BREAK))
    if not after and closing < len(text):
        after = _sentences(text, closing + len(BREAK), _closing(text, closing + len(BREAK)))
    return (
        text[slice(*before[-1])] if before else None,
        _marked(text, Span(min(start, first), max(end, last)), quote),
        text[slice(*after[0])] if after else None,
    )


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of the paragraphs of *text* from *start* to *end* start and end."""
    found: list[tuple[int, int]] = []
    for paragraph in text[start:end].split(BREAK):
        found += [(start + first, start + last) for first, last in _sentences_of(paragraph)]
        start += len(paragraph) + len(BREAK)
    return found


@lru_cache(maxsize=256)
def _sentences_of(paragraph: str) -> tuple[tuple[int, int], ...]:
    """The same for a paragraph, which is the context of all quotes in it and beside it."""
    return tuple((sentence.start, sentence.end) for sentence in find_sentences(paragraph))


def _opening(text: str, place: int) -> int:
    """Where the paragraph of *place* starts."""
    found = text.rfind(BREAK, 0, place)
    return found + len(BREAK) if found >= 0 else 0


def _closing(text: str, place: int) -> int:
    """Where the paragraph of *place* ends."""
    found = text.find(BREAK, place)
    return found if found >= 0 else len(text)


def _marked(text: str, passage: Span, quote: Quote) -> tuple[Markup, ...]:
    """The paragraphs of *passage* with the quote's words marked."""
    paragraphs, start = [], passage.start
    for paragraph in text[passage.start : passage.end].split(BREAK):
        end = start + len(paragraph)
        threads = [Thread(max(s.start, start) - start, min(s.end, end) - start, "mark") for s in quote.segments]
        paragraphs.append(weave(paragraph, threads))
        start = end + len(BREAK)
    return tuple(paragraphs)


def _echoes(report: Report, lookup: Lookup, cards: Cards) -> tuple[Echoed, ...]:
    """The other reports, in order of date."""
    echo = lookup.echoes.get(report.quote.id)
    here = cards.quotes[report.quote.id].words
    others = [id for id in echo.quotes if id != report.quote.id] if echo else []
    return tuple(_echoed(lookup.reports[id].quote, cards.quotes[id], here) for id in others)


def _echoed(quote: Quote, card: QuoteCard, here: str) -> Echoed:
    return Echoed(card, differing(card.words, here), not is_same(card.words, here), quote.speaker_mention, quote.cue)


def _texts(report: Report, lookup: Lookup) -> dict[str, str]:
    """Which text each report of the utterance stands in, by the path of its page."""
    reports = [lookup.reports[id] for id in lookup.echoes[report.quote.id].quotes]
    return {quote_path(one.quote): lookup.story_of.get(one.article, one.article) for one in reports}


def _seen(card: QuoteCard, echoes: tuple[Echoed, ...], texts: dict[str, str]) -> Iterator[Seen]:
    reports = [card, *(echoed.card for echoed in echoes)]
    reports.sort(key=lambda one: (one.article.published.iso is None, one.article.published.iso or "", one.article.path, one.path))
    first, wordings = reports[0].article.published.iso, dict.fromkeys(spoken(one.words) for one in reports)
    numbers = {wording: number for number, wording in enumerate(wordings, 1)}
    told: set[str] = set()
    for one in reports:
        is_first = first is not None and one.article.published.iso == first
        yield Seen(one, one.path == card.path, is_first, numbers[spoken(one.words)], texts[one.path] in told)
        told.add(texts[one.path])


def _status(card: QuoteCard, echoes: tuple[Echoed, ...], tongue: Tongue) -> str:
    """How many reports there are, in how many wordings, and since when."""
    if not echoes:
        return tongue.gettext("One report in this archive.")
    reports = [card, *(echoed.card for echoed in echoes)]
    wordings = len({spoken(one.words) for one in reports})
    dated = [one.article.published for one in reports if one.article.published.iso]
    first = min(dated, key=lambda day: day.iso or "", default=None)
    there = tongue.ngettext("%(num)s report in this archive", "%(num)s reports in this archive", card.reports)
    if card.reports < card.articles:
        there = _in_copies(there, card, tongue)
    same = tongue.gettext("in the same words")
    words = same if wordings == 1 else tongue.ngettext("in %(num)s wording", "in %(num)s wordings", wordings)
    if first is None:
        return tongue.gettext("%(reports)s, %(wordings)s.", reports=there, wordings=words)
    said = N_("%(reports)s, %(wordings)s; the first that is dated is of %(day)s.")
    return tongue.gettext(said, reports=there, wordings=words, day=first.words)


def _in_copies(reports: str, card: QuoteCard, tongue: Tongue) -> str:
    """The same where articles carry it that are versions of one text: two copies are no two reports."""
    if card.reports == 1:
        return tongue.ngettext(
            "%(reports)s, in %(num)s copy of one text", "%(reports)s, in %(num)s copies of one text", card.articles, reports=reports
        )
    return tongue.ngettext(
        "%(reports)s, in %(num)s article (versions of one text count as one report)",
        "%(reports)s, in %(num)s articles (versions of one text count as one report)",
        card.articles,
        reports=reports,
    )


def _citation(quote: Quote, card: QuoteCard, annotated: AnnotatedArticle, tongue: Tongue) -> tuple[str, ...]:
    who = card.speaker.name or tongue.gettext(NO_SPEAKER_THERE)
    comma = tongue.bearing + tongue.pgettext("between parts of a citation", ", ")
    how = comma if quote.is_verbatim else f"{comma}{tongue.gettext('reported, not word for word:')} "
    end = "" if quote.is_verbatim else "."
    return (
        who,
        how,
        card.words,
        f"{end} {tongue.pgettext('before the article that is cited', 'In:')} ",
        *citation(annotated.article, tongue),
    )
