"""Finds the utterances that several articles carry."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, compress, count, pairwise

import msgspec

from sitegen.catalog.concordance import NOTHING, Concordance, Revised, pair_of, parted
from sitegen.catalog.likeness import resemblance
from sitegen.catalog.memory import Memory
from sitegen.catalog.resemblance import Resemblance
from sitegen.catalog.rules import QuoteRule
from sitegen.catalog.shingles import revise_shingles
from sitegen.catalog.voices import Speaker, may_be_one
from sitegen.catalog.wording import read_wording, read_words
from sitegen.drawers import unpacked
from sitegen.model import Echo, Report

_FEW = 10
"""Articles that came or went, up to which reading their quotes again the next time takes less time than to lay the drawer down."""


class Drawer(msgspec.Struct, frozen=True):
    """What is remembered of what was said, and of each two wordings of it."""

    rows: dict[str, bytes] = {}
    """By what stands for an article, the number of the words of each of its quotes, each as eight bytes."""
    concordance: Concordance = NOTHING
    """Of the words of all quotes, divided by spaces."""
    alike: dict[int, Resemblance] = {}
    """What the wordings of a likely pair have in common, and each that several reports have with itself."""


def find_echoes(
    reports: Sequence[Report],
    rules: Sequence[QuoteRule] = (),
    memory: Memory | None = None,
    carried: Sequence[tuple[str, int]] | None = None,
) -> tuple[Echo, ...]:
    """The utterances that at least two articles carry, in the same words or in words that are alike, in the order of *reports*.

    *rules* say which quotes the keeper of the archive found to be one utterance, or not; *carried*, for each article, what stands for it
    and how many of the reports are from it.
    """
    memory = memory or Memory()
    last = memory.open("echoes", Drawer)
    rows, concordance, fresh = _shelved(reports, carried or (("", len(reports)),), last)
    numbers = unpacked(b"".join(rows.values()), "Q")
    likely = [(*parted(pair), pair) for pair in concordance.likely.cast("Q")]
    standing = _standing(numbers, {number for one, other, _ in likely for number in (one, other)})
    first = {number: places[0] for number, places in standing.items()}
    own = [(number, number, pair_of(number, number)) for number, places in standing.items() if len(places) > 1]

    def resembling(one: int, other: int, pair: int) -> Resemblance:
        if pair in last.alike and one not in fresh and other not in fresh:
            return last.alike[pair]
        return resemblance(*(read_wording(reports[first[number]].quote.text) for number in (one, other)))

    alike_of = {asked[2]: resembling(*asked) for asked in (*own, *likely)}
    if not concordance.is_near or len(rows.keys() ^ last.rows.keys()) > _FEW:
        memory.leave("echoes", Drawer(rows, concordance.whole(), alike_of))
    groups = _Groups(reports)
    for number, _, pair in own:
        groups.join_all(standing[number], alike_of[pair])
        standing[number] = groups.one_of_each(standing[number])
    for one, other, alike in _alike(likely, alike_of, first):
        if alike.is_contrary:
            groups.part(standing[one], standing[other])
        else:
            groups.join_all([*standing[one], *standing[other]], alike)
    decided = _Decided(reports, rules)
    groups.join_for_keeper(decided.joined)
    several = [group for group in decided.parted(groups.all()) if len({reports[position].article for position in group}) > 1]
    wanted = {numbers[position] for group in several for position in group}
    words = {number: spoken.split() for spoken, number in concordance.numbered.items() if number in wanted}
    found: dict[str, Echo] = {}
    for group in several:
        spoken = [words[number] for number in {numbers[position] for position in group}]
        echo = _echo([reports[position] for position in group], max(spoken, key=lambda w: (len(w), w)), found)
        found[echo.id] = echo
    return tuple(found.values())


def _standing(numbers: Sequence[int], likely: Collection[int]) -> dict[int, list[int]]:
    """Where words stand that several reports have, or that are *likely* to be like others, in the order of the first report of each."""
    times = Counter(numbers)
    wanted = set(compress(times, map((1).__lt__, times.values()))).union(likely)
    standing: dict[int, list[int]] = defaultdict(list)
    for place in compress(count(), map(wanted.__contains__, numbers)):
        standing[numbers[place]].append(place)
    return standing


def _alike(
    likely: Iterable[tuple[int, int, int]], alike_of: Mapping[int, Resemblance], first: Mapping[int, int]
) -> list[tuple[int, int, Resemblance]]:
    """The pairs of different wordings that may report one utterance, those with most in common first; before them those that cannot."""
    found = []
    for one, other, pair in likely:
        alike = alike_of[pair]
        if alike.is_contrary or alike.is_one_if_said_by_one:
            ahead, behind = (one, other) if first[one] < first[other] else (other, one)
            found.append((-2.0 if alike.is_contrary else -alike.share, first[ahead], first[behind], ahead, behind, alike))
    return [pair[3:] for pair in sorted(found, key=lambda pair: pair[:3])]


def _shelved(
    reports: Sequence[Report], carried: Iterable[tuple[str, int]], last: Drawer
) -> tuple[dict[str, bytes], Revised, frozenset[int]]:
    """The rows of all articles, the concordance of their words, and which numbers of words are in articles that came or went."""
    place, rows, spoken = 0, dict[str, bytes](), dict[str, list[str]]()
    for stamp, many in carried:
        if stamp in last.rows:
            rows[stamp] = last.rows[stamp]
        else:
            spoken[stamp] = [" ".join(read_words(report.quote.text)) for report in reports[place : place + many]]
            rows[stamp] = b""
        place += many
    known = last.concordance.numbered
    went = {number for stamp in last.rows.keys() - rows.keys() for number in unpacked(last.rows[stamp], "Q")}
    words = dict.fromkeys(chain.from_iterable(spoken.values()))
    lost = went.difference((known[one] for one in words if one in known), unpacked(b"".join(rows.values()), "Q")) if went else ()
    gone = [one for one, number in known.items() if number in lost] if lost else []
    concordance = revise_shingles(last.concordance, gone, [one for one in words if one not in known])
    for stamp, said in spoken.items():
        rows[stamp] = array("Q", [concordance.numbered[one] for one in said]).tobytes()
    return rows, concordance, frozenset(went.union(*(unpacked(rows[stamp], "Q") for stamp in spoken)))


class _Decided:
    """What the keeper decided of quotes, as positions of reports."""

    def __init__(self, reports: Sequence[Report], rules: Sequence[QuoteRule]) -> None:
        places = {report.quote.id: position for position, report in enumerate(reports)} if rules else {}
        there = [rule for rule in rules if rule.quote in places]
        self.joined = [(places[rule.quote], places[id]) for rule in there for id in rule.same_as if id in places]
        self._apart = {places[rule.quote]: {places[id] for id in rule.not_same_as if id in places} for rule in there if rule.not_same_as}

    def parted(self, groups: list[list[int]]) -> list[list[int]]:
        """*groups* without the positions that meet one in them which they are parted from."""
        if not self._apart:
            return groups
        return [[position for position in group if not self._apart.get(position, set()).intersection(group)] for group in groups]


class _Groups:
    """Positions of reports that are put together as long as no two known speakers meet and no two that contradict each other."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports
        self._parent: dict[int, int] = {}
        self._speaker: dict[int, Speaker | None] = {}
        """Of each group of several, by its first member."""
        self._against: dict[int, set[int]] = defaultdict(set)

    def part(self, positions: Sequence[int], others: Sequence[int]) -> None:
        """Keep reports apart from others, also where a third is like both: ``12 dead in the flood``, ``30 dead in the flood``."""
        for position in positions:
            self._against[self._root(position)].update(others)
        for other in others:
            self._against[self._root(other)].update(positions)

    def join_all(self, positions: Sequence[int], alike: Resemblance) -> None:
        """Put reports together: first those of each known speaker, then, where the words alone say so, the unnamed ones to the first."""
        by_speaker: dict[Speaker | None, int] = {}
        for position in positions:
            speaker = self._voice(self._root(position))
            first = by_speaker.setdefault(speaker, position)
            if alike.is_one or (speaker and alike.is_one_if_said_by_one):
                self._join(self._root(first), self._root(position), alike)
        if alike.is_one:
            for one, other in pairwise(by_speaker.values()):
                self._join(self._root(one), self._root(other), alike)

    def join_for_keeper(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Put the two of each pair together, whoever is said to speak."""
        for one, other in pairs:
            first, second = sorted((self._root(one), self._root(other)))
            if first != second:
                self._parent[second] = first

    def one_of_each(self, positions: Iterable[int]) -> list[int]:
        """One position of each group that *positions* stand in."""
        return list({self._root(position): position for position in positions}.values())

    def _join(self, one: int, other: int, alike: Resemblance) -> None:
        """Put the groups of two roots together."""
        speakers = [speaker for speaker in (self._voice(one), self._voice(other)) if speaker]
        if one == other or (len(speakers) > 1 and not may_be_one(speakers[0], speakers[1], alike)) or self._are_apart(one, other):
            return
        first, second = sorted((one, other))
        self._parent[second] = first
        self._speaker[first] = max(speakers, key=lambda speaker: (speaker[0] == "person", len(speaker[1])), default=None)
        if second in self._against:
            self._against[first] |= self._against.pop(second)

    def _are_apart(self, one: int, other: int) -> bool:
        return one in self._against and any(self._root(position) == other for position in self._against[one])

    def _voice(self, root: int) -> Speaker | None:
        """Who speaks in the group of *root*."""
        if root in self._speaker:
            return self._speaker[root]
        report = self._reports[root]
        return (report.speaker_type, report.speaker) if report.speaker else None

    def _root(self, position: int) -> int:
        parent = self._parent
        while (above := parent.get(position)) is not None:
            if (beyond := parent.get(above)) is not None:
                parent[position] = beyond
            position = above
        return position

    def all(self) -> list[list[int]]:
        """The groups of several, each in order, by their first member."""
        groups: dict[int, list[int]] = defaultdict(list)
        for position in sorted(self._parent.keys() | self._parent.values()):
            groups[self._root(position)].append(position)
        return [group for _, group in sorted(groups.items())]


def _echo(reports: Sequence[Report], fullest: Sequence[str], others: Collection[str]) -> Echo:
    """The echo of *reports*, under an id of its own: of its *fullest* words, and where *others* said the same, of the first quote too."""
    quotes = tuple([report.quote.id for report in reports])
    id = _digest(" ".join(fullest))
    return Echo(_digest(" ".join((*fullest, quotes[0]))) if id in others else id, quotes)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
