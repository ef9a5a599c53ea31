"""A search that is made upon what the last one has left is, byte for byte, the search that is made from nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import msgspec
import pytest

from sitegen.model import AnnotatedArticle, Archive, Article, OutputFile, Sheaf
from sitegen.publish.dossiers import dossiers
from sitegen.publish.lookup import look_up
from sitegen.publish.search import bind_search, search_files
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.wording import NO_TITLE
from tests.many_articles import many_articles

Files = dict[str, bytes]


Left = dict[str, bytes]
"""The drawer, and its trays by name."""


def upon(archive: Archive, left: Left, stand: Files, lost: str = "") -> tuple[Files, Left, set[str]]:
    """The files of *archive* made upon the last making, of which this is *left*, and its files *stand*, but for the one *lost*.

    And what is left now, and the paths of the files that were made anew.
    """
    there = {path: content for path, content in stand.items() if path != lost}
    lookup, trays = look_up(archive, {}), {name: tray for name, tray in left.items() if name != lost}
    sheaf = bind_search(lookup, ENGLISH, left.get("", b""), there, dossiers(lookup, {})[0], trays)
    files = tuple(sheaf.files)
    made = {file.path: file.content for file in files if isinstance(file, OutputFile)}
    now = left | {"": sheaf.drawer()} | dict(sheaf.trays())
    return {file.path: made.get(file.path) or stand[file.path] for file in files}, now, set(made)


def clean(archive: Archive) -> Files:
    return {file.path: file.content for file in search_files(archive)}


def reworded(annotated: AnnotatedArticle, old: str, new: str) -> AnnotatedArticle:
    article = annotated.article
    return replace(annotated, article=replace(article, text=article.text.replace(old, new)))


def _edited(archive: Archive, random: Random, more: Archive) -> Archive:
    articles = list(archive.articles)
    at = random.randrange(len(articles))
    edit = random.randrange(6)
    if edit == 0:
        articles[at] = reworded(articles[at], " the ", random.choice((" one ", " Hafenstraße ", " 🙂 ")))
    elif edit == 1:
        articles.insert(at, random.choice(more.articles))
    elif edit == 2 and len(articles) > 5:
        del articles[at]
    elif edit == 3:
        random.shuffle(articles)
    elif edit == 4:
        return replace(archive, entities=archive.entities[at % 3 :])
    else:
        articles[at] = replace(articles[at], quotes=articles[at].quotes[1:])
    return replace(archive, articles=tuple({one.article.provenance.accession: one for one in articles}.values()))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_files_are_those_made_from_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if seed > 1:  # many words are common together, there are many shards, and moves are soon many
        monkeypatch.setattr("sitegen.publish.search_neighbours.EXPECTED", 2 * seed)
        monkeypatch.setattr("sitegen.publish.search_neighbours._MANY", 2 * seed)
        for name, size in (("SIZE", 400), ("_LEAST", 100), ("_MOST", 800)):
            monkeypatch.setattr(f"sitegen.publish.search_shards.{name}", size)
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    archive, more = many_articles(25, 120, seed), many_articles(25, 90, seed + 10)
    more = replace(more, articles=tuple(replace(one, article=_renamed(one)) for one in more.articles))
    left, stand = Left(), Files()
    for _ in range(12):
        lost = random.choice(sorted(random.choice((stand, left)))) if stand and random.random() < 0.4 else ""
        stand, left, _ = upon(archive, left, stand, lost)
        assert stand == clean(archive)
        archive = _edited(archive, random, more)


def _renamed(annotated: AnnotatedArticle) -> Article:
    article = annotated.article
    return replace(article, provenance=replace(article.provenance, accession=article.provenance.accession[::-1]))


def test_only_what_an_edit_reaches_is_made_anew() -> None:
    archive = many_articles(150, 300)
    stand, first, _ = upon(archive, {}, {})
    articles = list(archive.articles)
    word = max(articles[70].article.text.split(), key=len)
    articles[70] = reworded(articles[70], f" {word} ", " anchorage ")
    _, second, made = upon(replace(archive, articles=tuple(articles)), first, stand)
    assert len([path for path in made if path.startswith("search/texts")]) == 1
    assert not any(path.startswith(("search/names", "search/facts")) for path in made)
    assert len([path for path in made if path.startswith("search/terms")]) <= 4
    assert upon(replace(archive, articles=tuple(articles)), second, dict.fromkeys(stand, b""))[2] == {"search/manifest.js"}


@pytest.mark.parametrize("drawer", [b"", b"\x00", b"no drawer at all", msgspec.msgpack.encode({"words": 1})])
def test_a_damaged_drawer_costs_only_time(drawer: bytes) -> None:
    archive = many_articles(8, 60)
    assert upon(archive, {"": drawer}, {})[0] == clean(archive)


def test_what_was_said_in_another_tongue_is_not_looked_at() -> None:
    archive = many_articles(8, 60)
    untitled = replace(archive.articles[3], article=replace(archive.articles[3].article, title=None))
    lookup = look_up(replace(archive, articles=(*archive.articles[:3], untitled, *archive.articles[4:])), {})
    known, german = dossiers(lookup, {})[0], Tongue("de", messages={NO_TITLE: ("Ohne Überschrift",)})
    first = bind_search(lookup, ENGLISH, known=known)
    stand = _contents(first)
    then = bind_search(lookup, german, first.drawer(), stand, known, dict(first.trays()))
    assert stand | _contents(then) == _contents(bind_search(lookup, german, known=known)) != stand


def _contents(sheaf: Sheaf) -> Files:
    return {file.path: file.content for file in sheaf.files if isinstance(file, OutputFile)}


def test_words_that_nothing_holds_any_more_do_not_pile_up() -> None:
    archive = many_articles(20, 100)
    _, first, _ = upon(archive, {}, {})
    few = replace(archive, articles=archive.articles[:2], entities=())
    _, second, _ = upon(few, first, {})
    assert sum(map(len, upon(few, second, {})[1].values())) < sum(map(len, first.values())) / 5
