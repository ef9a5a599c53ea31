"""A withheld name in other forms: its family, its spellings, and what only sounds like it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.catalog import catalog
from sitegen.catalog.withheld import SIGN, Withheld
from sitegen.model import AnnotatedArticle, Removed
from sitegen.traces import find_doubts
from tests.articles import annotated, article, mention

QUILL = Withheld(frozenset({"Mara Quill"}))


@pytest.mark.parametrize("text", ["the Quills’ house", "The QUILLS left", "Quills Haus", "Quill’s", "quill-and-son", "the Quills'"])
def test_a_family_is_withheld_with_its_name(text: str) -> None:
    assert "uill" not in Withheld(frozenset({"Quill"})).without(text).casefold()
    assert Withheld(frozenset({"Jones"})).without("the Joneses ran") == f"the {SIGN} ran"
    assert Withheld(frozenset({"Quill"})).without("Quilling, quillsome") == "Quilling, quillsome"


def told_of(text: str, *forms: tuple[str, str], source: str = "one.txt", title: str = "Rain") -> AnnotatedArticle:
    """An article in which each of *forms*, words and whom they mean, is a person."""
    made = article(text, title=title, source=source)
    return annotated(made, (), tuple(mention(made, words, name) for words, name in forms))


def test_the_family_of_somebody_withheld_is_withheld_where_they_are_spoken_of() -> None:
    here = told_of("Mara Quill left. The Quills’ house burned, and Lena Quill with it.", ("Mara Quill", "Mara Quill"), title="Quill flees")
    away = told_of("Lena Quill bakes.", ("Lena Quill", "Lena Quill"), source="two.txt")
    texts = [one.article.text for one in catalog([here, away], withheld=QUILL).value.articles]
    assert sorted(texts) == ["Lena Quill bakes.", f"{SIGN} left. The {SIGN}’ house burned, and Lena {SIGN} with it."]
    (told,) = catalog([here], withheld=QUILL).value.articles
    assert told.article.title == f"{SIGN} flees"


def test_a_family_name_that_is_a_word_too_is_withheld_only_where_it_is_a_name() -> None:
    story = told_of("Mara Rice cooked rice. The Rices ate Rice.", ("Mara Rice", "Mara Rice"))
    (one,) = catalog([story], withheld=Withheld(frozenset({"Mara Rice"}))).value.articles
    assert one.article.text == f"{SIGN} cooked rice. The {SIGN} ate {SIGN}."


def test_another_spelling_that_the_archive_knows_is_withheld_wherever_it_stands() -> None:
    from sitegen.catalog.rules import Authority, EntityRule

    here = told_of("Mara Quill left the town of Odde.", ("Mara Quill", "Mara Quill"))
    there = told_of("Мара Квилл слышала дождь.", ("Мара Квилл", "Мара Квилл"), source="two.txt")
    there = replace(there, article=replace(there.article, removed=(Removed("related", "Мара Квилл спит"),)))
    elsewhere = told_of("It rained.", source="three.txt", title="Of Мара Квилл")
    rule = EntityRule(name="Mara Quill", same_as=("Мара Квилл",), line=1)
    archive = catalog([here, there, elsewhere], Authority(entities=(rule,)), QUILL).value
    assert "Квилл" not in repr(archive)
    assert "Quill" not in repr(archive)


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>It rained.\n<p>Mara Quil and Marah Kwill spoke.", [2]),
        ("<p>Sameer Al-Hadi left</p>", [1]),
        ("<p>samir in the al hadi inn</p>", []),
        ("<p>Mara spoke to the Quills</p>", []),
        ("<p>It rained.</p>", []),
    ],
)
def test_words_that_sound_like_the_name_are_told_to_the_keeper(page: str, lines: list[int], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    notes = list(find_doubts(tmp_path, ["page.html"], ["Mara Quill", "Samir al-Hadi", "Odo"]))
    assert [note.line for note in notes if note.code == "like-a-withheld-name"] == lines
    assert list(find_doubts(tmp_path, ["page.html"], [])) == []


def test_pictures_are_named_as_what_cannot_be_searched(tmp_path: Path) -> None:
    (note,) = find_doubts(tmp_path, ["pictures/00.jpg", "pictures/01.jpg"], ["Mara Quill"])
    assert (note.severity, note.code, note.source) == ("warning", "unseen-pictures", "pictures/00.jpg")
    assert "the 2 in this folder" in note.message
