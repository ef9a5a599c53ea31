"""Mentions -> who can be meant by a name, a pronoun or a role, in one article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from sitegen.annotate.frames import Sentence
from sitegen.annotate.marks import Marked
from sitegen.annotate.names import gender_of
from sitegen.annotate.phrases import Phrase
from sitegen.model import Mention

Gender = Literal["female", "male"]
_TITLES: dict[str, Gender] = {
    "mr": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "sir": "male",
    "lord": "male",
    "lady": "female",
    "king": "male",
    "queen": "female",
    "dame": "female",
}
_FEMALE = re.compile(
    r"\b(?:\w+woman|she|her|mother|wife|daughter|sister|actress|widow|queen|princess|grandmother|girl|waitress)\b", re.IGNORECASE
)
_PARTS = frozenset(
    [
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "to",
        "on",
        "against",
        "near",
        "within",
        "inside",
        "behind",
        "between",
        "among",
        "by",
        "about",
    ]
)


@dataclass(frozen=True, slots=True)
class Player:
    """One appearance of a person or body in the narrator's words, and how much it stands out."""

    start: int
    end: int
    entity: str
    person: bool
    weight: float


class Cast:
    """The people and bodies of one article."""

    def __init__(self, text: str, mentions: tuple[Mention, ...], marked: tuple[Marked, ...], cuts: list[int]) -> None:
        self._text = text
        self._cuts = cuts
        self._starts = [mention.span.start for mention in mentions]
        self._mentions = mentions
        self._genders = _genders(text, mentions)
        self._players = _players(text, mentions, marked, cuts)
        self._player_starts = [player.start for player in self._players]

    def mention_at(self, start: int, end: int) -> Mention | None:
        """The last mention that lies within these offsets."""
        place = bisect_right(self._starts, end - 1) - 1
        if place >= 0 and self._starts[place] >= start and self._mentions[place].span.end <= end + 2:
            return self._mentions[place]
        return None

    def gender(self, entity: str) -> Gender | None:
        """The gender that titles and given names tell of *entity*."""
        return self._genders.get(entity)

    def pronoun(self, word: str, at: int, last_speaker: str | None, last_at: int) -> tuple[str | None, float]:
        """Whom ``he`` or ``she`` at offset *at* stands for, and by how much the best candidate leads."""
        wanted: Gender = "female" if word == "she" else "male"
        here = bisect_right(self._cuts, at)
        scores: dict[str, float] = {}
        for player in self._players[max(0, bisect_right(self._player_starts, at - 1) - 40) : bisect_right(self._player_starts, at - 1)]:
            if not player.person:
                continue
            gender = self._genders.get(player.entity)
            if gender not in (wanted, None):
                continue
            distance = here - bisect_right(self._cuts, player.start)
            score = player.weight / (1 + distance) ** 1.0 * (1.0 if gender else 0.55)
            scores[player.entity] = max(scores.get(player.entity, 0.0), score) + 0.02
        if last_speaker and self._genders.get(last_speaker) in (wanted, None):
            distance = here - bisect_right(self._cuts, last_at)
            scores[last_speaker] = max(scores.get(last_speaker, 0.0), 1.3 / (1 + distance)) + 0.05
        if not scores:
            return None, 0.0
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        lead = ranked[0][1] / (ranked[0][1] + (ranked[1][1] if len(ranked) > 1 else 0.0))
        return ranked[0][0], lead


def _genders(text: str, mentions: tuple[Mention, ...]) -> dict[str, Gender]:
    votes: dict[str, float] = {}
    for mention in mentions:
        if mention.type != "person":
            continue
        before = text[max(0, mention.span.start - 30) : mention.span.start].split()
        title = before[-1].lower().strip('.(“"') if before else ""
        if title in _TITLES:
            votes[mention.entity] = votes.get(mention.entity, 0) + (5 if _TITLES[title] == "female" else -5)
        first = mention.text.split()[0].lower().strip(".")
        if first in _TITLES:
            votes[mention.entity] = votes.get(mention.entity, 0) + (5 if _TITLES[first] == "female" else -5)
        if title.endswith("woman"):
            votes[mention.entity] = votes.get(mention.entity, 0) + 5
        elif title.endswith("man") and title != "woman":
            votes[mention.entity] = votes.get(mention.entity, 0) - 3
    for entity in {mention.entity for mention in mentions if mention.type == "person"}:
        given = entity.split()[0] if " " in entity else None
        gender = gender_of(given) if given else None
        if gender:
            votes[entity] = votes.get(entity, 0) + (2 if gender == "female" else -2)
    return {entity: "female" if vote > 0 else "male" for entity, vote in votes.items() if vote}


def _players(text: str, mentions: tuple[Mention, ...], marked: tuple[Marked, ...], cuts: list[int]) -> list[Player]:
    lefts = [stretch.left for stretch in marked]
    found = []
    seen_sentence = -1
    for mention in mentions:
        if mention.type == "place":
            continue
        start = mention.span.start
        place = bisect_right(lefts, start) - 1
        if place >= 0 and marked[place].right > start:
            continue
        sentence = bisect_right(cuts, start)
        weight = 0.6
        before = text[max(0, start - 16) : start].split()
        last = before[-1].lower() if before else ""
        if sentence != seen_sentence and mention.type == "person":
            weight = 1.0
            seen_sentence = sentence
        if last in _PARTS:
            weight *= 0.6
        if text[mention.span.end : mention.span.end + 1] in ("’", "'"):
            weight *= 0.8
        found.append(Player(start, mention.span.end, mention.entity, mention.type == "person", weight))
    return found


def head_mention(phrase: Phrase, cast: Cast) -> Mention | None:
    """The name that a phrase is about: Lee spokesman *Jim Ross* of Ayton; None for *a spokesman for Lee*."""
    sentence: Sentence = phrase.sentence
    end = phrase.first
    while end <= phrase.last and not (sentence.lows[end] in _PARTS and end > phrase.first):
        end += 1
    last = end - 1
    if sentence.words[last][0].islower() and not sentence.names[last]:
        return None
    found = cast.mention_at(sentence.starts[phrase.first], sentence.ends[last])
    if found is None or found.span.end < sentence.ends[last] - 2:
        return None
    return found
