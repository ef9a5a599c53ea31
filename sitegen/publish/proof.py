"""An article that has just been read again, beside the archive as it was last gathered -> its page, at once.

A proof is what a printer pulls to look at before the run. It is the page as it will be, as far as that can be told without gathering the
archive anew: a name that no article had before has no page yet and is not linked, and what other articles have in common with the new words
is not known. The build that follows decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.model import AnnotatedArticle, Appearance, Archive, OutputFile, Quote, Report
from sitegen.publish.cards import with_article, write_cards
from sitegen.publish.lookup import Key, Lookup, by_whom, look_up, stretches_of
from sitegen.publish.nearness import nearest
from sitegen.publish.pages import article_page
from sitegen.publish.permalinks import article_path
from sitegen.publish.render import renderer
from sitegen.publish.theme import Theme, dressed
from sitegen.settings import Settings


class Proofs:
    """Pulls proofs of the articles of one archive."""

    def __init__(self, archive: Archive, settings: Settings, theme: Theme) -> None:
        theme = dressed(theme, settings)
        self._lookup = look_up(archive, {})
        self._cards = write_cards(self._lookup, theme.tongue)
        self._render = renderer(settings, theme)
        self._names = _names(archive)
        self._by_source = {one.article.provenance.source: one for one in archive.articles}

    def pull(self, annotated: AnnotatedArticle) -> tuple[OutputFile, str] | None:
        """The page of *annotated* and the path at which its article stood until now; None where no article of its source did."""
        before = self._by_source.get(annotated.article.provenance.source)
        if before is None:
            return None
        lookup = self._beside(annotated, before)
        return self._render(article_page(annotated, lookup, with_article(self._cards, annotated, lookup))), article_path(before.article)

    def _beside(self, annotated: AnnotatedArticle, before: AnnotatedArticle) -> Lookup:
        """The finding aids with *annotated* in the place of *before*."""
        lookup, names = self._lookup, self._names | self._meant(before)
        accession, old = annotated.article.provenance.accession, before.article.provenance.accession
        appearances = list(_appearances(annotated, names))
        counted = dict(Counter((one.type, one.entity) for one in appearances))
        reports = [_report(quote, accession, names) for quote in annotated.quotes]
        place = (*lookup.filed[old][:-1], accession)
        few = {key: [place if one[-1] == old else one for one in lookup.few_articles_of[key]] for key in lookup.entities_in[old]}
        beside = replace(
            lookup,
            articles=lookup.articles | {accession: annotated},
            filed=lookup.filed | {accession: place},
            beside=lookup.beside | {accession: lookup.beside.get(old, (None, None))},
            stretches=lookup.stretches.with_others({accession: stretches_of(annotated.article.blocks)}),
            reports=lookup.reports | {report.quote.id: report for report in reports},
            reports_in=lookup.reports_in | {accession: reports},
            appearances_in=lookup.appearances_in.with_others({accession: by_whom(appearances, counted)}),
            few_articles_of=lookup.few_articles_of.with_others(few),
            entities_in=lookup.entities_in.with_others({accession: counted}),
        )
        return replace(beside, near=lookup.near.with_others({accession: nearest(accession, beside)}))

    def _meant(self, before: AnnotatedArticle) -> dict[str, Key]:
        """Whom the names of an article were found to mean."""
        spans = {mention.span: mention.entity for mention in before.mentions}
        there = self._lookup.appearances_in.get(before.article.provenance.accession, {})
        return {spans[one.span]: key for key, ones in there.items() for one in ones if one.span in spans}


def _names(archive: Archive) -> dict[str, Key]:
    """Whom each name means that is one entity's alone."""
    found: dict[str, set[Key]] = {}
    for entity in archive.entities:
        for name in (entity.name, *entity.aliases):
            found.setdefault(name, set()).add((entity.type, entity.id))
    return {name: keys.pop() for name, keys in found.items() if len(keys) == 1}


def _appearances(annotated: AnnotatedArticle, names: dict[str, Key]) -> Iterator[Appearance]:
    for mention in annotated.mentions:
        if mention.entity in names:
            yield Appearance(*names[mention.entity], annotated.article.provenance.accession, mention.span, mention.text)


def _report(quote: Quote, accession: str, names: dict[str, Key]) -> Report:
    type, speaker = names.get(quote.speaker or "", (None, None))
    return Report(accession, quote, type, speaker)
