"""The shards in which terms, and pairs of terms, stand in the order of JavaScript's strings: cut anew, or those that an edit touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sitegen.drawers import unpacked
from sitegen.model import OutputFile, Standing
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_index import differences, in_order, index, patched
from sitegen.publish.search_neighbours import SLACK, Common, NeighbourRow, Neighbours, crossed, moved, neighbour_row, neighbours
from sitegen.publish.search_shards import cut, recut, shard_of
from sitegen.publish.search_shelves import given, path_of, renamed, script
from sitegen.publish.search_slips import Vocabulary

File = OutputFile | Standing
_FEW = 64
"""Signs of which what comes after them is held open."""


@dataclass(frozen=True, slots=True)
class Put:
    """Shards as they are to be put out."""

    files: Iterable[File]
    firsts: list[str]
    """The first key of each, once all have been taken."""


class _Earlier:
    """The shards *name* as the last making has left them."""

    def __init__(self, name: str, cabinet: Cabinet) -> None:
        self._name, self._cabinet = name, cabinet
        self.firsts = cabinet.last.firsts[name]
        self._shards: dict[int, dict[str, Any]] = {}

    def rows(self, number: int) -> Collection[Any]:
        """The rows of the shard of this *number*; KeyError where it is lost."""
        return self._shard(number).values()

    def row(self, key: str) -> Any:
        """What stood under *key*; None where nothing did."""
        row = self._shard(shard_of(key, self.firsts)).get(key)
        return row and row[1]

    def content(self, number: int) -> bytes:
        """The file of the shard of this *number*."""
        return self._cabinet.read(path_of(f"{self._name}-{number}"))

    def _shard(self, number: int) -> dict[str, Any]:
        if number not in self._shards:
            self._shards[number] = {row[0]: row for row in given(self.content(number))}
        return self._shards[number]


def put_terms(cabinet: Cabinet) -> Put:
    """The shards of terms."""
    if cabinet.changes is None or not cabinet.last.firsts["terms"]:
        return _put("terms", cabinet, cut(index(cabinet.slips(), cabinet.vocabulary), 1))
    names, earlier = list(cabinet.vocabulary.terms), _Earlier("terms", cabinet)
    changed = {names[term]: hits for term, hits in differences(cabinet.changes).items()}

    def now(term: str) -> tuple[str, str] | None:
        row = patched(earlier.row(term) or "", changed[term])
        return (term, row) if row else None

    return _put("terms", cabinet, recut(earlier.firsts, changed, earlier.rows, now, 1), earlier)


def put_pairs(catalogue: Catalogue, cabinet: Cabinet) -> tuple[Put, Neighbours]:
    """The shards of pairs, and what is known of neighbours."""
    last, vocabulary = cabinet.last, cabinet.vocabulary
    common = Common(cabinet.holders, sum(map(bool, catalogue.documents)), vocabulary)
    if cabinet.changes is None or not last.firsts["pairs"] or not set(common.signs()) <= set(last.signs):
        known = neighbours(cabinet.slips(catalogue.articles), common.signs(SLACK))
        names = (name for first in known.signs for second in known.after(first) for name in common.names(first + second))
        rows = map(_Pairs(known, common, vocabulary).row, in_order(names))
        return _put("pairs", cabinet, cut(filter(None, rows), 3)), known
    was = Common(unpacked(last.holders), sum(map(bool, last.keys[: last.articles])), vocabulary)
    known = Neighbours(last.signs, cabinet.kept)
    touched = moved(known, cabinet.changes, catalogue.articles)
    pairs, earlier = _Pairs(known, common, vocabulary), _Earlier("pairs", cabinet)
    changed = {name for pair in touched for each in (was, common) for name in each.names(pair)}
    changed.update(name for name in crossed(was, common) if pairs.numbers(name))
    return _put("pairs", cabinet, recut(earlier.firsts, changed, earlier.rows, pairs.row, 3), earlier), known


class _Pairs:
    """The rows of two terms, which are named with a space between them."""

    def __init__(self, known: Neighbours, common: Common, vocabulary: Vocabulary) -> None:
        self._after, self._looked_at, self._common = lru_cache(_FEW)(known.after), frozenset(known.signs), common
        self._terms, self._signs = vocabulary.terms, vocabulary.signs

    def numbers(self, name: str) -> bytes:
        """The numbers of the articles that hold the two side by side."""
        first, second = (chr(self._signs[self._terms[term]]) for term in name.split(" "))
        return self._after(first).get(second, b"") if first in self._looked_at else b""

    def row(self, name: str) -> NeighbourRow | None:
        """The row; none where the two are not common together, or never side by side."""
        numbers = self.numbers(name) if self._common.are(*name.split(" ")) else b""
        return neighbour_row(name, numbers) if numbers else None


def _put(name: str, cabinet: Cabinet, shards: Iterable[Any], earlier: _Earlier | None = None) -> Put:
    """*shards* under their numbers: rows, or the number of an *earlier* one; where these may turn out to be lost, all are made at once."""
    firsts: list[str] = []
    files = _numbered(name, cabinet, shards, firsts, earlier)
    return Put(list(files) if earlier else files, firsts)


def _numbered(name: str, cabinet: Cabinet, shards: Iterable[Any], firsts: list[str], earlier: _Earlier | None) -> Iterator[File]:
    for number, shard in enumerate(shards):
        path = path_of(f"{name}-{number}")
        if not isinstance(shard, int):
            firsts.append(shard[0][0])
            yield cabinet.enter(script(f"{name}-{number}", shard))
        elif earlier:
            firsts.append(earlier.firsts[shard])
            is_kept = shard == number and cabinet.stands(path)
            content = b"" if is_kept else renamed(earlier.content(shard), f"{name}-{shard}", f"{name}-{number}")
            yield cabinet.keep(path) if is_kept else cabinet.enter(OutputFile(path, content))
