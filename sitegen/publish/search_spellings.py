"""The shards of spellings: every word as a reader may type it, those of one length in each; an edit touches those of its own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress

from sitegen.drawers import unpacked
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_index import Change, in_order, is_plain
from sitegen.publish.search_shelves import path_of, script
from sitegen.publish.search_slips import Vocabulary
from sitegen.publish.search_sorted import File
from sitegen.publish.search_words import utf16


def put_spellings(cabinet: Cabinet) -> tuple[list[File], list[int]]:
    """The shards of spellings, and the lengths of their words: a word one error away is at most one longer or shorter."""
    wanted = _wanted(cabinet)
    made = _by_length(_spellings(cabinet, wanted)) if wanted is None or wanted else {}
    kept = set(cabinet.last.lengths).difference(wanted) if wanted is not None else set[int]()
    lengths = sorted(kept | made.keys())
    return [cabinet.keep(_path(one)) if one in kept else cabinet.enter(script(_name(one), made[one])) for one in lengths], lengths


def _wanted(cabinet: Cabinet) -> set[int] | None:
    """The lengths of words of which the shards may come out otherwise than they stand; None where all may."""
    if cabinet.changes is None:
        return None
    return _reached(cabinet.changes, cabinet.vocabulary) | {one for one in cabinet.last.lengths if not cabinet.stands(_path(one))}


def _reached(changes: Iterable[Change], vocabulary: Vocabulary) -> set[int]:
    """The lengths of all words that *changes* bring or take, and of those with a term that they do."""
    terms, words = set[int](), set[int]()
    for _, old, new in changes:
        terms |= set(unpacked(old.terms if old else b"")) ^ set(unpacked(new.terms if new else b""))
        words |= set(unpacked(old.words if old else b"")) ^ set(unpacked(new.words if new else b""))
    if not terms and not words:
        return set()
    known = list(vocabulary.words)
    bearing = compress(known, map(terms.__contains__, vocabulary.stems))
    return set(_lengths([*map(known.__getitem__, words), *bearing]))


def _spellings(cabinet: Cabinet, lengths: Collection[int] | None) -> list[str]:
    """Every word of these *lengths* that is written, the frequent first; numbers are not words that can be misspelt."""
    holders, terms, known = cabinet.holders, cabinet.vocabulary.stems, cabinet.vocabulary.words
    words = list(filter(str.isalpha, compress(known, cabinet.written)))
    wanted = words if lengths is None else compress(words, map(lengths.__contains__, _lengths(words)))
    often = {word: holders[terms[known[word]]] for word in wanted}
    return sorted(in_order(often), key=often.__getitem__, reverse=True)


def _by_length(words: Sequence[str]) -> dict[int, str]:
    """*words* of each length in one string, in their order."""
    found = defaultdict[int, list[str]](list)
    for length, word in zip(_lengths(words), words, strict=True):
        found[length].append(word)
    return {length: " ".join(ones) for length, ones in found.items()}


def _lengths(words: Sequence[str]) -> Iterator[int]:
    """Those of *words* as JavaScript counts them."""
    return map(len, words) if is_plain("".join(words)) else (len(utf16(word)) // 2 for word in words)


def _path(length: int) -> str:
    return path_of(_name(length))


def _name(length: int) -> str:
    return f"words-{length}"
