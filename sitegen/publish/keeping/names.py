"""Names under the ids that they once had: adding a capture moves no page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from msgspec import structs

from sitegen.model import Archive, EntityType, Report
from sitegen.publish.keeping.ledger import Ledger
from sitegen.publish.keeping.recognition import Key
from sitegen.publish.permalinks import FOLDERS


def kept_ids(archive: Archive, ledger: Ledger, now: Mapping[str, Key]) -> dict[Key, str]:
    """The id of each entity: one that *ledger* remembers for it, its own first; else its own, or one like it where that is another's.

    *now* says which entity each address of the ledger belongs to.
    """
    given: dict[str, set[str]] = {folder: set() for folder in FOLDERS.values()}
    had: dict[Key, list[str]] = defaultdict(list)
    for entry in ledger:
        shelf = entry.shelf
        if shelf in given:
            given[shelf].add(entry.name)
            key = now.get(entry.path)
            if key and FOLDERS[key[0]] == shelf:
                had[key].append(entry.name)
    kept: dict[Key, str] = {}
    for entity in archive.entities:
        key, taken = (entity.type, entity.id), given[FOLDERS[entity.type]]
        names = had.get(key)
        kept[key] = (entity.id if entity.id in names else min(names)) if names else _free(entity.id, taken)
        taken.add(kept[key])
    return kept


def under_ids(archive: Archive, kept: Mapping[Key, str]) -> Archive:
    """*archive* with its entities under the ids *kept*."""
    changed = {key: id for key, id in kept.items() if key[1] != id}
    if not changed:
        return archive

    def now(type: EntityType, id: str) -> str:
        return changed.get((type, id), id)

    def renamed(report: Report) -> Report:
        if report.speaker_type is None or report.speaker is None:
            return report
        return structs.replace(report, speaker=now(report.speaker_type, report.speaker))

    return replace(
        archive,
        entities=tuple(structs.replace(entity, id=now(entity.type, entity.id)) for entity in archive.entities),
        reports=tuple(map(renamed, archive.reports)),
        appearances=tuple(structs.replace(one, entity=now(one.type, one.entity)) for one in archive.appearances),
    )


def _free(id: str, taken: set[str]) -> str:
    made, number = id, 2
    while made in taken:
        made, number = f"{id}-{number}", number + 1
    return made
