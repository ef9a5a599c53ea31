"""Articles that are packed until somebody looks into them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.digests import digest
from sitegen.model import AnnotatedArticle, Block, BlockKind, Capture, Link, Noted, Picture, Span, Statement
from sitegen.packing import pack, packet, unpack
from sitegen.pipeline import read
from tests.fuzz.seeds import PAGES, PASTE

READ = (read(Capture("paste.txt", PASTE)), read(Capture("page.html", PAGES[0])))
PICTURE = Picture("0" * 64, "png", 3, 4, 5, "A boat")
FIGURE = Block("figure", "The harbour", credit="Mira Sol", src="https://ostrel.example/a.png", picture=PICTURE)


def _with(blocks: tuple[Block, ...], text: str) -> Noted[AnnotatedArticle]:
    noted = READ[0]
    return Noted(replace(noted.value, article=replace(noted.value.article, blocks=blocks, text=text)), noted.notes)


@pytest.mark.parametrize("noted", READ)
def test_what_is_unpacked_is_what_was_packed(noted: Noted[AnnotatedArticle]) -> None:
    packed, made = pack(noted)
    for one in (made, unpack(packed), copy.deepcopy(unpack(packed))):
        assert one == noted
        assert noted == one
        assert (digest(one), repr(one), hash(one)) == (digest(noted), repr(noted), hash(noted))
        assert pack(one)[0] == packed
        assert replace(one.value.article, title="Another").blocks == noted.value.article.blocks


@pytest.mark.parametrize("ask", [lambda one: one.quotes, lambda one: one.mentions, lambda one: one.statements, hash, repr, copy.copy])
def test_what_sleeps_is_woken_once_when_it_is_asked_for(ask: Callable[[AnnotatedArticle], object]) -> None:
    packed = pack(READ[0])[0]
    one = unpack(packed, is_sealed=True).value
    ask(one)
    assert one.quotes is one.quotes
    assert one.mentions is one.mentions
    assert (pack(Noted(one, READ[0].notes))[0], one, pickle.loads(pickle.dumps(one))) == (packed, READ[0].value, one)  # noqa: S301
    assert not hasattr(one, "_quotes")
    assert not hasattr(one, "sleep")


def test_what_sleeps_is_packed_as_it_is() -> None:
    told = Statement(Span(0, 9), Span(3, 9), date(2031, 5, 4), "day", is_reckoned=False)
    packed = pack(Noted(replace(READ[0].value, statements=(told,)), READ[0].notes))[0]
    one = unpack(packed, is_sealed=True)
    assert msgspec.msgpack.encode(packet(one)) == packed
    assert all(hasattr(one.value, f"_{name}") for name in ("quotes", "mentions", "statements"))


def test_the_words_of_a_text_are_packed_once() -> None:
    text = "Nobody left the harbour. " * 400
    assert len(pack(_with((Block("paragraph", text, 0),), text))[0]) < 1.5 * len(text)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "list", "blockquote"]), st.text("ab “\n", max_size=6)), max_size=5), st.booleans())
def test_blocks_have_the_words_they_had(kinds: list[tuple[BlockKind, str]], is_whole: bool) -> None:
    at, blocks = 0, [FIGURE]
    for kind, text in kinds:
        blocks += [Block(kind, text, at, links=(Link(0, len(text), "https://ostrel.example/"),)), Block("heading", "Later", level=2)]
        at += len(text) + 2
    text = "\n\n".join(text for _, text in kinds)
    noted = _with(tuple(blocks), text if is_whole else f"{text} and more")
    found = unpack(pack(noted)[0])
    assert found == noted
    assert found.value.article.pictures == noted.value.article.pictures == (PICTURE,)


_WRITINGS = st.sampled_from(["ab \n", "ab\u0080\u0081\u00e9", "ab “’—", "ab “\u0081", "ab ’\u4e2d", "ab \U0001f6a2", "ab \ufeff\u0000"])


@given(st.one_of(st.text(), _WRITINGS.flatmap(st.text)), st.integers(0, 12), st.integers(0, 24))
def test_a_stretch_of_a_text_is_what_stands_there(text: str, start: int, end: int) -> None:
    noted = _with((Block("paragraph", text, 0),), text)
    packed = pack(noted)[0]
    for article in (noted.value.article, unpack(packed).value.article):
        assert article.between(start, end) == text[start:end]
        assert article.text == text
        assert article.between(start, end) == text[start:end]


def test_half_a_character_is_not_packed() -> None:
    with pytest.raises(UnicodeEncodeError):
        pack(_with((Block("paragraph", "\ud800", 0),), "\ud800"))


def test_an_article_has_nothing_that_is_made_up() -> None:
    article = unpack(pack(READ[0])[0]).value.article
    assert not hasattr(article, "body")
    assert not hasattr(READ[0].value.article, "_body")


@pytest.mark.parametrize(("sound", "damaged"), [(b"harbour master", b"harbour\xff\xff\xff\xff\xff\xff\xff"), (b"paragraph", b"paragrape")])
def test_what_another_program_wrote_is_found_out(sound: bytes, damaged: bytes) -> None:
    packed = pack(READ[0])[0]
    assert sound in packed
    with pytest.raises((msgspec.MsgspecError, UnicodeDecodeError)):
        unpack(packed.replace(sound, damaged))
