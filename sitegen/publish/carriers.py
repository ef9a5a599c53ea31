"""Who carries an utterance or a text where very many do: all of them in order of date, and which of them a page shows."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.publish.leaves import Order
from sitegen.publish.permalinks import carriers_path
from sitegen.publish.tongue import Tongue
from sitegen.publish.variants import spoken
from sitegen.publish.view import View

MANY = 40
"""So many carriers are all shown on the page of each; of more, each page shows a few and leads to the list of all."""
FEW = 6
"""So many are then shown on either side, and so many times two of the wordings."""


class Carried(View):
    """What tells one report of an utterance from another."""

    quote: str
    day: str | None
    """Of publication."""
    place: tuple[str, str]
    """The paths of the article and of the quote: by these the reports of one day are put in order."""
    words: str
    text: str
    """Which text it stands in: versions of one text are one."""


class Utterance(View):
    """The reports of an utterance, by date of publication, the undated last."""

    quotes: tuple[str, ...]
    wordings: tuple[int, ...]
    """Which of the wordings each has, counted from 1 in this order."""
    copies: tuple[bool, ...]
    """Whether one before it stands in another version of the same text."""
    begins: tuple[int, ...]
    """The place of the first report in each wording."""
    first: str | None
    """The first day of publication that is known."""
    path: str
    """Of the list of all, where there is one: called after the quote whose id is the first, for another report seldom changes that."""


def are_many(count: int) -> bool:
    """Whether *count* carriers are too many to be shown on the page of each."""
    return count > MANY


def utterance(reports: Iterable[Carried]) -> Utterance:
    """The *reports* of one utterance, put in order."""
    row = sorted(reports, key=lambda one: (one.day is None, one.day or "", one.place))
    numbers: dict[tuple[str, ...], int] = {}
    wordings = tuple(numbers.setdefault(spoken(one.words), len(numbers) + 1) for one in row)
    earliest: dict[str, int] = {}
    copies = tuple(earliest.setdefault(one.text, place) != place for place, one in enumerate(row))
    begins = {wording: place for place, wording in reversed([*enumerate(wordings)])}
    path = carriers_path(min(one.place[1] for one in row))
    return Utterance(tuple(one.quote for one in row), wordings, copies, tuple(sorted(begins.values())), row[0].day, path)


def shown(said: Utterance, quote: str) -> list[int]:
    """The places in *said* of the reports that the page of *quote* shows: all, or the nearest and those with which a wording begins."""
    places = nearest(len(said.quotes), said.quotes.index(quote))
    return sorted({*places, *said.begins[: 2 * FEW]})


def whole_list(path: str, count: int, tongue: Tongue) -> Order | None:
    """The list at *path* of all *count* carriers; None where every page shows them all."""
    if not are_many(count):
        return None
    return Order(tongue.gettext("The whole list, by date: %(number)s", number=tongue.number(count)), path)


def nearest(count: int, here: int) -> list[int]:
    """The places in a row of *count* that are shown beside the place *here*: all, or the first and the few before it and after it."""
    if not are_many(count):
        return list(range(count))
    return sorted({0, *range(max(0, here - FEW), min(count, here + FEW + 1))})
