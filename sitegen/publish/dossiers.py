"""What the archive holds of each article and each name, as one digest: where it is the same, nothing on the shelves about it has changed.

There are ten facts and more for each quote, name and article; to take the digest of each costs more than to render the few pages that an
edit reaches. A dossier says at once that all facts about an article or a name are as they were; only else is each of them looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from sitegen.digests import Digest, digest
from sitegen.model import AnnotatedArticle, Report
from sitegen.publish.lookup import Key, Lookup, speaker_key
from sitegen.publish.shelves import Fact

_MET = attrgetter("type", "entity", "span.start", "span.end")
"""Who is meant by a mention, and by which."""
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
    made = {accession: _of_article(accession, annotated, lookup, as_read) for accession, annotated in dict.items(lookup.articles)}
    return made | {named(key): _of_name(key, lookup, made) for key in dict.keys(lookup.entities)}


def named(key: Key) -> str:
    """What the dossier of an entity is called."""
    return f"{key[0]}/{key[1]}"


def _of_article(accession: str, annotated: AnnotatedArticle, lookup: Lookup, as_read: Mapping[str, Digest]) -> Digest:
    known = as_read.get(accession)
    reports, appearances = dict.get(lookup.reports_in, accession, ()), dict.get(lookup.appearances_in, accession, ())
    told, versions = list(_told(reports, annotated, lookup)), dict.get(lookup.stories, dict.get(lookup.story_of, accession, ""), ())
    return digest(known or digest(annotated), accession, told, list(map(_MET, appearances)), len(versions))


def _told(reports: Iterable[Report], annotated: AnnotatedArticle, lookup: Lookup) -> Iterator[tuple[object, ...]]:
    """What is known of the quotes of *annotated* besides what the article itself says."""
    own = set(map(id, annotated.quotes))
    for report in reports:
        key = speaker_key(report)
        speaker = dict.get(lookup.entities, key) if key else None
        echo = dict.get(lookup.echoes, report.quote.id)
        quote = report.quote.id if id(report.quote) in own else report.quote
        carriers = [dict.__getitem__(lookup.reports, id).article for id in echo.quotes] if echo else ()
        stories = [dict.get(lookup.story_of, carrier) for carrier in carriers]
        yield quote, key, speaker and speaker.name, report.correction, echo, stories


def _of_name(key: Key, lookup: Lookup, articles: Mapping[str, Digest]) -> Digest:
    spoken = dict.fromkeys(report.article for report in dict.get(lookup.reports_by, key, ()))
    around = b"".join(map(articles.__getitem__, (*dict.get(lookup.articles_of, key, ()), *spoken)))
    return digest(dict.__getitem__(lookup.entities, key), around)
