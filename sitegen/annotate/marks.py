"""Text -> the stretches that stand between quotation marks, well or badly closed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Literal

from sitegen.model import Span
from sitegen.model.value import Value
from sitegen.patterns import later

Shape = Literal["open", "close", "either"]
_PARAGRAPH = later(r"[^\n]+")
# A pattern for each: a text has few of them, and what begins with one sign is found in a fifth of the time that a class of signs takes.
_DOUBLES = {**{sign: later(sign) for sign in '„‟«»"＂'}, **{sign: later(f"{sign}{sign[0]}*") for sign in ("“", "”", "''", "``", "’’")}}
"""What stands for a double mark, by how it begins."""
_SINGLES = later(r"[‘’']")
_SPOKEN_SINGLE = later(r"[‘'](?<![^\s(—–].)(?=[\w“\"])[^\n‘]{2,400}?[,.?!…][’'](?=\s|$|[—–)])", re.MULTILINE)
_SPOKEN_DOUBLE = later(r"[“\"][^\n”\"]{2,800}[”\"]|''[^\n]{2,800}?''")
_OPENERS, _CLOSERS = "“„‟«`", "”»’"
_BEFORE_OPENING = "([{—–-/:…‘'"
_AFTER_CLOSING = ".,;:!?)]}—–-…’'/"
_LOST_CLOSING = later(
    r",(?= (?:said|says|added|asked|wrote) (?:Mr\.|Ms\.|Mrs\.|Dr\.|the|a|[A-Z])[^,\n]{0,60}[,.]"
    r"| (?:[A-Z][\w.’-]{0,30} ){1,4}(?:said|says|added|asked|wrote)[,.])"
)
"""The comma before a cue in a quotation that nothing closes: “It fell at noon, said Ann Lee; “It fell at noon, Ann Lee said."""
_ELISIONS = later(r"['‘’](?:em|til|cause|tis|twas|n|bout|round|cuz|\d0s|\d\d)\b", re.IGNORECASE)


class Marked(Value):
    """What stands between an opening and a closing mark; *start* and *end* leave the marks out, *left* and *right* take them in."""

    start: int
    end: int
    left: int
    right: int
    closed: bool
    continues: bool
    """True when it goes on from a paragraph that no mark closed."""
    kind: Literal["marks", "block", "turn"] = "marks"
    """What shows it to be a quotation: marks, a block quote, or the name of its speaker before it."""
    source: str | None = None
    """Whom a block quote credits."""


class _Mark(Value):
    start: int
    end: int
    shape: Shape
    opens: bool
    """Its surroundings let it open: nothing but space or an opening character before it, a word after it."""
    closes: bool


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of *text* that hold anything, without the spaces at their ends."""
    found = []
    for line in _PARAGRAPH.finditer(text):
        start, end = line.span()
        if text[start].isspace() or text[end - 1].isspace():
            words = line[0].strip()
            start += line[0].index(words) if words else 0
            end = start + len(words)
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def find_marked(text: str, paragraphs: tuple[Span, ...], skipped: Collection[int] = ()) -> tuple[Marked, ...]:
    """The outermost marked stretches of the paragraphs but the *skipped*, in order; a nested one belongs to the words of the outer one."""
    singles = _is_single_style(text)
    marks = [] if singles else _marks(text)
    starts = [mark.start for mark in marks]
    found: list[Marked] = []
    for place, paragraph in enumerate(paragraphs):
        own = marks[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        if place in skipped or not (own or singles):
            continue
        before = found[-1] if found else None
        unclosed = before is not None and not before.closed and place > 0 and before.left >= paragraphs[place - 1].start
        found.extend(_find_singles(text, paragraph, unclosed) if singles else _find_doubles(text, paragraph, own, unclosed))
    return tuple(found)


def _is_single_style(text: str) -> bool:
    """Whether *text* puts speech between single marks, as British houses do: ‘It fell,’ she said."""
    if ("‘" not in text and "'" not in text) or not _SPOKEN_SINGLE.search(text):
        return False
    return len(_SPOKEN_SINGLE.findall(_SPOKEN_DOUBLE.sub(" ", text))) > len(_SPOKEN_DOUBLE.findall(_SPOKEN_SINGLE.sub(" ", text)))


def _marks(text: str) -> list[_Mark]:
    """All double marks of *text*, in order of place."""
    found = []
    spans = [match.span() for sign, double in _DOUBLES.items() if sign in text for match in double.finditer(text)]
    for span in sorted(spans):
        start, end = span
        left, right = text[start - 1 : start] or " ", text[end : end + 1] or " "
        first = text[start]
        shape: Shape = "open" if first in _OPENERS else "close" if first in _CLOSERS else "either"
        opens = not right.isspace() and (left.isspace() or left in _BEFORE_OPENING)
        closes = not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)
        if end - start > 2 and first in "'’`":
            # Her 'never again,''' he said: the last two close, the one before them is nested.
            start, end = (start, start + 2) if opens else (end - 2, end)
        found.append(_Mark(start, end, shape, opens, closes))
    return found


