"""The words between marks, gone through once for all who count or list them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model import EntityType, Report
from sitegen.publish.lookup import Lookup

Speaker = tuple[EntityType | None, str | None, str | None]
"""The type of who speaks and the id, where it is an entity; else, what the article calls them."""


@dataclass(frozen=True, slots=True)
class Said:
    """All words between marks of an archive, in its order, as reports and by their ids."""

    reports: Sequence[Report]
    within: dict[str, tuple[str, ...]]
    """By the accession of the article; one in which there are none is not among them."""
    by: dict[Speaker, list[str]]


def words_said(lookup: Lookup) -> Said:
    """All words that stand between marks, by article and by speaker."""
    entities = lookup.entities
    spoken = [report for report in lookup.reports.values() if report.quote.is_verbatim]
    within = {accession: ids for accession, reports in lookup.reports_in.items() if (ids := _verbatim(reports))}
    of_entities = ((key, _verbatim(reports)) for key, reports in lookup.reports_by.items() if key in entities)
    by: dict[Speaker, list[str]] = {(*key, None): list(ids) for key, ids in of_entities if ids}
    for report in [report for report in spoken if (report.speaker_type, report.speaker) not in entities]:
        by.setdefault((report.speaker_type, report.speaker, report.quote.speaker), []).append(report.quote.id)
    return Said(spoken, within, by)


def _verbatim(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple([quote.id for report in reports if (quote := report.quote).is_verbatim])
