"""Which of many articles may carry one text: those that share many of the runs of words that are looked at."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from itertools import compress, count

from sitegen.catalog.concordance import DIGEST, NOTHING, Concordance, Likely, Measure, Revised, Text, concord
from sitegen.catalog.wording import FUNCTION_WORDS
from sitegen.typography import words

_SHARE = 0.15
"""Share of the runs of the shorter text that two must have in common."""
_MEASURE = Measure(few=8, enough=lambda shared, size: shared >= _SHARE * size)


def likely_kin(keys: Sequence[str], text_of: Callable[[str], str], last: Concordance = NOTHING) -> tuple[list[Likely], Revised]:
    """The texts that share many runs of words, in order, and the concordance of all upon the *last*.

    *text_of* tells the text of a key; texts of one key are one text.
    """
    tickets = _Tickets()
    places, former = (dict(zip(order, count())) for order in (keys, last.numbered))
    if list(filter(former.__contains__, keys)) != list(filter(places.__contains__, last.numbered)):
        last = Concordance(last.keys, last.numbers, last.sizes)

    def text(key: str) -> Text:
        marks = _marks(text_of(key), tickets)
        return Text(len(marks), marks)

    return concord(keys, text, _MEASURE, last, places.__getitem__, former.__getitem__)


class _Tickets(dict[str, int]):
    """A digest of each word, odd where a run that opens with it is looked at: half of the words that carry meaning."""

    def __missing__(self, word: str) -> int:
        """The digest of a word that is met for the first time; marks around it do not count."""
        bare = word.lower() if word.isascii() and word.isalpha() else " ".join(words(word))
        digest = zlib.crc32(bare.encode("utf-8", "surrogatepass"))
        ticket = self[word] = digest << 1 | (digest & 1 and bare not in FUNCTION_WORDS)
        return ticket


def _marks(text: str, tickets: _Tickets) -> set[int]:
    """Digests of the runs of words that open with a word chosen by its letters: the same ones in every text that holds them."""
    told = list(map(tickets.__getitem__, text.split()))
    rows = compress(zip(told, told[1:], told[2:], told[3:], strict=False), [ticket & 1 for ticket in told])
    return {run & DIGEST for run in map(hash, rows)}  # of whole numbers, hashes are the same in every process