def _find_doubles(text: str, paragraph: Span, marks: list[_Mark], unclosed: bool) -> Iterator[Marked]:
    at, place = _resume(paragraph, marks, unclosed)
    opened = unclosed and (at is not None)
    while place < len(marks):
        mark = marks[place]
        if at is None:
            at = (mark.start, mark.end) if _opens(text, mark) else None
        elif _starts_nested(marks, place):
            place += 2
            continue
        elif mark.opens and not mark.closes and mark.shape != "close":
            yield _unclosed(text, at, mark.start, opened)
            at, opened = (mark.start, mark.end), False
        else:
            yield _marked(text, *at, mark.start, mark.end, True, opened)
            at, opened = None, False
        place += 1
    if at is not None and at[1] < paragraph.end:
        yield _unclosed(text, at, paragraph.end, opened)


def _unclosed(text: str, at: tuple[int, int], stop: int, continues: bool) -> Marked:
    """What a mark opens and nothing closes before *stop*; it ends before a cue, where one shows that its closing mark was lost."""
    lost = _LOST_CLOSING.search(text, at[1], stop)
    end = lost.start() + 1 if lost else stop
    return _marked(text, *at, end, end, lost is not None, continues)


def _resume(paragraph: Span, marks: list[_Mark], unclosed: bool) -> tuple[tuple[int, int] | None, int]:
    """Where a quotation of the paragraph before goes on, and the first mark that is not yet used."""
    if unclosed and marks:
        if marks[0].start == paragraph.start and marks[0].shape != "close":
            return (marks[0].start, marks[0].end), 1
        if marks[0].closes and not marks[0].opens and marks[0].shape != "open":
            return (paragraph.start, paragraph.start), 0
    return None, 0


def _opens(text: str, mark: _Mark) -> bool:
    if mark.shape == "open":
        return mark.opens or not mark.closes
    if mark.shape == "close":
        return mark.opens and not mark.closes
    return mark.opens and not (mark.start and text[mark.start - 1].isdigit())


def _starts_nested(marks: list[_Mark], place: int) -> bool:
    """Whether the mark opens a quotation within the open one: two marks that close must follow before another opens."""
    mark = marks[place]
    if not mark.opens or mark.closes or mark.shape == "close":
        return False
    return len(marks) > place + 2 and all(_only_closes(marks[n]) for n in (place + 1, place + 2))


def _only_closes(mark: _Mark) -> bool:
    return mark.shape == "close" or (mark.closes and not mark.opens)


def _marked(text: str, left: int, start: int, end: int, right: int, closed: bool, continues: bool) -> Marked:
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    return Marked(min(start + lead, end), start + max(lead, len(inner.rstrip())), left, right, closed, continues)


def _find_singles(text: str, paragraph: Span, unclosed: bool) -> Iterator[Marked]:
    at = paragraph.start
    marks = [match.start() for match in _SINGLES.finditer(text, paragraph.start, paragraph.end)]
    opener: int | None = None
    for place, mark in enumerate(marks):
        if mark < at:
            continue
        if opener is None:
            if _opens_single(text, mark, paragraph):
                opener = mark
        elif _closes_single(text, mark, paragraph, marks[place + 1 : place + 5]):
            yield _marked(text, opener, opener + 1, mark, mark + 1, True, unclosed and opener == paragraph.start)
            opener = None
    if opener is not None and opener == paragraph.start:
        yield _marked(text, opener, opener + 1, paragraph.end, paragraph.end, False, unclosed)


def _opens_single(text: str, mark: int, paragraph: Span) -> bool:
    left = text[mark - 1] if mark > paragraph.start else " "
    right = text[mark + 1] if mark + 1 < paragraph.end else " "
    if text[mark] == "’" or right.isspace() or not (left.isspace() or left in "([—–-/:"):
        return False
    return not _ELISIONS.match(text, mark)


def _closes_single(text: str, mark: int, paragraph: Span, later: list[int]) -> bool:
    """Whether the mark closes and is no apostrophe: ‘The players’ union won’t talk,’ she said."""
    left = text[mark - 1]
    right = text[mark + 1] if mark + 1 < paragraph.end else " "
    if text[mark] == "‘" or left.isspace() or not (right.isspace() or right in '.,;:!?)]—–-…”"'):
        return False
    if left in ',.?!…—-”")':
        return True
    return not (left == "s" and any(text[n - 1] in ",.?!…" and text[n] != "‘" for n in later))
