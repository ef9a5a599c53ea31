"""Which files of the site would come out as they did: each is remembered with digests of all that it was made of."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, compress, filterfalse
from operator import eq
from typing import Any

from msgspec.structs import replace

from sitegen.digests import Digest, digest
from sitegen.drawers import unpacked
from sitegen.model import AnnotatedArticle, Archive, Article, Edition, FilesAbout, Sheaf
from sitegen.publish.cards import Cards
from sitegen.publish.dossiers import (
    BY_ARTICLE,
    BY_NAME,
    BY_QUOTE,
    COUNTED,
    Following,
    Subject,
    dossiers,
    following,
    is_soon_made,
    named,
    of_articles,
    subjects,
)
from sitegen.publish.dossiers import NAME as DOSSIERS
from sitegen.publish.entries import FOLLOWS, About, Entry, Paths, cleared, entries_of, others_than
from sitegen.publish.leaves import ListView
from sitegen.publish.lookup import Lookup
from sitegen.publish.register import Register
from sitegen.publish.shelves import ALL, Fact, LateShelf, Taken, Told, peek, shelves_in
from sitegen.publish.surroundings import BY_SURROUNDINGS, around, settled_around
from sitegen.publish.timeline_page import Stretch

_NONE: frozenset[Any] = frozenset()
_NOTHING: Following = {}
_MET_AGAIN = (AnnotatedArticle, Article, Stretch)
"""What many pages are given; of each one, the digest is taken once."""
_AT_ONCE = 32
_WASTE = 0.25
"""New facts for each that was left when those that no file is made of any more were last taken out of the books: then it is done again."""


class Collation:
    """Tells what of the edition *last* still holds, as far as the files that it made are *intact*, and keeps the books of the next one."""

    def __init__(
        self, last: Edition, intact: Mapping[str, bytes], look: Digest, rooms: tuple[Lookup, Cards], as_read: Mapping[str, Digest]
    ) -> None:
        self._last, self._intact, self._look = last, intact, look
        self._shelves = {shelf.name: shelf for room in rooms for shelf in shelves_in(room)}
        self._lookup, self._reports = rooms[0], rooms[0].reports
        self.dossiers, self._mentions, self._drawn = dossiers(rooms[0], as_read, last.dossiers, last.drawers.get(DOSSIERS, b""))
        """See there."""
        then = last.dossiers if last.look == look else {}
        self._settled = set(compress(self.dossiers, map(eq, self.dossiers.values(), map(then.get, self.dossiers))))
        known = ((annotated, as_read.get(accession)) for accession, annotated in dict.items(rooms[0].articles))
        self._held: list[object] = []
        self._given = {id(value): made_of for one, made_of in known if made_of for value in (one, one.article)}
        plain = sorted(self._shelves.keys() - BY_ARTICLE - BY_QUOTE - BY_NAME - BY_SURROUNDINGS)
        self._plain = {name: digest(list(dict.items(self._shelves[name]))) for name in plain}
        """Digests of the shelves that follow from no dossier; of what is made late, of the keys alone."""
        self._lasting = {name: made_of for name, made_of in self._plain.items() if not isinstance(self._shelves[name], LateShelf)}
        self._register = Register(last.facts, last.numbered, self._under, self._digest)
        as_ever = {name for name, made_of in self._plain.items() if last.shelves.get(name) == made_of}
        self._settled |= settled_around(rooms[0], self.dossiers, self._settled, of_articles(last.dossiers), "lookup.stories" in as_ever)
        self._others = self._register.changed(self._settled | as_ever)
        """The facts that are not what they were, by their numbers."""
        self._changed = frozenset(self._others)
        self._follows: tuple[str | None, Following] = "", _NOTHING
        self._entries: dict[str, Entry] = {}
        """What was made by then, by path, as far as it is not *settled*."""
        self._anew: set[str] = set()
        """The paths of those that are made anew, whatever is the same, as the dossier from which they follow is another."""
        self._files: dict[str, About] = defaultdict(About)
        self._is_lost = False
        """Whether half a character of a broken capture would have to stand in the books."""
        self._kept: dict[str, FilesAbout] = {}
        self._sheaves: dict[str, tuple[Digest, tuple[str, ...]]] = {}
        self._drawers: dict[str, bytes] = {}
        self._laid: dict[str, bytes] = {}

    def settled_files(self) -> Collection[str]:
        """The paths of all files about the articles and names of which the archive holds what it held, where all about one stand."""
        files, lost = self._last.files, self._last.lost
        there = dict(self._unchanged([about for about in files.items() if about[0] in self._settled]))
        if lost is None:
            lost = frozenset(filterfalse(self._intact.__contains__, Paths(there.values())))
        self._kept = {name: about for name, about in there.items() if lost.isdisjoint(Paths((about,)))} if lost else there
        for name in files.keys() - self._kept.keys():
            entries = entries_of(files[name])
            self._entries.update((entry[0], entry) for entry in entries)
            if name not in self._settled:
                self._anew.update(entry[0] for entry in entries if entry[1] == FOLLOWS)
        return Paths(self._kept.values())

    def others(self) -> frozenset[str]:
        """The paths of all other files that the last build has made."""
        return frozenset(chain(self._entries, self._last.others.split("\n")))

    def unsettled(self) -> set[Subject]:
        """All articles and names but those of ``settled_files``."""
        return subjects(self.dossiers.keys() - self._kept.keys())

    def stands(self, path: str, own: Digest, subject: Fact | None) -> bool:
        """Whether the file at *path*, about *subject* and as it was, would come out as it stands, made of *own*."""
        if self._entries[path][1] != own:
            return False
        about = (subject and self._about(subject)) or ""
        path, own, facts, elsewhere = self._entries[path]
        # of another dossier it need not follow that what once followed from it is as it was
        is_told_apart = not about or about in self._settled
        self._files[about].add((path, own, facts, elsewhere) if is_told_apart else (path, own, b"", facts + elsewhere))
        return True

    def is_as_it_was(self, path: str) -> bool:
        """Whether the file at *path* is intact, and all that it took from the shelves is there unchanged."""
        entry = self._entries.get(path) if path in self._intact and path not in self._anew else None
        return entry is not None and self._are_unchanged(entry[2]) and self._are_unchanged(entry[3])

    def _unchanged(self, files: Sequence[tuple[str, FilesAbout]]) -> Iterator[tuple[str, FilesAbout]]:
        """Those of *files*, by what they are about, of which none took a fact from elsewhere that is another."""
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            are_all = self._are_unchanged(b"".join([elsewhere for _, (elsewhere, _, _) in some]))  # nearly always
            yield from some if are_all else (one for one in some if self._are_unchanged(one[1][0]))

    def _are_unchanged(self, facts: bytes) -> bool:
        return self._changed.isdisjoint(unpacked(facts))

    def stood(self, path: str) -> tuple[bytes, frozenset[Fact]] | None:
        """The file at *path*, if it stands in the look of today, and which of the facts that it was made of are others now."""
        entry = self._entries.get(path)
        if entry is None or self._last.look != self._look:
            return None
        try:
            return self._intact[path], frozenset(map(self._others.__getitem__, self._changed.intersection(unpacked(entry[2] + entry[3]))))
        except KeyError:
            return None

    def settled_among(self, accessions: Iterable[str]) -> list[str]:
        """Those of *accessions* of which the archive holds what it held."""
        return [accession for accession in accessions if accession in self._settled]

    def standing(self, name: str, own: Digest) -> tuple[str, ...] | None:
        """The paths of the files of the sheaf *name* if they would come out as they stand, else None."""
        made_of, paths = self._last.sheaves.get(name, (b"", ()))
        if made_of != own or not all(path in self._intact for path in paths):
            return None
        self._sheaves[name] = made_of, paths
        return paths

    def follows(self, subject: Fact | None) -> Following | None:
        """What need not be noted of a file about *subject*, as it is made anew whenever the dossier is another; None where all is noted."""
        return self._following(subject) if subject and is_soon_made(subject, self._lookup) else None

    def tell(self, taken: Taken) -> Told:
        """What whoever enters a file that has *taken* this need not find out."""
        return self._register.tell(taken)

    def enter(self, path: str, sheaf: Sheaf, subject: Fact | None) -> None:
        """Note what the file at *path*, about *subject*, was made of; of one that is set again, beside what is as it was then."""
        about, own = (subject and self._about(subject)) or "", sheaf.made_of
        self._register.hear(sheaf.told)
        follow = self._following(subject) if subject and own != FOLLOWS else _NOTHING
        facts, elsewhere = array("I"), array("I")
        numbers = self._register.shelves
        try:
            for shelf, keys in sheaf.taken:
                places = facts if not about or keys <= follow.get(shelf, _NONE) else elsewhere
                places.extend(map(numbers[shelf].__getitem__, keys))
        except UnicodeEncodeError:
            self._is_lost = True
        if sheaf.is_set_again:
            entry = self._entries[path]
            still = set(unpacked(entry[2] + entry[3])).difference(self._changed, facts, elsewhere)
            (elsewhere if about else facts).extend(sorted(still))
        self._files[about].add((path, own, facts.tobytes(), elsewhere.tobytes()))

    def _following(self, subject: Fact) -> Following:
        """What follows from the dossier of *subject*; files about one thing are made one after the other."""
        about = self._about(subject)
        if self._follows[0] != about:
            self._follows = about, following(subject, self._lookup)
        return self._follows[1]

    def start(self, name: str) -> tuple[bytes, Mapping[str, bytes]]:
        """What the sheaf *name* has kept for its next making, empty where that is lost, and the files that stand as they were made."""
        return self._last.drawers.get(name, b""), self._intact

    def enter_sheaf(self, own: Digest, paths: Iterable[str], sheaf: Sheaf) -> None:
        """Note what the files of *sheaf* were made of, which stand at *paths*, and where its drawer is."""
        self._sheaves[sheaf.name] = own, tuple(paths)
        self._laid |= sheaf.laid
        if sheaf.name not in sheaf.laid:
            self._drawers[sheaf.name] = sheaf.drawer()

    def let_go(self) -> None:
        """Hold no shelf any longer: all files are entered, and the books need room themselves."""
        del self._shelves, self._lookup, self._reports, self._given, self._follows

    def edition(self, drawers: Mapping[str, bytes], taken: Iterable[str]) -> Edition:
        """The books of this build, once all files are entered: those *taken*, by their paths; beside its *drawers* are those of sheaves."""
        if self._is_lost:
            return Edition()
        facts, files = self._register.packed(), {name: self._files.pop(name).packed() for name in list(self._files)}
        books = Edition(
            facts=facts,
            numbered=self._register.numbered,
            cleared=self._last.cleared,
            files=self._kept | files,
            others=others_than(files, taken),
            sheaves=self._sheaves,
            laid=self._laid,
            drawers={DOSSIERS: self._drawn, **self._drawers, **drawers},
            look=self._look,
            dossiers=self.dossiers,
            shelves=self._lasting,
        )
        number, left = books.cleared
        if not self._last.facts:  # of books begun anew no fact is one of old
            return replace(books, cleared=(books.numbered, books.numbered))
        return cleared(books) if books.numbered - number > _WASTE * left else books

    def own_of(self, path: str, subject: Fact) -> Digest | None:
        """What ``own`` says of the file at *path*, where that follows from what the archive holds of *subject*, and it holds the same."""
        entry = self._entries.get(path)
        return entry[1] if entry and self._about(subject) in self._settled else None

    def own(self, kind: tuple[object, ...], given: Iterable[Callable[..., object]]) -> Digest | None:
        """Digest of what a file is made of besides the shelves; None where that cannot be told, as of a whole archive."""
        own: list[object] = []
        for value in chain.from_iterable(map(_arguments, given)):
            if isinstance(value, Archive) or callable(value):
                return None
            if isinstance(value, ListView):
                own += value.total, value.order, value.path, value.groups, *map(self._of, (value.orders, value.jumps, value.leaves))
            elif not isinstance(value, (Lookup, Cards)):
                own.append(self._of(value) if isinstance(value, _MET_AGAIN) else value)
        return digest(self._look, kind, own)

    def whole(self) -> Digest:
        """Digest of all that stands on the shelves."""
        return digest(self._all_dossiers, list(self._plain.values()))

    @cached_property
    def _all_dossiers(self) -> Digest:
        return digest(list(self.dossiers.items()))

    def _under(self, fact: Fact) -> str:
        """Under which name *fact* is registered: the dossier that it follows from, or those around it, or its shelf."""
        shelf, key = fact
        return around(key) if shelf in BY_SURROUNDINGS and key is not ALL else self._about(fact) or shelf

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
            self._held.append(value)  # or another might come to have its place, and be taken for it
        return known

    def _digest(self, fact: Fact) -> Digest:
        name, key = fact
        shelf = self._shelves.get(name)
        if shelf is not None and key is ALL:
            return self._plain.get(name) or self._all_dossiers
        if shelf is None or not dict.__contains__(shelf, key):
            return b""
        if name in COUNTED:
            accessions = peek(self._lookup.articles_of, key)
            return digest(b"".join(map(self._mentions.__getitem__, accessions)))
        value = shelf.peek(key)
        return self._of(value) if isinstance(value, _MET_AGAIN) else digest(value)


def _arguments(call: Callable[..., object]) -> tuple[object, ...]:
    """What *call* is given; the call itself where it is no ``partial`` and may know anything."""
    if isinstance(call, partial):
        return (call.func.__qualname__, *call.args, *call.keywords.values())
    return () if call is object else (call,)
