"""The order of the stages, and nothing else.

Each stage is imported where it runs: reading a capture, in a worker as in ``sitegen inspect``, must not wait for the template engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import AnnotatedArticle, Capture, Note, Noted, Vote
from sitegen.model.work import Spread

if TYPE_CHECKING:
    from sitegen.catalog.memory import Memory
    from sitegen.catalog.rules import Authority
    from sitegen.model import Archive, DrawnFile, Edition, Moved, OutputFile
    from sitegen.publish.keeping.ledger import Ledger
    from sitegen.publish.proof import Proofs
    from sitegen.publish.site import Revision
    from sitegen.publish.theme import Theme
    from sitegen.settings import Settings


def read(capture: Capture, vote: Callable[[str], Sequence[Vote]] | None = None) -> Noted[AnnotatedArticle]:
    """One capture, cleaned and annotated; depends on nothing but the capture, and what *vote* says of the names in its text."""
    from sitegen.annotate import annotate
    from sitegen.ingest import ingest

    article = ingest(capture)
    annotated = annotate(article.value, vote(article.value.text) if vote else ())
    return Noted(annotated.value, article.notes + annotated.notes)


def gather(
    articles: Sequence[AnnotatedArticle],
    authority: Authority | None = None,
    withheld: Sequence[str] = (),
    memory: Memory | None = None,
    spread: Spread = map,
) -> Noted[Archive]:
    """All articles at once: the archive they make, as its keeper's *authority* corrects it, without the names *withheld*.

    It is the same whatever *memory* holds of an earlier time; what was worked out now is left there. *spread* is like ``map``.
    """
    from sitegen.catalog import catalog
    from sitegen.catalog.rules import Authority
    from sitegen.catalog.withheld import Withheld
    from sitegen.publish.keeping.keep import told_apart

    made = catalog(articles, authority or Authority(), Withheld(frozenset(withheld)), memory, spread)
    return Noted(told_apart(made.value), made.notes)


def findings(archive: Archive, notes: Sequence[Note], authority: Authority, memory: Memory) -> int:
    """How many things in *archive*, which was gathered with *memory* just now, deserve its keeper's look."""
    from sitegen.catalog.review import count_findings

    return count_findings(archive, notes, authority, memory)


def keep(archive: Archive, ledger: Ledger, withheld: Sequence[str] = ()) -> tuple[Archive, Ledger]:
    """*archive* under the addresses that *ledger* says were given out, none of which tells a name *withheld*, and the ledger of all."""
    from sitegen.catalog.withheld import Withheld
    from sitegen.publish.keeping.keep import keep
    from sitegen.publish.permalinks import FOLDERS

    secret = Withheld(frozenset(withheld))
    untold = {entry.path: entry for entry in ledger if secret.spelled(entry.path)} if withheld else {}
    # Nothing may take the address of a withheld name again, not even who once stood there under another.
    kept = keep(archive, tuple(entry for entry in ledger if entry.path not in untold or entry.shelf not in FOLDERS.values()))
    moved = kept.archive.moved
    if withheld:
        moved = tuple(moved for moved in _harmless(kept.archive) if moved.path not in untold)
    return replace(kept.archive, moved=moved), tuple((untold | {entry.path: entry for entry in kept.ledger}).values())


def _harmless(archive: Archive) -> Iterator[Moved]:
    """The addresses of old that are no other form of a name withheld: neither of somebody gone nor of a headline that told it."""
    from sitegen.catalog.withheld import SIGN
    from sitegen.publish.permalinks import FOLDERS, article_path

    silenced = {article_path(one.article) for one in archive.articles if SIGN in (one.article.title or "")}
    for moved in archive.moved:
        shelf = moved.path.partition("/")[0]
        if not (shelf == "articles" and moved.to in silenced) and not (shelf in FOLDERS.values() and moved.to is None):
            yield moved


def corrected(article: AnnotatedArticle, authority: Authority) -> AnnotatedArticle:
    """*article* with what the keeper of the archive knows of it and of its quotes."""
    from sitegen.catalog.corrections import correct_articles

    return correct_articles((article,), authority)[0][0]


def proofs(archive: Archive, settings: Settings, theme: Theme) -> Proofs:
    """What shows an article of *archive* that was read again, before all are gathered again."""
    from sitegen.publish.proof import Proofs

    return Proofs(archive, settings, theme)


def remarks(archive: Archive, settings: Settings, theme: Theme) -> tuple[Note, ...]:
    """What publishing notices; the notes on the settings name no source."""
    from sitegen.publish.remarks import remarks

    return tuple(remarks(archive, settings, theme))


def render(
    archive: Archive, settings: Settings, theme: Theme, originals: Mapping[str, str] | None = None
) -> Iterator[OutputFile | DrawnFile]:
    """The files of the site, pages and assets; *originals* says, by accession, where captures stand among them."""
    from sitegen.publish import publish

    return publish(archive, settings, theme, originals or {})


def revise(
    archive: Archive,
    settings: Settings,
    theme: Theme,
    last: Edition,
    intact: Mapping[str, bytes],
    spread: Spread,
    originals: Mapping[str, str],
    as_read: Mapping[str, bytes],
) -> Revision:
    """The same, beside the edition *last* of an earlier build, as far as the files that it made are *intact*; *spread* is like ``map``.

    *as_read* are digests that stand for the articles which are as their captures were read, by accession.
    """
    from sitegen.publish.site import revise

    return revise(archive, settings, theme, last, intact, spread, originals, as_read)
