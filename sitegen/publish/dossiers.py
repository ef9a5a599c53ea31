"""What the archive holds of each article and each name, as one digest: where it is the same, nothing on the shelves about it has changed.

There are ten facts and more for each quote, name and article; to take the digest of each costs more than to render the few pages that an
edit reaches. A dossier says at once that all facts about an article or a name are as they were; only else is each of them looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from operator import attrgetter, is_
from typing import Any, NamedTuple

import msgspec

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.drawers import closed, opened, unpacked
from sitegen.model import EntityType
from sitegen.model.appearances import Roll
from sitegen.publish.lookup import COMMON, Key, Lookup
from sitegen.publish.shelves import Fact, peek

_QUOTE, _SPEAKER, _CORRECTION = attrgetter("quote"), attrgetter("speaker_type", "speaker"), attrgetter("correction")
_TOLD = ("story_of", "kinships", "compared", "originals", "former")
"""Of most articles nothing stands there."""
_OF_ARTICLE = ("articles", "days", "filed", "stretches", "reports_in", "appearances_in", "entities_in", *_TOLD)
_OF_QUOTE = ("reports", "echoes")
_OF_NAME = ("entities", "reports_by", "appearances_of", "articles_of", "times", "mentioned", "together", "dated", "few_articles_of")
BY_ARTICLE = frozenset((*(f"lookup.{name}" for name in _OF_ARTICLE), "cards.articles"))
"""The shelves on which what stands under an accession follows from the dossier of that article."""
BY_QUOTE = frozenset((*(f"lookup.{name}" for name in _OF_QUOTE), "cards.quotes"))
"""The same of what stands under the id of a quote, and the dossier of the article that holds it."""
BY_NAME = frozenset((*(f"lookup.{name}" for name in _OF_NAME), "cards.entities", "cards.names"))
"""The same of what stands under an entity, and its dossier. All other shelves are looked at fact by fact."""
COUNTED = frozenset(("lookup.mentioned", "lookup.together"))
"""Those of them on which stands what is counted over all articles of a name: to tell whether that is as it was, nothing need be counted."""
CALLED = "cards.names"
"""The shelf on which what stands under a name follows from the dossiers of the articles that mention it, too."""
NAME = "dossiers"
"""Of the drawer in which it is kept what dossiers were drawn up of."""
Row = tuple[Digest, Roll, Digest, Digest, Digest]
"""What stands for an article as it was read, its roll, what is told elsewhere of what it carries; what stands for it with who is meant by
its names; and its dossier."""
Subject = str | tuple[str, str]
"""What a dossier is about: an article, by its accession, or an entity, by its type and id."""
Meant = tuple[EntityType, str, str]
"""Type, id and name of an entity."""
_NOBODY = None, None
_HALF = 8
"""Bytes of each of the two digests in the dossier of a name."""


class _Drawn(msgspec.Struct, array_like=True):
    """A drawer: who is meant by each name, by its number on rolls, and by accession what stands in the dossiers of articles."""

    met: list[Meant | None] = []
    articles: dict[str, Row] = {}


Following = Mapping[str, frozenset[Any]]
"""By shelf, the keys of all that follows from one dossier."""


def following(subject: Fact, lookup: Lookup) -> Following:
    """What follows from the dossier of *subject*; from that of a name, all of the articles that mention it or in which it speaks, too."""
    shelf, key = subject
    if shelf in BY_NAME:
        reports, mentioned = dict.get(lookup.reports_by, key, ()), dict.get(lookup.articles_of, key, ())
        articles, names = frozenset((*mentioned, *(report.article for report in reports))), frozenset((key,))
        told = tuple(mentioned) if len(mentioned) <= COMMON else ()  # who stands beside those in very many is soon told fact by fact
    else:
        accession = dict.__getitem__(lookup.reports, key).article if shelf in BY_QUOTE else key
        reports = dict.get(lookup.reports_in, accession, ())
        articles, names, told = frozenset((accession,)), frozenset(), (accession,)
    quotes = frozenset(report.quote.id for report in reports)
    called = names.union(*(peek(lookup.entities_in, accession) for accession in told))
    follow = dict.fromkeys(BY_ARTICLE, articles) | dict.fromkeys(BY_QUOTE, quotes) | dict.fromkeys(BY_NAME, names)
    return follow | {CALLED: called}


def is_soon_made(subject: Fact, lookup: Lookup) -> bool:
    """Whether all files about *subject* are soon made: then to do so wherever its dossier is another takes less than to note each fact.

    Those about a name in very many articles are many, or long.
    """
    shelf, key = subject
    return shelf not in BY_NAME or len(dict.get(lookup.articles_of, key, ())) <= COMMON


class Dossiers(NamedTuple):
    """What was drawn up."""

    made: dict[str, Digest]
    """By accession, and by type and id of each name, a digest of all that the archive holds of it, in the order of the archive."""
    mentions: dict[str, Digest]
    """By accession, a digest of what the article says itself and of who is meant by its names."""
    drawer: bytes


def dossiers(lookup: Lookup, as_read: Mapping[str, Digest], last: Mapping[str, Digest] = NOT_KNOWN, drawer: bytes = b"") -> Dossiers:
    """The dossiers of all that *lookup* holds.

    *as_read* are digests that stand for articles which are as their captures were read; of others all is looked at. *last* are the dossiers
    that the last build drew up, and *drawer* is what it left: what is as it was then is not looked at again.
    """
    found, articles = _Articles(lookup, as_read), opened(drawer, _Drawn)
    rows = found.drawn(articles)
    made, mentions = ({accession: row[place] for accession, row in rows.items()} for place in (-1, -2))
    made.update(_of_names(lookup, found.elsewhere, made, last))
    return Dossiers(made, mentions, closed(_Drawn(found.met, rows)) if found.are_plain and not found.elsewhere else b"")


class _Articles:
    """The articles of *lookup*, of which *as_read* says what stands for them."""

    def __init__(self, lookup: Lookup, as_read: Mapping[str, Digest]) -> None:
        self._lookup, self._as_read = lookup, as_read
        self._names = {key: entity.name for key, entity in dict.items(lookup.entities)}
        stories = dict.items(lookup.story_of)
        versions = {accession: len(dict.__getitem__(lookup.stories, story)) for accession, story in stories}
        self._told = _echoed(lookup), versions, *(getattr(lookup, name) for name in _TOLD)
        self._are_told_of = frozenset(chain.from_iterable(map(dict.keys, self._told)))
        self.met = [who and (*who, self._names.get(who, "")) for who in lookup.met.numbered]
        """By its number on rolls, who is meant by each name, and what they are called."""
        self.are_plain = _are_plain(lookup)
        """Whether all that is known of what they quote follows from what they say and from who is meant by their names."""
        self.elsewhere: dict[Key, list[str]] = {}
        """By whoever speaks in articles that do not mention them, because the keeper says so, these articles."""

    def drawn(self, then: _Drawn) -> dict[str, Row]:
        """The dossier of each, with what it was drawn up of; that of *then* where it would be the same."""
        known = then.articles if self.are_plain else {}
        doubtful = self._doubtful(then.met) if known else frozenset()
        rows: dict[str, Row] = {}
        for accession in dict.keys(self._lookup.articles):
            told_of = digest([dict.get(told, accession) for told in self._told]) if accession in self._are_told_of else b""
            made_of = self._as_read.get(accession, b""), self._lookup.met.roll(accession), told_of
            row = known.get(accession)
            if row is None or not made_of[0] or row[:3] != made_of or accession in doubtful:
                row = *made_of, *self._dossier(accession, told_of)
            rows[accession] = row
        return rows

    def _doubtful(self, then: Sequence[Meant | None]) -> frozenset[str]:
        """The articles with names that mean or are called something else by now: by the numbers of names, *then* says what they were."""
        others = [(number, now) for number, (now, was) in enumerate(zip_longest(self.met, then)) if now != was]
        nobody, roll = {number for number, now in others if now is None}, self._lookup.met.roll
        articles = dict(dict.items(self._lookup.articles_of))
        named = chain.from_iterable(articles.get(now[:2], ()) for _, now in others if now)
        # who is nobody by now has no list; nearly always, nothing mentions the name any more
        unnamed = (one for one in dict.keys(self._lookup.articles) if not nobody.isdisjoint(unpacked(roll(one)))) if nobody else ()
        return frozenset(chain(named, unnamed))

    def _dossier(self, accession: str, told_of: Digest) -> tuple[Digest, Digest]:
        lookup = self._lookup
        annotated, reports = dict.__getitem__(lookup.articles, accession), dict.get(lookup.reports_in, accession, ())
        quotes, speakers = tuple(map(_QUOTE, reports)), list(map(_SPEAKER, reports))
        called, corrections = list(map(self._names.get, speakers)), list(map(_CORRECTION, reports))
        told = quotes if quotes != annotated.quotes else None, speakers, called, corrections
        mentioned = peek(lookup.entities_in, accession)
        for key in set(speakers).difference(mentioned, (_NOBODY,)):  # where the keeper says who it was
            self.elsewhere.setdefault(key, []).append(accession)
        # where a name stands, the article says itself; who is meant is found out of all articles
        meant = lookup.met.meant(accession)
        names = [who and self._names.get(who) for who in meant]
        itself = digest(self._as_read.get(accession) or digest(annotated), meant)
        return itself, digest(itself, told, names, told_of)


def _are_plain(lookup: Lookup) -> bool:
    """Whether no report of *lookup* says anything but its article, and who is meant there by a name: none is corrected or withheld."""
    reports = list(dict.values(lookup.reports))
    quotes = chain.from_iterable([annotated.quotes for annotated in dict.values(lookup.articles)])
    return not any(map(_CORRECTION, reports)) and all(map(is_, map(_QUOTE, reports), quotes))


def _of_names(
    lookup: Lookup, elsewhere: Mapping[Key, Sequence[str]], made: Mapping[str, Digest], last: Mapping[str, Digest]
) -> Iterator[tuple[str, Digest]]:
    """The dossier of each name: a digest of what it is and in how many articles, and one of the dossiers *made* of these.

    The second is that of the *last* time where the first is, and none of the articles is another.
    """
    anew = [accession for accession, dossier in made.items() if last.get(accession) != dossier]
    touched = {*elsewhere, *(key for accession in anew for key in peek(lookup.entities_in, accession))}
    for key, entity in dict.items(lookup.entities):
        around, name = dict.get(lookup.articles_of, key, ()), named(key)
        beside = elsewhere.get(key, ())
        itself = digest(entity, len(around) + len(beside))[:_HALF]
        dossier = last.get(name, b"") if key not in touched else b""
        is_known = dossier.startswith(itself)
        yield name, dossier if is_known else itself + digest(b"".join(map(made.__getitem__, (*around, *beside))))[:_HALF]


def named(key: Key) -> str:
    """What the dossier of an entity is called."""
    return f"{key[0]}/{key[1]}"


def subjects(dossiers: Iterable[str]) -> set[Subject]:
    """What *dossiers* are about."""
    return {(head, id) if id else head for head, _, id in (name.partition("/") for name in dossiers)}


def of_articles(dossiers: Iterable[str]) -> list[str]:
    """Which of *dossiers* are those of articles, for no accession holds a slash."""
    return [name for name in dossiers if "/" not in name]


def _echoed(lookup: Lookup) -> dict[str, list[tuple[object, ...]]]:
    """The echoes that the quotes of each article are part of, and whose story each article tells that carries one."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for echo in {echo.id: echo for echo in dict.values(lookup.echoes)}.values():
        carriers = [dict.__getitem__(lookup.reports, id).article for id in echo.quotes]
        told = echo.id, echo.quotes, [dict.get(lookup.story_of, carrier) for carrier in carriers]
        for carrier in dict.fromkeys(carriers):
            found.setdefault(carrier, []).append(told)
    return found
