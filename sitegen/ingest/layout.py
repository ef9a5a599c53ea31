"""The page as its units, the choice among them, and where headline, story and its end stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from sitegen.ingest.align import letters
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.dates import Order, number_order
from sitegen.ingest.headline import key
from sitegen.ingest.units import Unit

_NEAR_TOP = 12
"""Units around the first paragraph in which headline, byline and lead picture are looked for when no headline is found."""
_FARTHEST = 60
"""Units above the story in which its headline is looked for when the head states none."""
_SHORTEST_TITLE = 3
"""Words; shorter headings above a story are sections and names of sites."""
_SENTENCE_LIKE = 5
"""Words; of two headings of one level the first that has as many is the headline."""
_SLACK = 12
"""Characters by which two readings of one title differ in marks."""
_FARTHEST_BYLINE = 16
"""Units below a standfirst in which the byline stands, behind pictures and buttons."""
_LEAD = 80
"""Characters; shorter chosen units before the first such paragraph are crumbs of the page's head."""


@dataclass
class Layout:
    """A page as units, which of them the chooser took, and what its head calls it."""

    units: list[Unit]
    chosen: list[bool]
    title: str | None
    url: str | None

    @cached_property
    def first(self) -> int:
        """The first chosen unit; the number of units when none is."""
        return next((at for at, mine in enumerate(self.chosen) if mine), len(self.units))

    @cached_property
    def last(self) -> int:
        """The last chosen unit; -1 when none is."""
        return next((at for at in range(len(self.units) - 1, -1, -1) if self.chosen[at]), -1)

    @cached_property
    def lead(self) -> int:
        """The first chosen unit that is a paragraph of some length; *first* when there is none."""
        for at in range(self.first, len(self.units)):
            if self.chosen[at] and len(self.units[at].text) >= _LEAD and not self.units[at].heading:
                return at
        return self.first

    @cached_property
    def second(self) -> int:
        """The next paragraph of some length below *lead*, which may be a standfirst with the byline below it; near *lead* in any case."""
        most = min(len(self.units), self.lead + _FARTHEST_BYLINE)
        below = (at for at in range(self.lead + 1, most) if self.chosen[at] and len(self.units[at].text) >= _LEAD)
        return next(below, self.lead)

    def is_title(self, text: str) -> bool:
        """Whether *text* is the title once more."""
        return bool(self.title) and abs(len(text) - len(self.title or "")) < _SLACK and key(text) == self._wanted

    @cached_property
    def _wanted(self) -> str:
        return key(self.title or "")

    @cached_property
    def headline(self) -> int:
        """Where the headline stands: nearest above the story where the title does, else the nearest top heading, else near the lead."""
        wanted = self._wanted
        top = None
        for at in range(min(self.lead, len(self.units) - 1), -1, -1):
            unit = self.units[at]
            if wanted and key(unit.text) == wanted and not unit.hidden:
                return at
            if unit.heading == 1 and top is None:
                top = at
        return top if top is not None else max(0, self.lead - _NEAR_TOP)

    def heading_above(self) -> str | None:
        """The heading that stands where a headline does: the highest above the story, the upper of two, and no link to the front page."""
        found = [unit for unit in self.units[max(0, self.lead - _FARTHEST) : self.lead + 1] if unit.heading and _may_be_headline(unit)]
        if not found:
            # the chooser began above the headline, in a notice about cookies or a partner
            found = [unit for unit in self.units[self.lead : self.lead + _NEAR_TOP] if unit.heading == 1 and _may_be_headline(unit)]
        if not found:
            tops = [unit for unit in self.units[: self.lead + 1] if unit.heading == 1 and not unit.hidden and not _leads_home(unit)]
            found = [unit for unit in tops if _may_be_headline(unit)][-1:] or [unit for unit in tops if len(tops) == 1 and " " in unit.text]
        best = min(found, key=lambda unit: (unit.heading, len(unit.text.split()) < _SENTENCE_LIKE), default=None)
        return best.text if best else None

    @cached_property
    def story(self) -> str:
        """The letters of the chosen paragraphs, in which a pull quote is found again."""
        return "\n".join(
            letters(unit.text) for unit, mine in zip(self.units, self.chosen, strict=True) if mine and "blockquote" not in unit.zones
        )

    @cached_property
    def order(self) -> Order | None:
        """Whether this page's dates in numbers have the day or the month first."""
        return number_order(unit.text for unit in self.units if len(unit.text) < _LEAD)

    def in_story(self, at: int) -> bool:
        """Whether *at* is between the headline and the end of the story."""
        return self.headline <= at <= self.last


def _may_be_headline(unit: Unit) -> bool:
    if unit.hidden or len(unit.text.split()) < _SHORTEST_TITLE or unit.mark in ("newsletter", "related", "share", "comment"):
        return False
    return not _leads_home(unit) and not chrome_kind(unit.text)


def _leads_home(unit: Unit) -> bool:
    return any(_is_home(anchor.href) for anchor in unit.anchors)


def _is_home(address: str) -> bool:
    try:
        return urlsplit(address).path in ("", "/") and not address.startswith("#")
    except ValueError:  # `http://[`
        return False
