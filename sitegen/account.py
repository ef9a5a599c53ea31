"""The account of a site: by path, the digest of each file that sitegen wrote and how it was left; in columns, for a site has 100,000."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, repeat

from sitegen.marks import NO_SEALS, Seals
from sitegen.model import Stamp
from sitegen.stamps import NO_STAMP, SIZE, inodes, states
from sitegen.tally import Tally, tally

_DIGEST = hashlib.sha256().digest_size
_BESIDE_A_PATH = 2 * _DIGEST + len("  \n")
"""Characters of a line besides its path."""
_BEHIND_A_SLASH = chr(ord("/") + 1)
Entry = tuple[str, Stamp]
"""The digest of a file, and how it was left."""


class Account(Mapping[str, str]):
    """The digests of files by path, which are sorted, and how the files were left; and which folders hold just these."""

    def __init__(
        self,
        paths: Sequence[str] = (),
        digests: bytes = b"",
        stamps: bytes = b"",
        seals: Seals = NO_SEALS,
        listed: str = "",
        counted: Tally | None = None,
    ) -> None:
        """ValueError where the columns are not of one length.

        *listed* is the SHA-256 of the manifest that says the same, where that is known; *counted* is the tally, where it was taken.
        """
        if (len(digests), len(stamps)) != (len(paths) * _DIGEST, len(paths) * SIZE):
            raise ValueError("columns of different lengths")
        self.paths, self.digests, self.stamps, self.seals = paths, digests, stamps, seals
        self.listed, self._counted = listed, counted

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each path: a dictionary, in which 100,000 are looked up at once."""
        return dict(zip(self.paths, range(len(self.paths)), strict=True))

    @classmethod
    def of(cls, digests: Mapping[str, str]) -> Account:
        """The account that says *digests*, by path, and of no file how it was left."""
        paths = sorted(digests)
        return cls(paths, bytes.fromhex("".join(map(digests.__getitem__, paths))), NO_STAMP * len(paths))

    def __getitem__(self, path: str) -> str:
        at = self.rows[path] * _DIGEST
        return self.digests[at : at + _DIGEST].hex()

    def __contains__(self, path: object) -> bool:
        return path in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def stamp(self, path: str) -> Stamp:
        """How the file *path* was left."""
        at = self.rows[path] * SIZE
        return self.stamps[at : at + SIZE]

    def states(self) -> Iterator[tuple[int, int, int]]:
        """The size, the time of the last writing in nanoseconds and the inode of each file, in the order of their paths."""
        return states(self.stamps)

    def inodes(self) -> array[int]:
        """Their inodes."""
        return inodes(self.stamps)

    def below(self, folder: str) -> slice:
        """The rows of all that lies below *folder*."""
        return slice(bisect_left(self.paths, f"{folder}/"), bisect_left(self.paths, f"{folder}{_BEHIND_A_SLASH}"))

    def sealed(self, seals: Seals) -> Account:
        """The same account, with these *seals*."""
        return Account(self.paths, self.digests, self.stamps, seals, self.listed, self._counted)

    def listed_in(self, manifest: bytes) -> Account:
        """The same account, which this *manifest* says."""
        return Account(self.paths, self.digests, self.stamps, self.seals, hashlib.sha256(manifest).hexdigest(), self._counted)

    @property
    def tally(self) -> Tally:
        """What they are together."""
        if self._counted is None:
            self._counted = tally(self.paths, self.stamps)
        return self._counted

    def lines(self) -> str:
        """The digest and the path of each file, a line each, as ``sha256sum`` prints them."""
        digests = self.digests.hex("\n", _DIGEST).split("\n") if self.paths else ()
        return "".join(chain.from_iterable(zip(digests, repeat("  "), self.paths, repeat("\n"))))

    def lines_revised(self, lines: memoryview, gone: Collection[str], entries: Mapping[str, Entry]) -> Iterator[bytes | memoryview]:
        """The lines of the account that is ``revised`` so, in pieces; its own *lines* are all ASCII."""
        at = 0
        for start, end, path in self._runs({*gone, *entries}):
            behind = at + (end - start) * _BESIDE_A_PATH + sum(map(len, self.paths[start:end]))
            yield lines[at:behind]
            if path in entries:
                yield f"{entries[path][0]}  {path}\n".encode()
            at = behind + (_BESIDE_A_PATH + len(path) if path in self.rows else 0)

    def revised(self, gone: Collection[str], entries: Mapping[str, Entry]) -> Account:
        """The account without what is *gone*, and with the *entries*, by path, of what is new or was left otherwise; without seals."""
        paths: list[str] = []
        digests: list[bytes] = []
        stamps: list[Stamp] = []
        for start, end, path in self._runs({*gone, *entries}):
            if start < end:
                paths += self.paths[start:end]
                digests.append(self.digests[start * _DIGEST : end * _DIGEST])
                stamps.append(self.stamps[start * SIZE : end * SIZE])
            if path in entries:
                sha256, stamp = entries[path]
                paths.append(path)
                digests.append(bytes.fromhex(sha256))
                stamps.append(stamp)
        return Account(paths, b"".join(digests), b"".join(stamps), counted=self._tally_revised({*gone, *entries}, entries))

    def _tally_revised(self, changed: Collection[str], entries: Mapping[str, Entry]) -> Tally | None:
        """The tally of the account that is ``revised`` so, where the own one was taken."""
        if self._counted is None:
            return None
        former = [path for path in changed if path in self.rows]
        left = self._counted.without(tally(former, b"".join(map(self.stamp, former))))
        return left.with_others(tally(entries, b"".join([stamp for _, stamp in entries.values()])))

    def _runs(self, changed: Collection[str]) -> Iterator[tuple[int, int, str]]:
        """Where the rows between those *changed* begin and end, each with the path that is behind them; an empty one at the end."""
        start = 0
        for path in sorted(changed):
            row = self.rows.get(path)
            end = bisect_left(self.paths, path, start) if row is None else row
            yield start, end, path
            start = end if row is None else end + 1
        yield start, len(self.paths), ""


NOTHING = Account()
