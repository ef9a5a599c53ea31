"""Captures that carry one utterance or one text, as many as are wanted, each from an outlet and of a day of its own."""

from __future__ import annotations

from random import Random

WORDS = "harbour ferry quay lantern winter bridge engine school garden market river letter pilot signal"
SAID = "We have never seen the river so high, and no wall of this town was made for it"
STORY = "The ferry of the north quay stayed in harbour on Sunday, and nobody at the office said when it may sail. " * 6


def saying(number: int, end: str = "") -> str:
    """A capture with words of its own, in which the harbour master says what he says in all of them."""
    own = Random(number).choices(WORDS.split(), k=60)  # noqa: S311  (nothing here is a secret)
    made = (
        f"{' '.join(own[:30]).capitalize()} {number}.\n\n“{SAID}{end},” said Ansel Quorrick, the harbour master.\n\n{' '.join(own[30:])}."
    )
    return _capture(number, made)


def carrying(number: int, end: str = "") -> str:
    """A capture of the same story in another outlet."""
    return _capture(number, f"{STORY}{end}\n\nThe {number}th boat waited.")


def _capture(number: int, body: str) -> str:
    day = f"20{10 + number // 300:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    return f"---\ntitle: Report {number} of the water\npublication: Courier {number % 9}\npublished: {day}\n---\n\n{body}\n"
