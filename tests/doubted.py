"""A collation that takes nobody's word: what is said to be as it was is looked at and planned all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.drawers import unpacked
from sitegen.model import Edition
from sitegen.publish import site
from sitegen.publish.dossiers import CALLED, named
from sitegen.publish.editions import Collation
from sitegen.publish.entries import entries_of
from sitegen.publish.register import rows_of, shelves_of
from sitegen.publish.shelves import Fact, peek


class Doubted(Collation):
    """Fails where a dossier that is as it was speaks for a fact or a page that is not."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        as_ever = self._settled | dict(self._plain.items() & self._last.shelves.items()).keys()
        for name in as_ever & self._last.facts.keys():
            for shelf, rows in shelves_of(self._last.facts[name]).items():
                for _, key, made_of in rows_of(rows):
                    assert (self._under((shelf, key)), self._digest((shelf, key))) == (name, made_of), (shelf, key)

    def follows(self, subject: Fact | None) -> None:
        """Nothing is taken to follow: all is noted, and looked at."""

    def settled_files(self) -> list[str]:
        """What is said to stand is planned all the same."""
        super().settled_files()
        self.claimed = dict(self._kept)
        self._kept.clear()
        entries = [entry for files in self.claimed.values() for entry in entries_of(files)]
        for path, _, facts, elsewhere in entries:
            assert self._are_unchanged(facts + elsewhere), path
        self._doubt_what_follows()
        self._entries.update({entry[0]: entry for entry in entries})
        return []

    def _doubt_what_follows(self) -> None:
        """What is not noted with a file as found elsewhere stands under what it is about or, of a name, under an article around it."""
        under = {
            row[0]: (name, shelf)
            for name, packed in self._last.facts.items()
            for shelf, rows in shelves_of(packed).items()
            for row in rows_of(rows)
        }
        for name, files in self.claimed.items():
            around, called = self._around(name)
            for path, _, facts, elsewhere in entries_of(files):
                assert set(unpacked(elsewhere)) <= set(unpacked(files[0])), path
                for place, shelf in map(under.__getitem__, unpacked(facts)):
                    assert place in around or (shelf == CALLED and place in called), (path, place, shelf)

    def _around(self, name: str) -> tuple[set[str], set[str]]:
        """Whose dossiers that of *name* is drawn up of, and who is called there by a name."""
        type, _, id = name.partition("/")
        key: Any = (type, id)
        spoken = {report.article for report in dict.get(self._lookup.reports_by, key, ())}
        mentioned = dict.get(self._lookup.articles_of, key, [])
        told = [article for article in (*mentioned, name) if dict.__contains__(self._lookup.entities_in, article)]
        called = {named(one) for article in told for one in peek(self._lookup.entities_in, article)}
        return {name, *spoken, *mentioned}, called

    def edition(self, drawers: Mapping[str, bytes], taken: Iterable[str]) -> Edition:
        """What is said to stand does."""
        edition = super().edition(drawers, taken)
        for name, files in self.claimed.items():
            assert {entry[:2] for entry in entries_of(edition.files[name])} == {entry[:2] for entry in entries_of(files)}, name
        return edition


_own = site._own


def doubted_own(page: site.Late, collation: Collation) -> bytes | None:
    """What a page is made of besides the shelves, where it is known and worked out alike."""
    claimed, made_of = _own(page, collation), collation.own(site._kind(page), site._given(page))
    assert claimed == made_of, page.path
    return claimed
