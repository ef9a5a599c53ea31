"""Finding aids of the texts that several articles carry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sitegen.model import Archive, Kinship

if TYPE_CHECKING:
    from sitegen.publish.lookup import Lookup


def story_of(archive: Archive) -> dict[str, str]:
    """The story of each article that is not its only version, by accession."""
    return {accession: story.id for story in archive.stories for accession in story.articles}


def stories(archive: Archive) -> dict[str, tuple[str, ...]]:
    """The articles of each story, by its id, in the order of the archive."""
    return {story.id: story.articles for story in archive.stories}


def versions_of(accession: str, lookup: Lookup) -> tuple[str, ...]:
    """All versions of an article's text, itself among them, in the order of the archive; none where it is the only one."""
    return lookup.stories.get(lookup.story_of.get(accession, ""), ())


def kinships(archive: Archive) -> dict[str, tuple[Kinship, ...]]:
    """What each article has in common with other versions of its text, by accession."""
    found: dict[str, list[Kinship]] = {}
    for story in archive.stories:
        for kin in story.kinships:
            found.setdefault(kin.one, []).append(kin)
            found.setdefault(kin.other, []).append(kin)
    return {accession: tuple(kin) for accession, kin in found.items()}


def compared(archive: Archive) -> dict[str, str]:
    """With which version before it the page of an article compares it: the nearest in words; none where one has the same words."""
    return {kin.other: kin.one for story in archive.stories for kin in _nearest(story.kinships)}


def _nearest(kinships: Collection[Kinship]) -> Iterator[Kinship]:
    for accession in sorted({kin.other for kin in kinships}):
        before = [kin for kin in kinships if kin.other == accession]
        if all(kin.extent != "same" for kin in before):
            yield max(reversed(before), key=lambda kin: kin.shared)


def told_apart(accessions: Collection[str], story_of: dict[str, str]) -> int:
    """How many of *accessions* tell a text of their own: versions of one count as one."""
    return len({story_of.get(accession, accession) for accession in accessions})
