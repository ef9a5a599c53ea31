"""What a quote's page is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup

from sitegen.model import AnnotatedArticle, Quote, Report, Span
from sitegen.publish.article_page import citation
from sitegen.publish.cards import Cards, QuoteCard, utterance_of
from sitegen.publish.carriers import Utterance, are_many, shown, whole_list
from sitegen.publish.citing.citations import Citation, citations
from sitegen.publish.citing.reference import refer
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import Lookup
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.variants import differing, is_same
from sitegen.publish.view import View
from sitegen.publish.weave import Thread, weave
from sitegen.publish.wording import KINDS, NO_SPEAKER_THERE, certainty, corrected
from sitegen.sentences import find_bounds

BREAK = "\n\n"


class Echoed(View):
    """Another report of the utterance."""

    card: QuoteCard
    html: Markup
    """Its words, those in ``b`` that this report has not."""
    differs: bool
    mention: str | None
    """The words that name the speaker there."""
    cue: str | None
    """The word that reports the speech there."""


class Seen(View):
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


class QuoteView(View):
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
    whole: Order | None
    """The list of all reports, where they are too many to be shown here."""
    earlier: QuoteCard | None
    later: QuoteCard | None
    """The quotes before and after this one in the article."""
    citation: tuple[str, ...]
    citations: tuple[Citation, ...]


def quote_view(report: Report, lookup: Lookup, cards: Cards) -> QuoteView:
    """The page of the quote of *report*."""
    quote, annotated = report.quote, lookup.articles[report.article]
    card = cards.quotes[quote.id]
    before, passage, after = _context(quote, annotated)
    said = _utterance(report, lookup, cards)
    places = shown(said, quote.id) if said else []
    beside = [other.quote.id for other in lookup.reports_in[report.article] if other.quote.is_verbatim == quote.is_verbatim]
    place = beside.index(quote.id)
    return QuoteView(
        card=card,
        kind=cards.tongue.gettext(KINDS[quote.kind]),
        channel=quote.channel,
        cue=quote.cue,
        certainty=None if report.correction and "speaker" in report.correction.facts else certainty(quote, cards.tongue),
        corrected=corrected(report.correction, cards.tongue),
        note=report.correction.note if report.correction else None,
        status=_status(card, said, cards),
        before=before,
        passage=passage,
        after=after,
        echoes=_echoes(report, {said.quotes[place] for place in places}, lookup, cards) if said else (),
        seen=tuple(_seen(quote.id, said, places, cards)) if said else (),
        whole=whole_list(said.path, len(said.quotes), cards.tongue) if said else None,
        earlier=cards.quotes[beside[place - 1]] if place else None,
        later=cards.quotes[beside[place + 1]] if place + 1 < len(beside) else None,
        citation=_citation(quote, card, annotated, cards.tongue),
        citations=citations(refer(annotated.article, card.words, card.speaker.name)),
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
    return tuple(find_bounds(paragraph))


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


def _utterance(report: Report, lookup: Lookup, cards: Cards) -> Utterance | None:
    """All reports of the utterance; None where there is but this one."""
    echo = lookup.echoes.get(report.quote.id)
    if echo is None:
        return None
    return cards.utterances[echo.quotes[0]] if are_many(len(echo.quotes)) else utterance_of(echo.quotes, lookup, cards.quotes)


def _echoes(report: Report, chosen: Collection[str], lookup: Lookup, cards: Cards) -> tuple[Echoed, ...]:
    """The other reports that are *chosen*, in order of date."""
    echo = lookup.echoes.get(report.quote.id)
    here = cards.quotes[report.quote.id].words
    others = [id for id in echo.quotes if id in chosen and id != report.quote.id] if echo else []
    return tuple(_echoed(lookup.reports[id].quote, cards.quotes[id], here) for id in others)


def _echoed(quote: Quote, card: QuoteCard, here: str) -> Echoed:
    return Echoed(card, differing(card.words, here), not is_same(card.words, here), quote.speaker_mention, quote.cue)


def _seen(here: str, said: Utterance, places: Iterable[int], cards: Cards) -> Iterator[Seen]:
    for place in places:
        card = cards.quotes[said.quotes[place]]
        is_first = said.first is not None and card.article.published.iso == said.first
        yield Seen(card, said.quotes[place] == here, is_first, said.wordings[place], said.copies[place])


def _status(card: QuoteCard, said: Utterance | None, cards: Cards) -> str:
    """How many reports there are, in how many wordings, and since when."""
    tongue = cards.tongue
    if not said:
        return tongue.gettext("One report in this archive.")
    there = tongue.ngettext("%(num)s report in this archive", "%(num)s reports in this archive", card.reports)
    if card.reports < card.articles:
        there = _in_copies(there, card, tongue)
    same, wordings = tongue.gettext("in the same words"), len(said.begins)
    words = same if wordings == 1 else tongue.ngettext("in %(num)s wording", "in %(num)s wordings", wordings)
    if said.first is None:
        return tongue.gettext("%(reports)s, %(wordings)s.", reports=there, wordings=words)
    first = N_("%(reports)s, %(wordings)s; the first that is dated is of %(day)s.")
    day = cards.quotes[said.quotes[0]].article.published.words
    return tongue.gettext(first, reports=there, wordings=words, day=day)


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
