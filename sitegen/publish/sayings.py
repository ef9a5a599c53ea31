"""The words between marks, gone through once for all who count or list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter

from sitegen.model import EntityType, Report
from sitegen.publish.lookup import Lookup
from sitegen.publish.view import View

Speaker = tuple[EntityType | None, str | None, str | None]
"""The type of who speaks and the id, where it is an entity; else, what the article calls them."""
_WHO = attrgetter("speaker_type", "speaker")


class Said(View):
    """All words between marks of an archive, in its order, as reports and by their ids."""

    reports: Sequence[Report]
    within: dict[str, tuple[str, ...]]
    """By the accession of the article; one in which there are none is not among them."""
    by: dict[Speaker, list[str]]


def words_said(lookup: Lookup) -> Said:
    """All words that stand between marks, by article and by speaker."""
    spoken: list[Report] = []
    within: dict[str, tuple[str, ...]] = {}
    for accession, reports in lookup.reports_in.items():
        if said := [report for report in reports if report.quote.is_verbatim]:
            within[accession] = tuple([report.quote.id for report in said])
            spoken += said
    whose: defaultdict[tuple[EntityType | None, str | None], list[str]] = defaultdict(list)
    for who, id in zip(map(_WHO, spoken), chain.from_iterable(within.values()), strict=True):
        whose[who].append(id)
    by: dict[Speaker, list[str]] = {(*who, None): ids for who, ids in whose.items() if who in lookup.entities}
    for who in [who for who in whose if who not in lookup.entities]:
        for id in whose[who]:
            by.setdefault((*who, lookup.reports[id].quote.speaker), []).append(id)
    return Said(spoken, within, by)
