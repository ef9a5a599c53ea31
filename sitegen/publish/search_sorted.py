"""The shards in which terms, and pairs of terms, stand in the order of JavaScript's strings: cut anew, or those that an edit touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model import OutputFile, Standing
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_index import differences, in_order, index, patched
from sitegen.publish.search_neighbours import Neighbours, common_together, moved, neighbour_row, neighbours, telling_signs
from sitegen.publish.search_shards import cut, recut, shard_of
from sitegen.publish.search_shelves import given, path_of, renamed, script

File = OutputFile | Standing


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


def put_pairs(catalogue: Catalogue, cabinet: Cabinet) -> tuple[Put, Neighbours, dict[str, str]]:
    """The shards of pairs, what is known of neighbours, and the terms that are common together, with their signs."""
    number = sum(map(bool, catalogue.documents))
    signs, known = telling_signs(cabinet.holders, number, cabinet.vocabulary), cabinet.last.neighbours
    touched = moved(known, cabinet.changes or (), catalogue.articles) if known.signs == signs and cabinet.changes is not None else None
    if touched is None:
        known = neighbours(cabinet.slips(catalogue.articles), signs)
    together = common_together(known, cabinet.holders, number, cabinet.vocabulary)

    def now(name: str) -> tuple[str, list[int]] | None:
        return neighbour_row(name, known.found[together[name]]) if name in together else None

    if touched is None or not cabinet.last.firsts["pairs"]:
        return _put("pairs", cabinet, cut(filter(None, map(now, in_order(together))), 3)), known, together
    changed = {name for name, pair in together.items() if pair in touched} | (together.keys() ^ cabinet.last.pairs.keys())
    earlier = _Earlier("pairs", cabinet)
    return _put("pairs", cabinet, recut(earlier.firsts, changed, earlier.rows, now, 3), earlier), known, together


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
