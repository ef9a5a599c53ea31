"""Keeps the addresses of an archive: names stay where they first stood, and whatever moved is followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sitegen.model import AnnotatedArticle, Archive, Moved
from sitegen.model.value import Value
from sitegen.publish.keeping.ledger import Entry, Ledger, mark, sketch
from sitegen.publish.keeping.names import kept_ids, under_ids
from sitegen.publish.keeping.recognition import articles_now, entities_now, quotes_now
from sitegen.publish.permalinks import DIGITS, FOLDERS, article_path, entity_path, quote_path


class Kept(Value):
    """An archive under its kept addresses, with what moved, and the ledger of all that was ever given out."""

    archive: Archive
    ledger: Ledger


def keep(archive: Archive, ledger: Ledger) -> Kept:
    """*archive* with its names under the ids that *ledger* remembers, and what has become of every address in it."""
    names = entities_now(archive, ledger)
    ids = kept_ids(archive, ledger, names)
    archive = under_ids(archive, ids)
    present = {entry.path: entry for entry in _entries(archive)}
    leads_to = _successions(archive, ledger) | {path: entity_path(key[0], ids[key]) for path, key in names.items()}
    moved = tuple(Moved(entry.path, leads_to.get(entry.path)) for entry in sorted(ledger, key=_path) if entry.path not in present)
    old = (_renewed(entry, present.get(leads_to.get(entry.path, ""))) for entry in ledger)
    return Kept(replace(archive, moved=moved), tuple({entry.path: entry for entry in (*present.values(), *old)}.values()))


def told_apart(archive: Archive) -> Archive:
    """*archive*, in which articles that would stand at one address bear their whole accession there: anybody can make two such captures."""
    numbers = [annotated.article.provenance.accession[:DIGITS] for annotated in archive.articles]
    if len(set(numbers)) == len(numbers):
        return archive
    often = Counter(numbers)
    alike = [annotated for number, annotated in zip(numbers, archive.articles, strict=True) if often[number] > 1]
    paths = Counter(article_path(annotated.article) for annotated in alike)
    doubles = {id(annotated) for annotated in alike if paths[article_path(annotated.article)] > 1}
    if not doubles:
        return archive
    return replace(archive, articles=tuple(_doubled(one) if id(one) in doubles else one for one in archive.articles))


def _doubled(annotated: AnnotatedArticle) -> AnnotatedArticle:
    article = annotated.article
    return replace(annotated, article=replace(article, provenance=replace(article.provenance, has_double=True)))


def _path(entry: Entry) -> str:
    return entry.path


def _successions(archive: Archive, ledger: Ledger) -> dict[str, str]:
    """Where each article and quote of *ledger* is now, by path; a quote that is no more leads to its article."""
    paths = {annotated.article.provenance.accession: article_path(annotated.article) for annotated in archive.articles}
    now = articles_now(archive, ledger)
    successors = {entry.marks[0]: now[entry.path] for entry in ledger if entry.path in now} | dict(zip(paths, paths, strict=True))
    beside = {e.path: paths[successors[e.marks[0]]] for e in ledger if e.shelf == "quotes" and e.marks[0] in successors}
    return {path: paths[accession] for path, accession in now.items()} | beside | quotes_now(archive, ledger, successors)


def _renewed(entry: Entry, now: Entry | None) -> Entry:
    """*entry* with the marks of what it leads to, so that it is known again after the next change too; a name keeps those it once had."""
    if now is None:
        return entry
    if entry.shelf in FOLDERS.values():
        return Entry(entry.path, tuple(dict.fromkeys((*entry.marks, *now.marks))))
    if now.shelf == entry.shelf:
        return Entry(entry.path, now.marks)
    return Entry(entry.path, (now.marks[0], entry.marks[1]))


def _entries(archive: Archive) -> Iterator[Entry]:
    """An entry for every address that *archive* gives out."""
    for annotated in archive.articles:
        origin = annotated.article.provenance
        yield Entry(article_path(annotated.article), (origin.accession, mark(origin.source)))
    for report in archive.reports:
        yield Entry(quote_path(report.quote), (report.article, sketch(report.quote.text)))
    for entity in archive.entities:
        yield Entry(entity_path(entity.type, entity.id), (mark(entity.name),))
