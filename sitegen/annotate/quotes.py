"""Article -> its quotes: each utterance with its segments, its speaker and the evidence for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.annotate.cast import Cast
from sitegen.annotate.channels import find_channel
from sitegen.annotate.confidence import confidence
from sitegen.annotate.descriptions import find_description
from sitegen.annotate.frames import Mentions, Sentence, blank, find_frame
from sitegen.annotate.inheritance import gather
from sitegen.annotate.marks import find_marked, find_paragraphs
from sitegen.annotate.said import Said
from sitegen.annotate.speakers import Speaker, find_speaker
from sitegen.annotate.speech import is_speech
from sitegen.annotate.utterances import Attributed, join
from sitegen.model import Article, Mention, Quote


def find_quotes(article: Article, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """The quotes of an article, in order of place."""
    text = article.text
    paragraphs = find_paragraphs(text)
    marked = find_marked(text, paragraphs)
    blanked = blank(text, marked)
    known = Mentions(mentions)
    frames = [find_frame(blanked, paragraph, number, marked, known) for number, paragraph in enumerate(paragraphs)]
    cast = Cast(text, mentions, [sentence for frame in frames for sentence in frame])
    said = [item for item in gather(text, frames, marked) if is_speech(text, item)]
    return join(text, _attributed(text, said, cast), article.provenance.accession)


def _attributed(text: str, said: Sequence[Said], cast: Cast) -> Iterator[Attributed]:
    """Each stretch with the speaker that its evidence names; one phrase names the same speaker each time it serves."""
    spoken: list[tuple[int, str]] = []
    known: dict[tuple[int, int], Speaker] = {}
    for item in said:
        if item.evidence is None:
            yield Attributed(item, None, 0.0, None, None)
            continue
        subject = item.evidence.subject
        key = (subject.sentence.starts[subject.first], subject.last)
        speaker = known.get(key) or find_speaker(subject, cast, text, spoken)
        known[key] = speaker
        if speaker.name:
            spoken.append((item.stretch.right, speaker.name))
        description = find_description(text, subject) if speaker.kind == "name" else None
        channel = find_channel(text, _cue_sentence(item), item.evidence.place)
        yield Attributed(item, speaker, confidence(item.rule, speaker), description, channel)


def _cue_sentence(item: Said) -> Sentence:
    return item.evidence.sentence if item.evidence else item.sentence
