"""Quotes are blamed on those who spoke them, or on nobody."""

from __future__ import annotations

import pytest

from sitegen.annotate import annotate
from sitegen.model import Block, Quote
from tests.articles import article
from tests.casebook import Case, read_cases

FIRST_WORDS = 3


def _first_words(quote: Quote) -> str:
    return " ".join(quote.text.split()[:FIRST_WORDS]).rstrip(",.!?")


def _written(quote: Quote) -> str:
    told = [quote.speaker or "?", quote.description or "", quote.channel or ""]
    return " | ".join([_first_words(quote), *told]).rstrip(" |")


@pytest.mark.parametrize("case", read_cases("attribution"), ids=str)
def test_cases(case: Case) -> None:
    quotes = annotate(article(*case.given.split("\n\n"))).value.quotes
    assert [_written(quote) for quote in quotes if quote.is_verbatim] == case.wanted.splitlines()


@pytest.mark.parametrize("case", read_cases("attribution_houses"), ids=str)
def test_houses(case: Case) -> None:
    quotes = annotate(article(*case.given.split("\n\n"))).value.quotes
    found = [(_first_words(quote), quote.speaker or "?") for quote in quotes if quote.is_verbatim]
    assert found == [tuple(line.split(" | ")) for line in case.wanted.splitlines()]


@pytest.mark.parametrize("case", read_cases("attribution_indirect"), ids=str)
def test_indirect_cases(case: Case) -> None:
    quotes = annotate(article(*case.given.split("\n\n"))).value.quotes
    assert [f"{quote.text} | {quote.speaker}" for quote in quotes if not quote.is_verbatim] == case.wanted.splitlines()


def test_a_block_quote_is_a_quote_of_whom_it_credits() -> None:
    plain = article("The mayor posted a note.", "The port is open to all boats again.")
    cited = Block("blockquote", plain.blocks[1].text, plain.blocks[1].start, credit="Ann Lee (@annlee)")
    (quote,) = annotate(article(*(block.text for block in plain.blocks), blocks=(plain.blocks[0], cited))).value.quotes
    assert (quote.kind, quote.text, quote.speaker) == ("direct", cited.text, "Ann Lee (@annlee)")


def test_the_signature_of_a_post_says_who_wrote_it() -> None:
    plain = article("The mayor posted a note.", "The port is open to all boats again.", "— Ann Lee (@annlee) June 7, 2016")
    post, signature = (Block("blockquote", block.text, block.start) for block in plain.blocks[1:])
    (quote,) = annotate(article(*(block.text for block in plain.blocks), blocks=(plain.blocks[0], post, signature))).value.quotes
    assert (quote.text, quote.speaker) == (post.text, "Ann Lee")


def test_a_block_quote_without_credit_belongs_to_the_line_before_it() -> None:
    plain = article("Ann Lee wrote:", "The port is open to all boats again.")
    cited = Block("blockquote", plain.blocks[1].text, plain.blocks[1].start)
    (quote,) = annotate(article(*(block.text for block in plain.blocks), blocks=(plain.blocks[0], cited))).value.quotes
    assert (quote.text, quote.speaker) == (cited.text, "Ann Lee")


def test_an_unidentified_speaker_is_noted_with_those_who_may_be_meant() -> None:
    told = annotate(article("The rain fell on Ayton and Ann Lee.", "“It will be a long night for all of us here.”"))
    assert [(note.code, note.hint) for note in told.notes] == [("speaker-unknown", "candidates: Ann Lee")]


def test_surer_evidence_has_more_confidence() -> None:
    text = "“The bridge fell,” Ann Lee said.\n\nThe group rejected the plan and called it “a gift to the rich.”"
    sure, less = annotate(article(*text.split("\n\n"))).value.quotes
    assert sure.confidence > less.confidence > 0
