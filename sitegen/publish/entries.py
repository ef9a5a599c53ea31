"""What each file of the site was made of, as the books keep it, by what the files are about: of those which stand, nothing is unpacked."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import filterfalse
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from sitegen.digests import Digest
from sitegen.drawers import Pile, unpacked
from sitegen.model import Edition, FilesAbout
from sitegen.publish.register import without

Entry = tuple[str, bytes, bytes, bytes]
"""The path of a file, a digest of its kind, its title and all that it was given, and what it took: numbers of facts, of four bytes each,
first those on shelves from which it took nothing but what follows from the dossier of what it is about, then all others; of a file that is
about nothing alone, all are among the first. Of one that FOLLOWS from a dossier, what does so is not noted."""
FOLLOWS: Digest = b"dossier"
"""In the place of the digest, where a file is made anew whenever the dossier of what it is about is another."""
_PATHS = itemgetter(1)
_Unnamed = tuple[bytes, bytes, bytes]
_unnamed = msgspec.msgpack.Decoder(list[_Unnamed]).decode


def entries_of(files: FilesAbout) -> list[Entry]:
    """The *files* about one thing, each with what it was made of."""
    _, paths, packed = files
    return [(path, *made_of) for path, made_of in zip(paths.split("\n"), _unnamed(packed), strict=True)]


class Paths(Collection[str]):
    """The paths of all *files*, in one text: as 100,000 strings they would take five times the room."""

    def __init__(self, files: Iterable[FilesAbout]) -> None:
        self._lines = "\n".join((*map(_PATHS, files), ""))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines.split("\n")[:-1])

    def __len__(self) -> int:
        return self._lines.count("\n")

    def __contains__(self, path: object) -> bool:
        return any(path == one for one in self)


class About:
    """The files about one thing as they will be kept."""

    __slots__ = ("_elsewhere", "_made_of", "_paths")

    def __init__(self) -> None:
        self._elsewhere, self._paths, self._made_of = bytearray(), list[str](), Pile()

    def add(self, entry: Entry) -> None:
        """One file more."""
        path, *made_of = entry
        self._elsewhere += entry[3]
        self._paths.append(path)
        self._made_of.add(made_of)

    def packed(self) -> FilesAbout:
        """All of them."""
        return array("I", sorted(set(unpacked(self._elsewhere)))).tobytes(), "\n".join(self._paths), self._made_of.packed()


def others_than(files: Mapping[str, FilesAbout], taken: Iterable[str]) -> str:
    """Those of the paths *taken*, a line each, that are none of the *files* about one thing."""
    about = frozenset(Paths(one for name, one in files.items() if name))
    return "\n".join(filterfalse(about.__contains__, taken))


def cleared(books: Edition) -> Edition:
    """*books* without the facts that no file is made of any more."""
    used = {place for files in books.files.values() for _, facts, elsewhere in _unnamed(files[2]) for place in unpacked(facts + elsewhere)}
    return replace(books, facts=without(books.facts, used), cleared=(books.numbered, len(used)))
