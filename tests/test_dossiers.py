"""Dossiers that are drawn up upon the last ones are those that are drawn up anew, and few are looked into."""

from __future__ import annotations

import pytest

from sitegen.catalog import catalog
from sitegen.catalog.memory import Memory
from sitegen.digests import digest
from sitegen.model import AnnotatedArticle
from sitegen.publish import dossiers as desk
from sitegen.publish.dossiers import dossiers
from sitegen.publish.lookup import Lookup, look_up
from tests.many_articles import many_articles


def _gathered(articles: list[AnnotatedArticle], memory: Memory) -> tuple[Lookup, dict[str, bytes], Memory]:
    archive = catalog(articles, memory=memory).value
    as_read = {one.article.provenance.accession: digest(one) for one in archive.articles}
    return look_up(archive, {}), as_read, Memory(memory.left)


def test_upon_articles_that_come_and_go_few_dossiers_are_drawn_up_and_all_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(many_articles(40).articles)
    drawn: list[str] = []
    draw = desk._Articles._dossier

    def watched(self: desk._Articles, accession: str, told_of: bytes) -> tuple[bytes, bytes]:
        drawn.append(accession)
        return draw(self, accession, told_of)

    lookup, as_read, memory = _gathered(articles[:30], Memory())
    last, _, drawer = dossiers(lookup, as_read)
    monkeypatch.setattr(desk._Articles, "_dossier", watched)
    for step in range(1, 8):
        lookup, as_read, memory = _gathered(articles[step : 30 + step], memory)
        drawn.clear()
        made, mentions, left = dossiers(lookup, as_read, last, drawer)
        assert articles[29 + step].article.provenance.accession in drawn
        assert len(drawn) < 30
        assert made == dossiers(lookup, as_read)[0]
        assert made == dossiers(lookup, as_read, last, b"damaged")[0]
        assert mentions == dossiers(lookup, as_read)[1]
        last, drawer = made, left
