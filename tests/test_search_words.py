"""The words of a text are the same in Python and in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.stop_word_filter import WORDS

from sitegen.publish.search_words import chunk_tokens, stem, tokens, utf16
from tests.casebook import CASES
from tests.shared import miss
from tests.site.built import ROOT

VECTORS = json.loads((CASES / "tokens.json").read_text(encoding="utf-8"))
LISTS = ("common_words.txt", "given_names.txt", "surnames.txt", "places.txt")
ENDINGS = (
    "ational tional enci izer bli alli entli eli ousli ization alism iveness fulness aliti logi icate ative alize ical ful ness "
    "ance er able ible ant ement ment ent sion tion ou ism ate iti ous ive ize ed ing eed s es ies sses y e ll"
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:40])
def test_the_vectors(vector: dict[str, object]) -> None:
    found = tokens(str(vector["text"]))
    assert found == vector["tokens"]
    assert [stem(token) for token in found] == vector["terms"]


@given(st.text())
def test_tokens_hold_only_what_was_said(text: str) -> None:
    for token in tokens(text):
        assert token
        assert not any(c.isspace() or c in "'._" for c in token)


@given(st.lists(st.sampled_from(["Quill", "al-", "’s", "U.N.", "10,000", " ", "é", "—", "حلب", "l’", "\u0301", "東"])))
def test_the_short_way_leads_where_the_long_way_does(parts: list[str]) -> None:
    text = "".join(parts)
    assert tokens(text) == [token for chunk in f"\u2060{text}".replace(" ", " \u2060").split() for token in chunk_tokens(chunk)]


@given(st.lists(st.text(alphabet="ab\ue000\U0001f600"), max_size=8))
def test_terms_sort_as_javascript_sorts(terms: list[str]) -> None:
    units = [[int.from_bytes(utf16(term)[i : i + 2], "big") for i in range(0, len(utf16(term)), 2)] for term in sorted(terms, key=utf16)]
    assert units == sorted(units)


def test_python_and_the_browser_agree_on_characters() -> None:
    codes = [code for code in range(0x110000) if code < 0x3400 or 0xA000 <= code < 0xAC00 or 0xD7A4 <= code < 0x17000 or code % 89 == 0]
    known = (chr(code) for code in codes if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs"))
    _agree([f"a{c}b{c}'s {c}.{c} 1{c}000" for c in known])


def test_python_and_the_browser_agree_on_words() -> None:
    folder = files("sitegen.annotate")
    listed = [word for name in LISTS for word in (folder / name).read_text(encoding="utf-8").split()]
    short = ["".join(letters) for number in (1, 2, 3, 4, 5) for letters in product("aeysdt", repeat=number)]
    ended = [start + ending for start in ("", "tr", "hop", "yy", "relay", "conv", "agr", "fall") for ending in ENDINGS.split()]
    known = ["turkey", "money", "friday", "attorney", "survey", "valley", "today", "sydney", "try", "sky", "say", "enjoy", "cry"]
    _agree(sorted({*listed, *short, *ended, *known}))


def test_the_stop_words_are_the_same() -> None:
    _agree(sorted(WORDS))


def _agree(texts: list[str]) -> None:
    ours = [[found, [stem(token) for token in found], [token in WORDS for token in found]] for found in map(tokens, texts)]
    assert [(text, a, b) for text, a, b in zip(texts, ours, _in_node(texts), strict=True) if a != b] == []


def _in_node(texts: list[str]) -> list[object]:
    node = shutil.which("node")
    if node is None:
        miss("no node: install Node 20 or newer")
    command = [str(node), "tests/js/stems.js"]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(texts), capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found
