"""Long hostile articles take a time that grows with their length, not with its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.annotate import annotate
from sitegen.model import Article, Block
from tests.articles import article
from tests.effort import processor_seconds

SHORT, LONG = 5_000, 60_000
MOST = 3 * LONG / SHORT
"""How many times as long the long text may take: three times what its length explains; the square would be four times as much as this."""


def _repeated(words: str) -> Callable[[int], str]:
    return lambda size: words * (size // len(words))


def _counted(words: str) -> Callable[[int], str]:
    """Repeats *words* with a number of its own in each place of ``#``."""
    return lambda size: "".join(words.replace("#", str(number)) for number in range(size // (len(words) + 3)))


SHAPES = {
    "one name in a list": _repeated("Ann, "),
    "one name run together": _repeated("Ann "),
    "a name of two words": _repeated("Ann Lee, "),
    "other given names": _counted("Name# Haddad said. "),
    "other family names": _counted("Ann Name#, "),
    "other bodies": _counted("the Bank of Name# (NB), "),
    "commas": _repeated(", "),
    "capitals": _repeated("A"),
    "initials": _repeated("A. "),
    "straight marks": _repeated('" '),
    "marks that nothing closes": _repeated("“a "),
    "paragraphs that nothing closes": _repeated("“a\n\n"),
    "single marks": _repeated("‘a’ "),
    "full stops": _repeated(". "),
    "line feeds": _repeated("a\n"),
    "cues": _repeated("Ann said that "),
    "quotes of many": _counted("“We all go home,” Ann# Lee said.\n\n"),
    "quotes of a pronoun": _counted("“We all go home,” he said. Ann# Lee stood. "),
}


def _seconds(body: Article) -> float:
    """The processor time that annotating *body* takes, the better of two."""
    return min(processor_seconds(lambda: annotate(body)) for _ in range(2))


@pytest.mark.parametrize("shape", SHAPES)
def test_effort_grows_with_length(shape: str) -> None:
    short, long = (_seconds(article(SHAPES[shape](size))) for size in (SHORT, LONG))
    assert long < MOST * max(short, 0.002), f"{short:.3f} s for {SHORT} characters, {long:.3f} s for {LONG}"


def _credited(posts: int) -> Article:
    """An article of so many posts, each credited to somebody whom only it names."""
    people = [f"{chr(65 + n % 26)}na{chr(97 + n // 26)} Lee{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(posts)]
    plain = article(*(words for name in people for words in (f"{name} said no.", "We all go home in the morning.")))
    blocks = [
        Block("blockquote", block.text, block.start, credit=people[place // 2]) if place % 2 else block
        for place, block in enumerate(plain.blocks)
    ]
    return article(*(block.text for block in blocks), blocks=tuple(blocks))


def test_effort_of_credits_grows_with_their_number() -> None:
    short, long = _seconds(_credited(50)), _seconds(_credited(600))
    assert long < MOST * max(short, 0.002), f"{short:.3f} s for 50 posts, {long:.3f} s for 600"
