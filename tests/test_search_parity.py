"""The shards answer as lunr.js answers over one index of everything, made by the ``lunr`` package."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lunr.builder import Builder

from sitegen.model import Archive
from sitegen.publish.lookup import look_up
from sitegen.publish.search import search_files
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import stem, tokens, utf16
from sitegen.publish.tongue import ENGLISH
from tests.invented_archive import invented_archive
from tests.many_articles import many_articles
from tests.shared import miss
from tests.site.built import ROOT

Clause = dict[str, Any]


def numbered(archive: Archive) -> Iterator[tuple[int, Entry]]:
    """What can be found, with the number that it has in the browser."""
    catalogue = Catalogue(look_up(archive, {}), ENGLISH)
    documents = sum(catalogue.documents)
    for number, first in enumerate(accumulate(catalogue.documents, initial=0)):
        if number < catalogue.articles and catalogue.documents[number]:
            yield from enumerate(catalogue.entries(number), first)
    for number in range(catalogue.articles, len(catalogue.keys)):
        if entity := catalogue.entity(number):
            yield documents + number - catalogue.articles, entity


def entries(archive: Archive) -> list[Entry]:
    """What can be found."""
    return [entry for _, entry in numbered(archive)]


def whole_index(archive: Archive) -> dict[str, Any]:
    """One lunr index of everything, as the ``lunr`` package makes it of the same words; its terms in the order that lunr.js needs."""
    builder = Builder()
    for name in FIELDS:
        builder.field(name)
    for number, entry in numbered(archive):
        builder.add({"id": number, **{name: [stem(token) for token in tokens(entry.field(name))] for name in FIELDS}})
    index: dict[str, Any] = builder.build().serialize()
    index["invertedIndex"].sort(key=lambda row: utf16(row[0]))
    return index


def questions(archive: Archive, number: int, seed: int = 7) -> list[dict[str, Any]]:
    """Questions of every kind that the search page asks: words, several words, names, beginnings, common and unknown words."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    bodies = [tokens(entry.body) for entry in entries(archive) if entry.type in ("article", "quote")]
    names = [tokens(entry.title) for entry in entries(archive) if entry.type not in ("article", "quote")]

    def word(token: str) -> list[Clause]:
        return [{"term": stem(token)}]

    def unfinished(token: str) -> list[Clause]:
        start = token[: max(4, len(token) - random.randint(0, 3))]
        return [{"term": stem(start)}, {"term": start, "prefix": True}]

    def ask(kind: int) -> list[list[Clause]]:
        body, name = random.choice(bodies), random.choice(names)
        some = random.sample(body, min(len(body), random.randint(2, 5)))
        kinds = (
            [word(random.choice(body))],
            [word(token) for token in some],
            [word(token) for token in name],
            [unfinished(random.choice(body))],
            [*map(word, some[:-1]), unfinished(some[-1])],
            [*map(word, name[:-1]), unfinished(name[-1])],
            [word("the"), word(random.choice(body))],
            [word("xyzzyqwv"), word(random.choice(body))],
            [word(random.choice(body)), word(random.choice(random.choice(bodies)))],
            [[*word(some[0]), *word(some[-1])], word(some[0])],
        )
        return kinds[kind % len(kinds)]

    return [{"groups": ask(number), "needsAll": random.random() < 0.3} for number in range(number)]


def differences(archive: Archive, number: int, folder: Path) -> dict[str, Any]:
    """What Node finds when it asks the shards of *archive* and its one whole index the same questions."""
    (folder / "whole.json").write_text(json.dumps(whole_index(archive)), encoding="utf-8")
    found: dict[str, Any] = ask("parity.js", archive, questions(archive, number), folder)
    return found


def ask(script: str, archive: Archive, asked: list[Any], folder: Path) -> Any:
    """What the script says of the questions *asked*, given the search of *archive*."""
    node = shutil.which("node")
    if node is None:
        miss("no node: install Node 20 or newer")
    (folder / "search").mkdir()
    for file in search_files(archive):
        (folder / file.path).write_bytes(file.content)
    (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
    command = [str(node), f"tests/js/{script}", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("articles", "words", "asked"), [(1000, 140, 600), (30, 700, 200)])
def test_the_same_documents_and_scores(articles: int, words: int, asked: int, tmp_path: Path) -> None:
    found = differences(many_articles(articles, words), asked, tmp_path)
    assert found["wrong"] == []
    assert (found["asked"], found["answered"] > asked * 0.8) == (asked, True)


def test_the_same_in_a_small_archive(tmp_path: Path) -> None:
    found = differences(invented_archive(), 100, tmp_path)
    assert found["wrong"] == []


def test_phrases_are_found_wherever_they_stand_and_nowhere_else(tmp_path: Path) -> None:
    archive = many_articles(400, 250)
    texts = {number: [f" {' '.join(tokens(entry.field(name)))} " for name in FIELDS] for number, entry in numbered(archive)}
    random = Random(5)  # noqa: S311  (nothing here is a secret)
    phrases = ["of the", "the of", "in the and"]
    for words in (random.choice(list(texts.values()))[2].split() for _ in range(80)):
        at = random.randrange(max(len(words) - 4, 1))
        phrases.append(" ".join(words[at : at + random.randint(2, 4)]))
        phrases.append(" ".join(random.sample(words[at : at + 3], len(words[at : at + 3]))))
    wanted = [[n for n, fields in texts.items() if any(f" {phrase} " in text for text in fields)] for phrase in phrases]
    assert any(file.path.startswith("search/pairs-") for file in search_files(archive))
    found = ask("find.js", archive, [f'"{phrase}"' for phrase in phrases], tmp_path)
    assert [(phrase, a, b) for phrase, a, b in zip(phrases, wanted, found, strict=True) if a != b] == []
