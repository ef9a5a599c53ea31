"""What a worker on another machine is sent: captures to read, and what it must find there before it begins."""

from __future__ import annotations

import functools
import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires, version

import msgspec
from msgspec import structs

from sitegen.attempt import Attempted, Packed
from sitegen.errors import SettingsError, SitegenError
from sitegen.files import Found, load
from sitegen.store import Remembered, get, own_code, put

Packs = bytes | Attempted
_WITNESS = "witness"
_EXTRAS = re.compile(r"extra\s*==\s*['\"](?:dask|spacy|warc)['\"]")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SHOWN = 4


class Errand(msgspec.Struct, frozen=True):
    """The reading of captures on a machine that must have the same programs, see the same captures and share the store."""

    reader: Remembered
    equipment: Mapping[str, str]
    witness: Found
    """A capture that every worker must see."""
    key: str
    """The key of the witness: the same only for the same bytes."""

    def __call__(self, chunk: Sequence[Found]) -> list[Packs]:
        """The packed results for *chunk*; SettingsError where this machine is not fit for it."""
        _look_round(self.reader, tuple(sorted(self.equipment.items())), self.witness, self.key)
        return list(map(Packed(self.reader.packed), chunk))


def make_errand(reader: Remembered, witness: Found, key: str) -> Errand:
    """The errand of reading with *reader*, whose store is made ready; SettingsError where nothing can be kept in it."""
    shared = structs.replace(reader, folder=reader.folder.absolute())
    try:
        put(shared.home / _WITNESS, shared.salt.encode())
    except OSError as error:
        hint = "set SITEGEN_CACHE to a folder that you and the workers can write to"
        raise SettingsError(f"the workers need a store that they share: {error.strerror}", str(shared.folder), hint=hint) from error
    return Errand(shared, equipment(), from_anywhere(witness), key)


def from_anywhere(found: Found) -> Found:
    """*found* with places that hold in every folder."""
    return structs.replace(found, place=os.fspath(found.path.absolute()), companion=found.companion and found.companion.absolute())


@functools.cache
def equipment() -> Mapping[str, str]:
    """What results depend on besides captures, by name: Python's version, sitegen's code, and the version of each package it needs."""
    found = {"Python": platform.python_version(), "the code of sitegen": own_code().hex()[:12]}
    wanted = ["sitegen"]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue  # asked for on other systems only
        wanted += [_NAME.match(line)[0].lower() for line in requires(name) or () if _is_needed(line)]  # type: ignore[index]
    return found


def _is_needed(requirement: str) -> bool:
    return "extra" not in requirement or _EXTRAS.search(requirement) is not None


def compare(theirs: Mapping[str, str], who: str) -> None:
    """SettingsError where *who* has other equipment than this process, telling what."""
    _compare(theirs, equipment(), who)


def _compare(theirs: Mapping[str, str], ours: Mapping[str, str], who: str) -> None:
    other = [name for name in sorted(theirs.keys() | ours.keys()) if theirs.get(name) != ours.get(name)]
    if other:
        told = ", ".join(f"{name} {theirs.get(name, 'missing')} there, {ours.get(name, 'missing')} here" for name in other[:_SHOWN])
        more = f" and {len(other) - _SHOWN} more" if len(other) > _SHOWN else ""
        raise SettingsError(f"{who} is not like this machine: {told}{more}", hint="install the same sitegen and packages on every machine")


@functools.lru_cache(maxsize=4)
def _look_round(reader: Remembered, wanted: tuple[tuple[str, str], ...], witness: Found, key: str) -> None:
    """Once for each build: SettingsError where this worker would read something else, or keep it where nobody finds it."""
    here = f"the worker on {platform.node()}"
    _compare(equipment(), dict(wanted), here)
    try:
        seen = reader.key(load(witness))
    except SitegenError as error:
        hint = "captures must lie under one path on storage that all machines share"
        raise SettingsError(f"{here} cannot see the captures: {error.message}", str(witness.path), hint=hint) from error
    if seen != key:
        raise SettingsError(f"{here} sees another capture", str(witness.path), hint="all machines must share one storage")
    if get(reader.home / _WITNESS) != reader.salt.encode():
        hint = "set SITEGEN_CACHE to a folder on storage that all machines share"
        raise SettingsError(f"{here} does not see the store", str(reader.folder), hint=hint)
