"""The shards in which terms, and pairs of terms, stand in the order of JavaScript's strings: cut anew, or those that an edit touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Raw

from sitegen.drawers import unpacked
from sitegen.model import OutputFile, Standing
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_index import Marks, differences, in_order, index, with_hits
from sitegen.publish.search_neighbours import SLACK, Common, Neighbours, by_pair, crossed, moves_of, neighbours, row_of, with_moves
from sitegen.publish.search_shards import Shard, cut, recut
from sitegen.publish.search_shelves import path_of, script, text_in
from sitegen.publish.search_slips import sign
from sitegen.publish.view import View

File = OutputFile | Standing
_FEW = 64
"""Signs of which what comes after them is held open."""


class Put(View):
    """Shards as they are to be put out."""

    files: Iterable[File]
    firsts: list[str]
    """The first key of each, once all have been taken."""


class _Earlier:
    """The shards *name* as the last making has left them."""

    def __init__(self, name: str, cabinet: Cabinet) -> None:
        self._name, self._cabinet = name, cabinet
        self.firsts = cabinet.last.firsts[name]

    def text(self, number: int) -> bytes:
        """The text of the shard of this *number*; KeyError where it is lost."""
        return text_in(self._cabinet.read(path_of(f"{self._name}-{number}")))


def put_terms(cabinet: Cabinet) -> tuple[Put, Marks]:
    """The shards of terms, and marks in their rows."""
    if cabinet.changes is None or not cabinet.last.firsts["terms"]:
        rows, marks = index(cabinet.slips(), cabinet.vocabulary)
        return _put("terms", cabinet, cut(rows)), marks
    names, last, marks, earlier = cabinet.vocabulary.names, cabinet.last.marks, dict(cabinet.last.marks), _Earlier("terms", cabinet)
    changed = {names[term]: (term, hits) for term, hits in differences(cabinet.changes).items()}

    def now(name: str, row: bytearray) -> bytes:
        term, hits = changed[name]
        new, places = with_hits(row, hits, last.get(term, b""))
        marks.pop(term, None)
        marks.update({term: places} if places else {})
        return new

    return _put("terms", cabinet, recut(earlier.firsts, changed, earlier.text, now), earlier), marks


def put_pairs(catalogue: Catalogue, cabinet: Cabinet) -> tuple[Put, Neighbours]:
    """The shards of pairs, and what is known of neighbours."""
    last, vocabulary = cabinet.last, cabinet.vocabulary
    common = Common(cabinet.holders, sum(map(bool, catalogue.documents)), vocabulary)
    if cabinet.changes is None or not last.firsts["pairs"] or not common.named.keys() <= set(last.signs):
        known = neighbours(cabinet.slips(catalogue.articles), common.signs(SLACK))
        names = in_order(name for first in known.signs for second in known.after(first) for name in common.names(first + second))
        numbers = _Pairs(known, common).numbers
        return _put("pairs", cabinet, cut((name, Raw(row_of(numbers(name)))) for name in names)), known
    was = Common(unpacked(last.holders), sum(map(bool, last.keys[: last.articles])), vocabulary)
    known = Neighbours(last.signs, cabinet.kept, last.moves)
    moves = list(moves_of(cabinet.changes, last.signs, catalogue.articles))
    known.note(moves)
    pairs, earlier = _Pairs(known, common), _Earlier("pairs", cabinet)
    changed = {name: moved for pair, moved in by_pair(moves).items() for each in (was, common) for name in each.names(pair)}
    crossing = {name for name in crossed(was, common) if pairs.numbers(name)}

    def now(name: str, row: bytearray) -> bytes:
        return pairs.row(name) if name in crossing else with_moves(row, changed[name])

    return _put("pairs", cabinet, recut(earlier.firsts, changed.keys() | crossing, earlier.text, now), earlier), known


class _Pairs:
    """The rows of two terms, which are named with a space between them."""

    def __init__(self, known: Neighbours, common: Common) -> None:
        self._after, self._looked_at, self._common = lru_cache(_FEW)(known.after), frozenset(known.signs), common
        self._sign = cache(sign)

    def numbers(self, name: str) -> bytes:
        """The numbers of the articles that hold the two side by side."""
        first, second = map(self._sign, name.split(" "))
        return self._after(first).get(second, b"") if first in self._looked_at else b""

    def row(self, name: str) -> bytes:
        """The row; empty where the two are not common together, or never side by side."""
        return row_of(self.numbers(name)) if self._common.are(*name.split(" ")) else b""


def _put(name: str, cabinet: Cabinet, shards: Iterable[Shard], earlier: _Earlier | None = None) -> Put:
    """*shards* under their numbers, some perhaps as they were *earlier*; where these may turn out to be lost, all are made at once."""
    firsts: list[str] = []
    files = _numbered(name, cabinet, shards, firsts, earlier)
    return Put(list(files) if earlier else files, firsts)


def _numbered(name: str, cabinet: Cabinet, shards: Iterable[Shard], firsts: list[str], earlier: _Earlier | None) -> Iterator[File]:
    for number, (first, shard) in enumerate(shards):
        firsts.append(first)
        path = path_of(f"{name}-{number}")
        if shard == number and cabinet.stands(path):
            yield cabinet.keep(path)
            continue
        rows = Raw(earlier.text(shard)) if earlier and isinstance(shard, int) else shard
        yield cabinet.enter(script(f"{name}-{number}", rows))
