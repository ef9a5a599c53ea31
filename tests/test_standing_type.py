"""Lists are printed from the leaf that stands: cards are dealt for what changed alone, and the leaf is that of a clean build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from sitegen.model import Appearance, Archive, Edition, OutputFile, Span
from sitegen.publish import entity_page, list_pages
from sitegen.publish.site import revise
from sitegen.publish.theme import Theme, load_theme
from sitegen.settings import Settings
from tests.many_articles import many_articles

Pages = dict[str, bytes]
BEFORE = many_articles(40, 80)
_ONE, *_OTHERS = BEFORE.entities
AFTER = replace(BEFORE, entities=(structs.replace(_ONE, name="Orla <li> Brask & “Sons”"), *_OTHERS))
"""The same with another name for one person, who stands elsewhere then."""


def mentions(archive: Archive) -> Archive:
    """*archive* with the mention of each speaker behind the words."""
    texts = {one.article.provenance.accession: one.article.text for one in archive.articles}
    names = {entity.id: entity.name for entity in archive.entities}
    met = []
    for report in archive.reports:
        name = names[report.speaker or ""]
        start = texts[report.article].index(f"said {name}", report.quote.segments[-1].end) + len("said ")
        met.append(Appearance("person", report.speaker or "", report.article, Span(start, start + len(name)), name))
    return replace(archive, appearances=tuple(met))


@pytest.fixture(name="dealt")
def _dealt(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The keys for which lists ask for cards."""
    keys: list[object] = []
    monkeypatch.setattr("sitegen.publish.leaves.LEAF", 12)

    def row(shelf: dict[Any, Any], some: list[Any]) -> list[Any]:
        keys.extend(some)
        return [shelf[key] for key in some]

    monkeypatch.setattr(list_pages, "row", row)
    return keys


def built(archive: Archive, theme: Theme, last: Edition, stand: Pages) -> tuple[Pages, Edition]:
    """The pages of *archive* made upon the *last* edition, of which they *stand*, and the next edition."""
    revision = revise(archive, Settings(), theme, last, stand)
    made = {file.path: file.content for file in revision.files if isinstance(file, OutputFile) and file.path.endswith(".html")}
    return stand | made, revision.edition(())


@pytest.mark.parametrize("lost", [False, True])
def test_cards_are_dealt_for_what_changed_alone(dealt: list[object], lost: bool) -> None:
    theme = load_theme(None)
    clean, _ = built(AFTER, theme, Edition(), {})
    many = len([key for key in dealt if isinstance(key, tuple)])
    stand, edition = built(BEFORE, theme, Edition(), {})
    dealt.clear()
    now, edition = built(AFTER, theme, edition, {} if lost else stand)
    few = [key for key in dealt if isinstance(key, tuple)]
    assert {path: now[path] for path in clean} == clean != stand
    assert len(few) == many if lost else 2 <= len(few) < many / 3
    back, _ = built(BEFORE, theme, edition, now)
    assert {path: back[path] for path in stand} == stand


def test_what_templates_of_a_sites_own_say_of_an_entry_is_said_anew(dealt: list[object]) -> None:
    ours = load_theme(None)
    counting = dict(ours.templates)["pages/entities.html"].replace(
        "{% block card %}", "{% block card %}{{ view.path }}, of {{ group.cards | length }}: "
    )
    templates = tuple((name, counting if name == "pages/entities.html" else source) for name, source in ours.templates)
    theme = structs.replace(ours, templates=templates, own=frozenset({"pages/entities.html"}))
    clean, _ = built(AFTER, theme, Edition(), {})
    stand, edition = built(BEFORE, theme, Edition(), {})
    now, _ = built(AFTER, theme, edition, stand)
    assert {path: now[path] for path in clean} == clean != stand
    assert dealt


def test_mentions_in_articles_that_are_as_they_were_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    theme, before = load_theme(None), mentions(BEFORE)
    *others, last = before.articles
    after = replace(before, articles=(*others, replace(last, article=replace(last.article, title="A log of the weir"))))
    clean, _ = built(after, theme, Edition(), {})
    stand, edition = built(before, theme, Edition(), {})
    made: list[str] = []
    contexts = entity_page._contexts

    def noted(accessions: Sequence[str], *more: Any) -> Iterator[Any]:
        made.extend(accessions)
        return contexts(accessions, *more)

    monkeypatch.setattr(entity_page, "_contexts", noted)
    now, _ = built(after, theme, edition, stand)
    assert {path: now[path] for path in clean} == clean != stand
    assert set(made) == {last.article.provenance.accession}
