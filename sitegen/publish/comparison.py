"""Two versions of a text -> where they differ, paragraph by paragraph and word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from sitegen.model import Article
from sitegen.patterns import later
from sitegen.publish.view import View
from sitegen.typography import fold

_TOKEN = later(r"\s*\S+")
MOST_PARAGRAPHS, MOST_WORDS = 400, 400
"""Comparing grows with the square of these: longer texts are not compared, longer paragraphs are shown whole."""
_ALIKE = 0.4
"""Share of words from which two paragraphs are one that was changed."""
_ELEMENTS = {
    "ins": Markup('{}<ins><span class="unseen">{} </span>{}</ins>'),
    "del": Markup('{}<del><span class="unseen">{} </span>{}</del>'),
}
Key = tuple[str, ...]


class Change(View):
    """A paragraph of two versions that differ in it, or how many paragraphs in a row are the same."""

    kind: str
    """``same``, ``changed``, ``here`` (only in this version), ``there`` (only in the other), ``moved`` (elsewhere in the other)."""
    html: Markup
    """The paragraph; words that only this version has in ``ins``, those that only the other has in ``del``."""
    count: int = 1


def compare(there: Article, here: Article, only_there: str, only_here: str) -> tuple[Change, ...] | None:
    """How *here* differs from *there*; None where they are too long. The labels say, for who hears the page, where words stand."""
    old, new = _paragraphs(there), _paragraphs(here)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return None
    keys = [_key(text) for text in old], [_key(text) for text in new]
    gone, labels = set(keys[0]) - set(keys[1]), (only_there, only_here)
    changes: list[Change] = []
    for tag, start, end, upto, behind in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", Markup(""), end - start))
            continue
        # What was only moved is shown once, where it stands now.
        lost = [text for text, key in zip(old[start:end], keys[0][start:end], strict=True) if key in gone]
        for one, other in _matched(lost, new[upto:behind]):
            changes.append(_change(one, other, keys[0], labels))
    return tuple(changes)


def _paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.start is not None and block.text.strip()]


def _key(text: str) -> Key:
    return tuple(fold(text).split())


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Each paragraph with the one that it was changed from, in order; those without one alone."""
    place = 0
    for text in new:
        found = next((number for number in range(place, len(old)) if _alike(old[number], text)), None)
        if found is None:
            yield None, text
            continue
        yield from ((lost, None) for lost in old[place:found])
        yield old[found], text
        place = found + 1
    yield from ((lost, None) for lost in old[place:])


def _alike(one: str, other: str) -> bool:
    first, second = set(_key(one)), set(_key(other))
    return len(first & second) >= _ALIKE * max(1, min(len(first), len(second)))


def _change(one: str | None, other: str | None, before: Sequence[Key], labels: tuple[str, str]) -> Change:
    if one is None and other is not None:
        if _key(other) in before:
            return Change("moved", escape(other))
        return Change("here", _marked("ins", labels[1], other))
    if other is None:
        return Change("there", _marked("del", labels[0], one or ""))
    return Change("changed", _words(one or "", other, labels))


def _words(one: str, other: str, labels: tuple[str, str]) -> Markup:
    old, new = _TOKEN.findall(one), _TOKEN.findall(other)
    if max(len(old), len(new)) > MOST_WORDS:
        return _marked("del", labels[0], one) + " " + _marked("ins", labels[1], other)
    woven = Markup("")
    folded = [fold(word) for word in old], [fold(word) for word in new]
    for tag, start, end, upto, behind in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if tag == "equal":
            woven += "".join(new[upto:behind])
            continue
        lost, won = "".join(old[start:end]), "".join(new[upto:behind])
        between = " " if lost and won and not won[0].isspace() else ""
        woven += _marked("del", labels[0], lost) + between + _marked("ins", labels[1], won)
    return woven


def _marked(tag: str, label: str, words: str) -> Markup:
    """*words* in an element that says to a listener, too, what it is."""
    if not words:
        return Markup("")
    space = words[: len(words) - len(words.lstrip())]
    return _ELEMENTS[tag].format(space, label, words.strip())
