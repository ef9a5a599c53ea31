"""Which files of the site would come out as they did: each is remembered with digests of all that it was made of."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any

from sitegen.digests import Digest, digest
from sitegen.drawers import unpacked
from sitegen.model import AnnotatedArticle, Archive, Article, Edition, Ingredients
from sitegen.publish.cards import Cards
from sitegen.publish.dossiers import BY_ARTICLE, BY_NAME, BY_QUOTE, dossiers, named
from sitegen.publish.lookup import Lookup
from sitegen.publish.shelves import ALL, Fact, Shelf, Taken

_MET_AGAIN = (AnnotatedArticle, Article)
_WASTE = 1.25
"""Facts that no file is made of any more stay in the books until there are so many times as many as when the books were last cleared."""


class Collation:
    """Tells what of the edition *last* still holds, as far as the files that it made are *intact*, and keeps the books of the next one."""

    def __init__(
        self, last: Edition, intact: Mapping[str, bytes], look: Digest, rooms: tuple[Lookup, Cards], as_read: Mapping[str, Digest]
    ) -> None:
        self._last, self._intact, self._look = last, intact, look
        self._shelves = {shelf.name: shelf for room in rooms for shelf in _shelves(room)}
        self._reports = rooms[0].reports
        self.dossiers = dossiers(rooms[0], as_read)
        """See there."""
        then = last.dossiers if last.look == look else {}
        self._settled = {name for name, made_of in self.dossiers.items() if then.get(name) == made_of}
        self._known: dict[Fact, Digest] = {}
        known = ((annotated, as_read.get(accession)) for accession, annotated in dict.items(rooms[0].articles))
        self._given = {id(value): made_of for one, made_of in known if made_of for value in (one, one.article)}
        self._facts = list(last.facts)
        self._places = _numbered(self._facts, self._shelves)
        self._changed = {
            place
            for place, fact in enumerate(last.facts)
            if self._about(fact) not in self._settled and self._digest(fact) != last.digests[place]
        }
        self._files: dict[str, Ingredients] = {}
        self._about_whom: dict[str, list[str]] = defaultdict(list)
        self._sheaves: dict[str, tuple[Digest, tuple[str, ...]]] = {}
        self._drawers: dict[str, bytes] = {}

    def settled_files(self) -> dict[str, tuple[str, ...]]:
        """By the article or name of which the archive holds what it held, the paths of all files about it, where all of them stand."""
        last, found = self._last, {}
        for name, paths in last.about.items():
            if name in self._settled and all(map(self.is_as_it_was, paths)):
                found[name] = paths
                self._files.update(zip(paths, map(last.files.__getitem__, paths), strict=True))
                self._about_whom[name] += paths
        return found

    def stands(self, path: str, own: Digest, subject: Fact | None) -> bool:
        """Whether the file at *path*, about *subject*, made of *own* and of the shelves, would come out as it stands."""
        if not self.is_as_it_was(path) or self._last.files[path].own != own:
            return False
        self._enter(path, self._last.files[path], subject)
        return True

    def is_as_it_was(self, path: str) -> bool:
        """Whether the file at *path* is intact, and all that it took from the shelves is there unchanged."""
        entry = self._last.files.get(path) if path in self._intact else None
        return entry is not None and self._changed.isdisjoint(unpacked(entry.facts))

    def _enter(self, path: str, entry: Ingredients, subject: Fact | None) -> None:
        self._files[path] = entry
        name = self._about(subject) if subject else None
        if name is not None:
            self._about_whom[name].append(path)

    def standing(self, name: str, own: Digest) -> tuple[str, ...] | None:
        """The paths of the files of the sheaf *name* if they would come out as they stand, else None."""
        made_of, paths = self._last.sheaves.get(name, (b"", ()))
        if made_of != own or not all(path in self._intact for path in paths):
            return None
        self._sheaves[name] = made_of, paths
        return paths

    def enter(self, path: str, own: Digest, taken: Taken, subject: Fact | None) -> None:
        """Note what the file at *path*, about *subject*, was made of."""
        places: list[int] = []
        for shelf, keys in taken:
            places += map(self._places[shelf].__getitem__, keys)
        self._enter(path, Ingredients(own, array("I", places).tobytes()), subject)

    def start(self, name: str) -> tuple[bytes, Mapping[str, bytes]]:
        """What the sheaf *name* has kept for its next making, empty where that is lost, and the files that stand as they were made."""
        return self._last.drawers.get(name, b""), self._intact

    def enter_sheaf(self, name: str, own: Digest, paths: Iterable[str], drawer: bytes) -> None:
        """Note what the files of the sheaf *name* were made of, which stand at *paths*, and keep its *drawer*."""
        self._sheaves[name] = own, tuple(paths)
        self._drawers[name] = drawer

    def edition(self, drawers: Mapping[str, bytes]) -> Edition:
        """The books of this build, once all files are entered; beside its *drawers* are those of the sheaves that were made."""
        digests = list(self._last.digests)
        for place in self._changed:
            digests[place] = self._digest(self._last.facts[place])
        digests += map(self._digest, islice(self._facts, len(digests), None))
        about = {name: tuple(paths) for name, paths in self._about_whom.items()}
        books = Edition(
            tuple(self._facts), tuple(digests), self._files, self._sheaves, {**self._drawers, **drawers}, self._look, self.dossiers, about
        )
        cleared = self._last.cleared if self._last.facts else len(digests)  # of books begun anew no fact is one of old
        return _cleared(books) if len(digests) > _WASTE * cleared else replace(books, cleared=cleared)

    def own_of(self, path: str, subject: Fact) -> Digest | None:
        """What ``own`` says of the file at *path*, where that follows from what the archive holds of *subject*, and it holds the same."""
        entry = self._last.files.get(path)
        return entry.own if entry and self._about(subject) in self._settled else None

    def own(self, kind: tuple[object, ...], given: Iterable[Callable[..., object] | None]) -> Digest | None:
        """Digest of what a file is made of besides the shelves; None where that cannot be told, as of a whole archive."""
        values = [value for call in given if call is not None for value in _arguments(call)]
        if any(isinstance(value, Archive) or callable(value) for value in values):
            return None
        own = [self._of(value) if isinstance(value, _MET_AGAIN) else value for value in values if not isinstance(value, (Lookup, Cards))]
        return digest(self._look, kind, own)

    def whole(self) -> Digest:
        """Digest of all that stands on the shelves."""
        others = sorted(self._shelves.keys() - BY_ARTICLE - BY_QUOTE - BY_NAME)
        return digest(list(self.dossiers.items()), [self._digest((name, ALL)) for name in others])

    def _about(self, fact: Fact) -> str | None:
        """The dossier that *fact* follows from; None where there is none."""
        shelf, key = fact
        if key is ALL:
            return None
        if shelf in BY_QUOTE:
            report = dict.get(self._reports, key)
            return report.article if report else None
        return key if shelf in BY_ARTICLE else named(key) if shelf in BY_NAME else None

    def _of(self, value: object) -> Digest:
        """Digest of *value*, which the pages of an article and of all its quotes are given."""
        known = self._given.get(id(value))
        if known is None:
            known = self._given[id(value)] = digest(value)
        return known

    def _digest(self, fact: Fact) -> Digest:
        known = self._known.get(fact)
        if known is None:
            name, key = fact
            shelf = self._shelves.get(name)
            if shelf is None or key is not ALL:
                known = _digest_of(shelf, key)
            elif name in BY_ARTICLE | BY_QUOTE | BY_NAME:
                known = digest(list(self.dossiers.items()))
            else:
                known = digest(list(dict.items(shelf)))
            self._known[fact] = known
        return known


class _Places(dict[Any, int]):
    """The numbers of the facts on one *shelf*, by their keys, among those in *facts*; one that is new gets the next."""

    def __init__(self, shelf: str, facts: list[Fact]) -> None:
        self._shelf, self._facts = shelf, facts

    def __missing__(self, key: Any) -> int:
        place = self[key] = len(self._facts)
        self._facts.append((self._shelf, key))
        return place


def _numbered(facts: list[Fact], shelves: Iterable[str]) -> dict[str, _Places]:
    """The numbers of *facts*, and of those on other *shelves* once they are asked for."""
    numbered = {name: _Places(name, facts) for name in {*shelves, *map(itemgetter(0), facts)}}
    for place, (shelf, key) in enumerate(facts):
        numbered[shelf][key] = place
    return numbered


def _cleared(books: Edition) -> Edition:
    """*books* without the facts that no file is made of any more."""
    used = sorted({place for entry in books.files.values() for place in unpacked(entry.facts)})
    moved = dict(zip(used, range(len(used)), strict=True))
    files = {
        path: Ingredients(entry.own, array("I", map(moved.__getitem__, unpacked(entry.facts))).tobytes())
        for path, entry in books.files.items()
    }
    facts, digests = tuple(map(books.facts.__getitem__, used)), tuple(map(books.digests.__getitem__, used))
    return replace(books, facts=facts, digests=digests, files=files, cleared=len(used))


def _digest_of(shelf: Shelf[Any, Any] | None, key: Any) -> Digest:
    return digest(shelf.peek(key)) if shelf is not None and dict.__contains__(shelf, key) else b""


def _arguments(call: Callable[..., object]) -> tuple[object, ...]:
    """What *call* is given; the call itself where it is no ``partial`` and may know anything."""
    if isinstance(call, partial):
        return (call.func.__qualname__, *call.args, *call.keywords.values())
    return () if call is object else (call,)


def _shelves(room: Lookup | Cards) -> Iterable[Shelf[Any, Any]]:
    values = (getattr(room, name) for name in room.__slots__)
    return (value for value in values if isinstance(value, Shelf))
