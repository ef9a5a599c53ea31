"""The language that a site itself speaks: its own words for our English ones, and how it writes dates, numbers and lists.

The texts of the interface stand in English where they are used; a catalogue (``templates/languages/de.po``) gives another language's words
for them. An archive in English needs neither a catalogue nor the tables of other languages' dates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from gettext import c2py

import msgspec

from sitegen.almanac import MONTHS
from sitegen.publish.view import View

_ISOLATE, _END = "\u2068", "\u2069"
"""Around names that run in another direction than the words between them."""
_FROM_THE_RIGHT = "\u200f"
CONTEXT = "\x04"
"""Stands between a text and what it is about, where one English text has several meanings; as gettext has it."""

ENGLISH_PLURALS = "n != 1"


def N_(text: str) -> str:  # noqa: N802  (what gettext calls it)
    """*text* itself, marked as one of the interface where it stands in a table."""
    return text


class Tongue(View):
    """A language of the interface."""

    tag: str = "en"
    """BCP 47, as pages state it."""
    direction: str = "ltr"
    locale: str = ""
    """Whose dates and numbers they are, as Babel names it; empty for English as sitegen writes it."""
    plurals: str = ENGLISH_PLURALS
    """Which form a number takes, as an expression of C in *n*."""
    messages: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """English text -> the forms of its translation, one or as many as the language has plurals."""

    def gettext(self, text: str, **values: object) -> str:
        """*text* in this language, with *values* in the places that it names ``%(so)s``."""
        found = self.messages.get(text)
        said = found[0] if found else text
        return said % values if values else said

    def pgettext(self, context: str, text: str, **values: object) -> str:
        """The same where *text* has several meanings: this is the one that *context* tells."""
        found = self.messages.get(f"{context}{CONTEXT}{text}")
        said = found[0] if found else text
        return said % values if values else said

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """*one* or *many*, by *number*, in the form that this language has for it; ``%(num)s`` stands for the number."""
        return form(*self.forms(one, many), number) % {"num": self.number(number), **values}

    def npgettext(self, context: str, one: str, many: str, number: int, **values: object) -> str:
        """The same where the words have several meanings."""
        return form(*self.forms(f"{context}{CONTEXT}{one}", many), number) % {"num": self.number(number), **values}

    def forms(self, one: str, many: str) -> tuple[str, tuple[str, ...]]:
        """All forms of a text that counts, and by which rule a number chooses among them: in English where it is not translated."""
        found = self.messages.get(one)
        return (self.plurals, found) if found else (ENGLISH_PLURALS, (one.rpartition(CONTEXT)[2], many))

    def counted(self, number: int, one: str, many: str | None = None) -> str:
        """*number* with its noun: ``1 quote``, ``2,100 quotes``."""
        return self.ngettext(f"%(num)s {one}", f"%(num)s {many or one + 's'}", number)

    def number(self, number: int) -> str:
        """*number* with its digits in groups."""
        if not self.locale or number < 1000:
            return f"{number:,}"
        from sitegen.publish.locales import number_in

        return number_in(self.locale, number)

    def listed(self, parts: Sequence[str]) -> str:
        """*parts* as a sentence names them: ``a, b and c``."""
        if self.locale and len(parts) > 1:
            from sitegen.publish.locales import list_in

            return self.bearing + list_in(self.locale, tuple(map(self.apart, parts)))
        return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

    def apart(self, words: str) -> str:
        """*words* set apart, so that what stands beside them keeps its order, where the site is written from the right."""
        return f"{_ISOLATE}{words}{_END}" if self.direction == "rtl" else words

    @property
    def bearing(self) -> str:
        """A mark without width that gives signs beside it the direction of the site, where that is from the right."""
        return _FROM_THE_RIGHT if self.direction == "rtl" else ""

    def day(self, moment: date) -> str:
        """*moment* as a reader writes it: ``4 May 2031``."""
        if self.locale:
            from sitegen.publish.locales import day_in

            return day_in(self.locale, moment)
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"

    def month(self, year: int, number: int) -> str:
        """The month *number*, counted from 1, of *year*, as a heading has it: ``May 2031``."""
        if self.locale:
            from sitegen.publish.locales import month_in

            return month_in(self.locale, year, number)
        return f"{MONTHS[number - 1]} {year}"

    def span_of(self, days: Sequence[date]) -> str | None:
        """The days from first to last in words; None when there is none."""
        if not days:
            return None
        first, last = min(days), max(days)
        if first == last:
            return self.day(first)
        if self.locale:
            from sitegen.publish.locales import span_in

            return span_in(self.locale, first, last)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        if first.month != last.month:
            return f"{first.day} {MONTHS[first.month - 1]} – {self.day(last)}"
        return f"{first.day}–{self.day(last)}"

    def missing(self, known: Sequence[str]) -> list[str]:
        """Those of the texts *known* that have no translation."""
        return [text for text in known if text not in self.messages]


ENGLISH = Tongue()


def form(plurals: str, forms: Sequence[str], number: int) -> str:
    """That one of *forms* which goes with *number* by the rule *plurals*."""
    if plurals == ENGLISH_PLURALS:
        return forms[number != 1]
    return forms[_plural(plurals)(number)]


@lru_cache(maxsize=64)
def _plural(expression: str) -> Callable[[int], int]:
    return c2py(expression)
