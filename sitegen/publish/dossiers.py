"""What the archive holds of each article and each name, as one digest: where it is the same, nothing on the shelves about it has changed.

There are ten facts and more for each quote, name and article; to take the digest of each costs more than to render the few pages that an
edit reaches. A dossier says at once that all facts about an article or a name are as they were; only else is each of them looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from sitegen.digests import Digest, digest
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.shelves import Fact

_QUOTE, _SPEAKER, _CORRECTION = attrgetter("quote"), attrgetter("speaker_type", "speaker"), attrgetter("correction")
_OF_ARTICLE = ("articles", "days", "filed", "stretches", "reports_in", "appearances_in", "entities_in")
_OF_QUOTE = ("reports", "echoes")
_OF_NAME = ("entities", "reports_by", "appearances_of", "articles_of", "dated", "few_articles_of")
BY_ARTICLE = frozenset((*(f"lookup.{name}" for name in _OF_ARTICLE), "cards.articles"))
"""The shelves on which what stands under an accession follows from the dossier of that article."""
BY_QUOTE = frozenset((*(f"lookup.{name}" for name in _OF_QUOTE), "cards.quotes"))
"""The same of what stands under the id of a quote, and the dossier of the article that holds it."""
BY_NAME = frozenset((*(f"lookup.{name}" for name in _OF_NAME), "cards.entities", "cards.names"))
"""The same of what stands under an entity, and its dossier. All other shelves are looked at fact by fact."""


Following = Mapping[str, frozenset[Any]]
"""By shelf, the keys of all that follows from one dossier."""


def following(subject: Fact, lookup: Lookup) -> Following:
    """What follows from the dossier of *subject*; from that of a name, all of the articles that mention it or in which it speaks, too."""
    shelf, key = subject
    if shelf in BY_NAME:
        reports = dict.get(lookup.reports_by, key, ())
        articles, names = frozenset((*dict.get(lookup.articles_of, key, ()), *(report.article for report in reports))), frozenset((key,))
    else:
        accession = dict.__getitem__(lookup.reports, key).article if shelf in BY_QUOTE else key
        reports = dict.get(lookup.reports_in, accession, ())
        articles, names = frozenset((accession,)), frozenset()
    quotes = frozenset(report.quote.id for report in reports)
    return dict.fromkeys(BY_ARTICLE, articles) | dict.fromkeys(BY_QUOTE, quotes) | dict.fromkeys(BY_NAME, names)


def dossiers(lookup: Lookup, as_read: Mapping[str, Digest]) -> dict[str, Digest]:
    """By accession, and by type and id of each name, a digest of all that *lookup* holds of it, in the order of the archive.

    *as_read* are digests that stand for articles which are as their captures were read; of others all is looked at.
    """
    echoed, names = _echoed(lookup), {key: entity.name for key, entity in dict.items(lookup.entities)}
    versions = {accession: len(dict.__getitem__(lookup.stories, story)) for accession, story in dict.items(lookup.story_of)}
    made: dict[str, Digest] = {}
    elsewhere: dict[Key, list[str]] = {}
    for accession, annotated in dict.items(lookup.articles):
        reports = dict.get(lookup.reports_in, accession, ())
        quotes, speakers = tuple(map(_QUOTE, reports)), list(map(_SPEAKER, reports))
        told = quotes if quotes != annotated.quotes else None, speakers, list(map(names.get, speakers)), list(map(_CORRECTION, reports))
        mentioned = dict.__getitem__(lookup.entities_in, accession)
        for key in set(speakers).difference(mentioned):  # where the keeper says who it was
            elsewhere.setdefault(key, []).append(accession)
        # where a name stands, the article says itself; who is meant is found out of all articles
        who = lookup.met.meant(accession)
        made[accession] = digest(as_read.get(accession) or digest(annotated), told, who, echoed.get(accession), versions.get(accession))
    for key, entity in dict.items(lookup.entities):
        around = dict.get(lookup.articles_of, key, ())
        made[named(key)] = digest(entity, b"".join(map(made.__getitem__, [*around, *elsewhere[key]] if key in elsewhere else around)))
    return made


def named(key: Key) -> str:
    """What the dossier of an entity is called."""
    return f"{key[0]}/{key[1]}"


def _echoed(lookup: Lookup) -> dict[str, list[tuple[object, ...]]]:
    """The echoes that the quotes of each article are part of, and whose story each article tells that carries one."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for echo in {echo.id: echo for echo in dict.values(lookup.echoes)}.values():
        carriers = [dict.__getitem__(lookup.reports, id).article for id in echo.quotes]
        told = echo.id, echo.quotes, [dict.get(lookup.story_of, carrier) for carrier in carriers]
        for carrier in dict.fromkeys(carriers):
            found.setdefault(carrier, []).append(told)
    return found
