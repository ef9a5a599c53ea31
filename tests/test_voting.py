"""The user's own spaCy model as one more vote."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.errors import SettingsError
from sitegen.model import Capture, EntityType, Span, Vote
from sitegen.reading import take_stock
from sitegen.settings import find_site
from sitegen.voting import VotedRead, load_language, votes_of
from tests.articles import article, span

TEXT = "It was late. They saw Vorna Lorne, and rain."


@dataclass
class FakeEntity:
    text: str
    start_char: int
    end_char: int
    label_: str


@dataclass
class FakeDocument:
    ents: tuple[FakeEntity, ...]


def entity(text: str, words: str, label: str) -> FakeEntity:
    start = text.index(words)
    return FakeEntity(words, start, start + len(words), label)


@pytest.mark.parametrize("kind", ["organization", "place"])
def test_a_vote_decides_where_the_rules_are_in_doubt(kind: EntityType) -> None:
    of = article(TEXT)
    assert [mention.type for mention in annotate(of).value.mentions] == ["person"]
    (found,) = annotate(of, (Vote(span(TEXT, "Vorna Lorne"), kind),)).value.mentions
    assert (found.text, found.type) == ("Vorna Lorne", kind)


def test_a_vote_is_one_among_many() -> None:
    of = article("President Amal Haddad, 41, spoke. Haddad said it was late.")
    votes = (Vote(span(of.text, "Amal Haddad"), "place"),)
    assert {mention.type for mention in annotate(of, votes).value.mentions} == {"person"}


def test_a_vote_on_other_words_says_nothing() -> None:
    of = article(TEXT)
    votes = (Vote(span(TEXT, "saw Vorna Lorne"), "place"), Vote(Span(900, 950), "place"))
    assert annotate(of, votes).value == annotate(of).value


def test_labels_become_types_without_article_and_possessive() -> None:
    text = "The Quay Company’s ferry left Lima at noon with Ann Lee."
    document = FakeDocument(
        (
            entity(text, "The Quay Company’s", "ORG"),
            entity(text, "Lima", "GPE"),
            entity(text, "noon", "TIME"),
            entity(text, "Ann Lee", "PERSON"),
        )
    )
    assert [(text[v.span.start : v.span.end], v.type) for v in votes_of(document)] == [
        ("Quay Company", "organization"),
        ("Lima", "place"),
        ("Ann Lee", "person"),
    ]


def test_a_missing_model_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(SettingsError, match="spa") as caught:
        load_language("no_such_model_here")
    assert "install" in (caught.value.hint or "") + caught.value.message


def test_without_the_setting_nothing_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "sitegen.toml").write_text("")
    assert not isinstance(take_stock(find_site(None, tmp_path / "sitegen.toml", None)).reader.stage, VotedRead)
    (tmp_path / "sitegen.toml").write_text('spacy_model = "no_such_model_here"')
    with pytest.raises(SettingsError):
        take_stock(find_site(None, tmp_path / "sitegen.toml", None))


def test_the_reader_goes_to_another_process() -> None:
    reader = VotedRead("en_core_web_sm")
    assert pickle.loads(pickle.dumps(reader)) == reader  # noqa: S301


def test_a_real_pipeline_votes(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    language = spacy.blank("en")
    language.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Vorna Lorne"}])
    language.to_disk(tmp_path / "model")
    (found,) = VotedRead(str(tmp_path / "model"))(Capture("a.txt", (TEXT * 3).encode())).value.mentions[:1]
    assert (found.text, found.type) == ("Vorna Lorne", "organization")
