"""An article's text as what can be compared with another's: its words, in sentences, and which of them others have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from sitegen.catalog.stems import stem, word_rows
from sitegen.catalog.wording import FUNCTION_WORDS
from sitegen.model import AnnotatedArticle, Span
from sitegen.patterns import later
from sitegen.sentences import find_sentences
from sitegen.typography import fold

LENGTH = 4
"""Words that must follow each other in both texts to be the same passage."""
_WORD = later(r"\w+(?:['’]\w+)*")
_TELLING = frozenset(stem(word) for row in word_rows("rivals.txt") for word in row)
_MOST = 0.6
"""Share of a sentence that stands in the other text, from which it is the same sentence, perhaps with a word changed."""
_FEWEST_OWN = 12
"""Words of its own below which an article is what somebody said, and all of its words count."""


_folded = lru_cache(maxsize=100_000)(fold)


class Passage(Struct, frozen=True, dict=True):
    """The text of one article."""

    annotated: AnnotatedArticle

    @cached_property
    def _found(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.annotated.article.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(_folded(match[0]) for match in self._found)

    @cached_property
    def _own(self) -> bytearray:
        """For each word, whether it is the article's own and stands in nobody's mouth."""
        spans = sorted((s.start, s.end) for quote in self.annotated.quotes if quote.is_verbatim for s in quote.segments)
        own = bytearray(b"\1") * len(self.words)
        place = 0
        for number, match in enumerate(self._found):
            while place < len(spans) and spans[place][1] <= match.start():
                place += 1
            own[number] = place == len(spans) or match.start() < spans[place][0]
        return own if sum(own) >= _FEWEST_OWN else bytearray(b"\1") * len(own)

    @cached_property
    def own(self) -> int:
        """How many words are its own."""
        return sum(self._own)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends, counted in words."""
        return tuple(self._in_words(find_sentences(self.annotated.article.text)))

    def _in_words(self, sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
        start = 0
        for sentence in sentences:
            end = start
            while end < len(self._found) and self._found[end].start() < sentence.end:
                end += 1
            yield start, end
            start = end

    @cached_property
    def shingles(self) -> tuple[tuple[str, ...], ...]:
        """Each run of LENGTH words; of fewer words, all that there are."""
        size = min(LENGTH, len(self.words))
        return tuple(zip(*(self.words[start:] for start in range(size)), strict=False)) if size else ()

    @cached_property
    def shingle_set(self) -> frozenset[tuple[str, ...]]:
        """The same, each once."""
        return frozenset(self.shingles)

    def covered(self, other: Passage) -> bytearray:
        """For each word, whether it stands in *other* too, in a run of words that both have."""
        covered = bytearray(len(self.words))
        for place, shingle in enumerate(self.shingles):
            if shingle in other.shingle_set:
                covered[place : place + len(shingle)] = b"\1" * len(shingle)
        return covered

    def shared(self, covered: bytearray) -> int:
        """How many of its own words stand in sentences that the other text has too, by what is *covered*.

        A sentence with another figure, day or the like is another: ``Cod fetched 31 crowns on Monday``, ``… 27 crowns on Tuesday``.
        """
        total = 0
        for start, end in self.sentences:
            own = self._own[start:end]
            here = covered[start:end]
            count = sum(own)
            shared = sum(mine & common for mine, common in zip(own, here, strict=True))
            if count and shared >= _MOST * count and not self._tells_otherwise(start, here):
                total += shared
        return total

    def _tells_otherwise(self, start: int, covered: bytearray) -> bool:
        alone = (self.words[start + place] for place, common in enumerate(covered) if not common)
        return any(any(map(str.isdigit, word)) or stem(word) in _TELLING for word in alone)

    def telling(self, covered: bytearray) -> int:
        """How many of the words *covered* carry meaning."""
        return len({word for word, common in zip(self.words, covered, strict=True) if common and word not in FUNCTION_WORDS})
