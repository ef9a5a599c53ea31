"""The words between marks, gone through once for all who count or list them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
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
    spoken = [report for report in chain.from_iterable(lookup.reports_in.values()) if report.quote.kind != "indirect"]
    all_ids, many = tuple([report.quote.id for report in spoken]), Counter([report.article for report in spoken])
    places = pairwise(accumulate(many.values(), initial=0))
    within = {accession: all_ids[start:end] for accession, (start, end) in zip(many, places, strict=True)}
    whose: defaultdict[EntityType | None, defaultdict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report, id in zip(spoken, all_ids, strict=True):
        whose[report.speaker_type][report.speaker].append(id)
    by: dict[Speaker, list[str]] = {}
    for type, some in whose.items():
        for speaker, ids in some.items():
            if (type, speaker) in lookup.entities:
                by[type, speaker, None] = ids
            else:
                for id in ids:
                    by.setdefault((type, speaker, lookup.reports[id].quote.speaker), []).append(id)
    return Said(spoken, within, by)
