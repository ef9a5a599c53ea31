"""Article -> its quotes: each utterance with its segments, its speaker and the evidence for both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitegen.annotate.antecedents import Antecedents
from sitegen.annotate.bearers import Bearers
from sitegen.annotate.blocks import with_blocks
from sitegen.annotate.cast import Cast
from sitegen.annotate.channels import find_channel
from sitegen.annotate.confidence import confidence
from sitegen.annotate.descriptions import find_description
from sitegen.annotate.frames import Mentions, Sentence, blank, find_frames
from sitegen.annotate.indirect import Indirect, find_indirect
from sitegen.annotate.inheritance import gather
from sitegen.annotate.marks import Marked, find_marked, find_paragraphs
from sitegen.annotate.said import Said
from sitegen.annotate.speakers import Speaker, credited, find_speaker
from sitegen.annotate.speech import is_speech
from sitegen.annotate.turns import find_turns
from sitegen.annotate.utterances import WHOLE, Attributed, join, numbered
from sitegen.model import Article, Mention, Note, Noted, Quote, Span

_MERE_WORDS = 2
_SHOWN = 60
"""Characters of a quote that a note shows."""


def find_quotes(article: Article, mentions: tuple[Mention, ...]) -> Noted[tuple[Quote, ...]]:
    """The quotes of an article in order of place, and a note for each whose speaker is not identified."""
    text = article.text
    paragraphs = find_paragraphs(text)
    marked = _stretches(article, paragraphs)
    blanked = blank(text, marked)
    known = Mentions(mentions)
    frames = find_frames(blanked, paragraphs, [stretch.left for stretch in marked], known)
    sentences = [sentence for frame in frames for sentence in frame]
    antecedents = Antecedents(Cast(text, mentions), sentences)
    bearers = Bearers(antecedents, sentences)
    said = [item for item in gather(text, frames, marked) if is_speech(text, item)]
    attributed = [item for item in _attributed(text, said, antecedents, bearers) if not _is_mere_word(text, item)]
    spoken = [(item.said.stretch.right, item.speaker.name) for item in attributed if item.speaker and item.speaker.name]
    indirect = _indirect_quotes(text, sentences, antecedents, bearers, spoken)
    quotes = sorted([*join(text, attributed), *indirect], key=lambda quote: (quote.segments[0].start, quote.kind))
    notes = tuple(
        _unidentified(item, text, antecedents, article.provenance.source)
        for item in attributed
        if item.speaker is None or not item.speaker.name
    )
    return Noted(numbered(quotes, article.provenance.accession), notes)


def _is_mere_word(text: str, item: Attributed) -> bool:
    """Whether a word or two within a sentence have no speaker, so that they are words mentioned, not words said."""
    said = item.said
    if said.alone or said.rule in WHOLE or (item.speaker and item.speaker.name is not None):
        return False
    return len(text[said.stretch.start : said.stretch.end].split()) <= _MERE_WORDS


def _stretches(article: Article, paragraphs: tuple[Span, ...]) -> tuple[Marked, ...]:
    """All that stands as quotation: between marks, in block quotes, in the turns of a transcript."""
    turns = find_turns(article.text, paragraphs)
    marked = find_marked(article.text, paragraphs, turns)
    if turns:
        marked = tuple(sorted((*marked, *turns.values()), key=lambda stretch: stretch.left))
    return with_blocks(article.text, marked, article.blocks, paragraphs)


def _attributed(text: str, said: Sequence[Said], antecedents: Antecedents, bearers: Bearers) -> Iterator[Attributed]:
    """Each stretch with the speaker that its evidence names; one phrase names the same speaker each time it serves."""
    spoken: list[tuple[int, str]] = []
    known: dict[tuple[int, int], Speaker] = {}
    for item in said:
        source = item.stretch.source
        if item.evidence is None and source is None:
            yield Attributed(item, None, 0.0, None, None)
            continue
        if item.evidence is None or source:
            speaker = credited(source or "", antecedents.cast)
            yield Attributed(item, speaker, confidence("speaker tag", speaker), None, None)
            continue
        subject = item.evidence.subject
        key = (subject.sentence.starts[subject.first], subject.last)
        speaker = known.get(key) or find_speaker(item.evidence, antecedents, bearers, spoken)
        known[key] = speaker
        if speaker.name:
            spoken.append((item.stretch.right, speaker.name))
        description = find_description(text, subject) if speaker.kind == "name" else None
        channel = find_channel(text, item.evidence)
        yield Attributed(item, speaker, confidence(item.rule, speaker), description, channel)


def _indirect_quotes(
    text: str, sentences: Sequence[Sentence], antecedents: Antecedents, bearers: Bearers, spoken: Sequence[tuple[int, str]]
) -> Iterator[Quote]:
    """Reported speech of the sentences without marked words, where its speaker is identified."""
    for sentence in sentences:
        report = None if sentence.has_marked else find_indirect(sentence)
        if report:
            said_before = spoken[: bisect_left(spoken, (sentence.start, ""))]
            speaker = find_speaker(report.evidence, antecedents, bearers, said_before[-8:])
            if speaker.name:
                yield _indirect(text, sentence, report, speaker)


def _indirect(text: str, sentence: Sentence, report: Indirect, speaker: Speaker) -> Quote:
    first = bisect_left(sentence.starts, report.span.start)
    stop = first if first > report.evidence.place else None
    return Quote(
        id="",
        kind="indirect",
        segments=(report.span,),
        text=text[report.span.start : report.span.end],
        speaker=speaker.name,
        speaker_mention=speaker.words,
        description=find_description(text, report.evidence.subject) if speaker.kind == "name" else None,
        channel=find_channel(text, report.evidence, stop),
        cue=report.evidence.cue,
        confidence=confidence("clause", speaker),
    )


def _unidentified(item: Attributed, text: str, antecedents: Antecedents, source: str) -> Note:
    """The note that a quote's speaker is not identified, with those who may be meant."""
    words = text[item.said.stretch.start : item.said.stretch.end]
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    candidates = (item.speaker.candidates if item.speaker else ()) or antecedents.near(item.said.sentence)
    hint = f"candidates: {', '.join(candidates)}" if candidates else None
    return Note("info", "speaker-unknown", f"speaker not identified: “{shown}”", source, hint=hint)
