"""Article -> its quotes: each utterance with its segments, its speaker and the evidence for both."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sitegen.annotate.attribution import Evidence, find_evidence, find_main
from sitegen.annotate.cast import Cast, written
from sitegen.annotate.cues import PRONOUNS
from sitegen.annotate.frames import Mentions, Sentence, blank, find_frame
from sitegen.annotate.marks import Marked, find_marked, find_paragraphs
from sitegen.annotate.phrases import Phrase
from sitegen.model import Article, Mention, Quote, QuoteKind, Span
from sitegen.typography import words


@dataclass(frozen=True, slots=True)
class Said:
    """A marked stretch and what is known of it."""

    stretch: Marked
    sentence: Sentence
    evidence: Evidence | None
    rule: str
    alone: bool
    """True when its sentence holds nothing but marked words."""


def find_quotes(article: Article, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """The quotes of an article, in order of place."""
    text = article.text
    paragraphs = find_paragraphs(text)
    marked = find_marked(text, paragraphs)
    if not marked:
        return ()
    blanked = blank(text, marked)
    known = Mentions(mentions)
    frames = [find_frame(blanked, paragraph, number, marked, known) for number, paragraph in enumerate(paragraphs)]
    sentences = [sentence for frame in frames for sentence in frame]
    said = _inherit(_gather(text, frames, marked))
    cast = Cast(text, mentions, sentences)
    return _quotes(article, said, cast)


def _gather(text: str, frames: list[list[Sentence]], marked: tuple[Marked, ...]) -> list[list[Sentence | Said]]:
    rows: list[list[Sentence | Said]] = []
    for frame in frames:
        row: list[Sentence | Said] = []
        for sentence in frame:
            places = [place for place, quote in enumerate(sentence.quotes) if quote >= 0]
            if not places:
                row.append(sentence)
            alone = all(q >= 0 or not w[0].isalnum() for q, w in zip(sentence.quotes, sentence.words, strict=True))
            for place in places:
                stretch = marked[sentence.quotes[place]]
                evidence = None if alone else find_evidence(text, sentence, place, stretch)
                row.append(Said(stretch, sentence, evidence, evidence.rule if evidence else "none", alone))
        rows.append(row)
    return rows


def _inherit(rows: list[list[Sentence | Said]]) -> list[Said]:
    out: list[Said] = []
    for number, row in enumerate(rows):
        for place, item in enumerate(row):
            if not isinstance(item, Said):
                continue
            if item.evidence is None:
                item = _inherited(rows, number, place, item, out)
            out.append(item)
    return out


def _with(item: Said, evidence: Evidence | None, rule: str) -> Said:
    return Said(item.stretch, item.sentence, evidence, rule, item.alone)


def _inherited(rows: list[list[Sentence | Said]], number: int, place: int, item: Said, out: list[Said]) -> Said:
    row = rows[number]
    if item.stretch.continues and out:
        return _with(item, out[-1].evidence, "continued")
    before = row[place - 1] if place else None
    if isinstance(before, Said) and out and out[-1].evidence:
        return _with(item, out[-1].evidence, "same paragraph")
    if isinstance(before, Sentence):
        main = find_main(before)
        if main and item.alone:
            return _with(item, main, "line before")
        earlier = [x for x in out if x.sentence.paragraph == item.sentence.paragraph and x.evidence]
        if earlier:
            return _with(item, earlier[-1].evidence, "same paragraph")
    later = [x for x in row[place + 1 :] if isinstance(x, Said) and x.evidence]
    if later and item.alone:
        return _with(item, later[0].evidence, "next in paragraph")
    if not item.alone:
        return item
    if number and rows[number - 1]:
        last = rows[number - 1][-1]
        if isinstance(last, Sentence):
            main = _cue_line(last)
            if main:
                return _with(item, main, "line before")
        elif out and out[-1].evidence:
            return _with(item, out[-1].evidence, "paragraph before")
    return item


def _cue_line(sentence: Sentence) -> Evidence | None:
    return find_main(sentence)


def _quotes(article: Article, said: list[Said], cast: Cast) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    counts: dict[str, int] = {}
    spoken: list[tuple[int, str]] = []
    known: dict[tuple[int, int], tuple[str | None, str | None, float]] = {}
    previous: Said | None = None
    for item in said:
        if not _is_speech(article.text, item):
            continue
        speaker, mention, confidence = None, None, 0.0
        if item.evidence and item.evidence.subject:
            key = (item.evidence.subject.span.start, item.evidence.subject.span.end)
            if key not in known:
                known[key] = _resolve(item.evidence.subject, cast, spoken, article.text)
            speaker, mention, confidence = known[key]
            if speaker:
                spoken.append((item.stretch.right, speaker))
        joins = quotes and previous and _joins(previous, item)
        span = Span(item.stretch.start, item.stretch.end)
        if joins:
            quotes[-1] = _extended(quotes[-1], span, article.text)
        else:
            kind: QuoteKind = "fragment" if _is_fragment(article.text, item) else "direct"
            quotes.append(
                Quote(
                    "",
                    kind,
                    (span,),
                    article.text[span.start : span.end],
                    speaker,
                    mention,
                    None,
                    None,
                    item.evidence.cue if item.evidence else None,
                    confidence,
                )
            )
        previous = item
    out = []
    for quote in quotes:
        folded = " ".join(words(quote.text))
        counts[folded] = counts.get(folded, 0) + 1
        digest = hashlib.sha256(f"{article.provenance.accession}\n{folded}\n{counts[folded]}".encode()).hexdigest()[:12]
        out.append(
            Quote(
                digest,
                quote.kind,
                quote.segments,
                quote.text,
                quote.speaker,
                quote.speaker_mention,
                quote.description,
                quote.channel,
                quote.cue,
                quote.confidence,
            )
        )
    return tuple(out)


def _extended(quote: Quote, span: Span, text: str) -> Quote:
    segments = (*quote.segments, span)
    return Quote(
        quote.id,
        quote.kind,
        segments,
        " ".join(text[s.start : s.end] for s in segments),
        quote.speaker,
        quote.speaker_mention,
        quote.description,
        quote.channel,
        quote.cue,
        quote.confidence,
    )


def _joins(before: Said, item: Said) -> bool:
    if item.evidence is None or before.evidence is None or item.evidence.subject is None or before.evidence.subject is None:
        return False
    if item.rule == "continued":
        return True
    same = item.evidence.subject.span == before.evidence.subject.span
    return (
        same
        and item.sentence.paragraph == before.sentence.paragraph
        and item.rule in ("before", "same paragraph")
        and before.rule in ("after", "inverted")
    )


def _is_fragment(text: str, item: Said) -> bool:
    return item.rule in ("clause", "participle", "later") or len(text[item.stretch.start : item.stretch.end].split()) < 3


def _is_speech(text: str, item: Said) -> bool:
    said = text[item.stretch.start : item.stretch.end]
    size = len(said.split())
    if not size:
        return False
    if item.alone or (item.evidence and item.rule in ("after", "inverted", "before", "colon")):
        return True
    if is_title(said):
        return False
    if size <= 2:
        return item.rule in ("clause", "participle", "later")
    return bool(item.evidence) or size > 5


_SMALL = re.compile(r"(?:of|the|a|an|and|in|on|for|to|with|from|at|by|or|vs|is|&)$")


def is_title(said: str) -> bool:
    """Whether marked words are written as a title: each with a capital but the small ones."""
    parts = [part.strip(",.!?:;’'\"()") for part in said.split()]
    parts = [part for part in parts if part]
    capital = sum(part[0].isupper() or part[0].isdigit() for part in parts)
    return len(parts) > 1 and parts[0][0].isupper() and capital > 1 and all(p[0].isupper() or p[0].isdigit() or _SMALL.match(p) for p in parts)


def _resolve(phrase: Phrase, cast: Cast, said: list[tuple[int, str]], text: str) -> tuple[str | None, str | None, float]:
    span = phrase.span
    wording = text[span.start : span.end]
    low = phrase.sentence.lows[phrase.first]
    if phrase.first == phrase.last and low in PRONOUNS and not phrase.sentence.names[phrase.first]:
        if low not in ("he", "she", "it", "they"):
            return None, wording, 0.0
        name, lead, _ = cast.pronoun(phrase, said)
        return name, wording, round(lead, 2)
    name = cast.named(phrase)
    if name:
        return name, wording, 0.95
    return written(text, phrase), wording, 0.9
