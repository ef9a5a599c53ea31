"""Which of many wordings may be alike: those that share a run of three words, as two of one utterance do even where a word was changed."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence

from sitegen.catalog.concordance import DIGEST, Concordance, Measure, Revised, Text, revise
from sitegen.catalog.stems import stem

_SPARSE = 12
"""Words of the shorter of two wordings for each shingle that they share, above which these are chance."""
_MEASURE = Measure(few=8, many=200, enough=lambda shared, size: shared * _SPARSE >= size, is_told_by_key=True, near=20)
"""Of wordings that share a shingle, many are compared with their neighbours in the alphabet; what more share is a turn of speech."""


def revise_shingles(last: Concordance, gone: Collection[str], came: Sequence[str]) -> Revised:
    """The concordance of wordings, each its words divided by spaces: *last* without those that are *gone* and with those that *came*."""
    ticket = _Tickets().__getitem__

    def text(words: str) -> Text:
        told = list(map(ticket, words.split()))
        return Text(len(told), {hash(run) & DIGEST for run in zip(told, told[1:], told[2:], strict=False)})

    # a space is smaller than all that words are made of, so that the rows stand as their words do
    return revise(last, gone, came, text, _MEASURE, str, str)


class _Tickets(dict[str, int]):
    """A digest of each word, whatever its ending and spelling."""

    def __missing__(self, word: str) -> int:
        """The digest of a word that is met for the first time."""
        ticket = self[word] = zlib.crc32(stem(word).encode("utf-8", "surrogatepass"))
        return ticket
