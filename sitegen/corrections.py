"""The authority file of an archive on disk: where it lies, what it says, what is added to it, and which of its rules are new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sitegen.catalog.authority import parse_authority
from sitegen.catalog.rules import ArticleRule, Authority, EntityRule, QuoteRule
from sitegen.errors import SettingsError
from sitegen.model import Archive, Note
from sitegen.settings import Site
from sitegen.switch import write_text

FILE_NAME = "authority.toml"


def find_authority(site: Site) -> Path:
    """Where the authority file of *site* lies, or would: beside the settings, or among the captures of an archive without settings."""
    places = dict.fromkeys(folder / FILE_NAME for folder in ((site.root,) if site.file else ()) + (site.source,))
    there = [place for place in places if place.is_file()]
    if len(there) > 1:
        raise SettingsError("there are two authority files", str(there[1]), hint=f"put all corrections into {there[0]}")
    return there[0] if there else next(iter(places))


def load_authority(site: Site) -> Authority:
    """What the authority file of *site* says; nothing where there is none."""
    place = find_authority(site)
    if not place.is_file():
        return Authority()
    return msgspec.structs.replace(parse_authority(_read(place), str(place)), path=str(place.resolve()))


def add_corrections(site: Site, addition: Path) -> Path:
    """The authority file, to which the corrections in the file *addition* were added, all or none."""
    place = find_authority(site)
    new = _read(addition).strip("\n")
    parse_authority(new, str(addition))
    old = _read(place).rstrip("\n") if place.is_file() else ""
    text = f"{old}\n\n{new}\n" if old else f"{new}\n"
    try:
        parse_authority(text, str(place))
    except SettingsError as error:
        raise _from_addition(error, old.count("\n") + 2 if old else 0, addition, place) from error
    try:
        write_text(place, text)
    except OSError as error:
        raise SettingsError(f"cannot write the corrections: {error.strerror}", str(place), hint="nothing was changed") from error
    return place


def tell_changes(authority: Authority, notes: Iterable[Note], folder: Path) -> tuple[str, ...]:
    """What each rule that is new, or does something new, is about, and which are gone since this was last asked; *folder* remembers."""
    memory = folder / "corrections" / f"{hashlib.sha256(authority.path.encode()).hexdigest()}.json"
    before, now = _remembered(memory), _effects(authority, notes)
    lines = [f"{FILE_NAME}:{line}: {said}" for key, (line, said) in now.items() if before.get(key) != said]
    # An entry that was edited is told as it is now; one that is gone, by what it was about.
    subjects = {_subject(said) for _, said in now.values()}
    gone = sorted({_subject(said) for key, said in before.items() if key not in now} - subjects)
    _remember(memory, {key: said for key, (_, said) in now.items()})
    return (*lines, *(f"{FILE_NAME}: {subject}: no longer corrected" for subject in gone))


def without_settled(notes: Iterable[Note], archive: Archive) -> tuple[Note, ...]:
    """*notes* without those on facts of articles that the keeper has stated or found right."""
    settled = set()
    for annotated in archive.articles:
        if (correction := annotated.article.correction) is not None:
            codes = {"undated": "published", "untitled": "title", "low-coverage": None}
            source = annotated.article.provenance.source
            settled |= {(source, code) for code, fact in codes.items() if not correction.facts or fact in correction.facts}
    return tuple(note for note in notes if (note.source, note.code) not in settled)


def _effects(authority: Authority, notes: Iterable[Note]) -> dict[str, tuple[int, str]]:
    """By a digest of each rule, its line and what it is about."""
    about = {note.line: note.message for note in notes if note.code == "correction"}
    missing = {note.line for note in notes if note.code == "unmatched-correction"}
    said: dict[str, tuple[int, str]] = {}
    rules: tuple[EntityRule | ArticleRule | QuoteRule, ...] = (*authority.entities, *authority.articles, *authority.quotes)
    for rule in rules:
        words = about.get(rule.line)
        if words is not None and rule.line not in missing:
            said[hashlib.sha256(repr(msgspec.structs.replace(rule, line=0)).encode("utf-8", "surrogatepass")).hexdigest()] = (
                rule.line,
                words,
            )
    return said


def _subject(said: str) -> str:
    return said.rpartition(": ")[0]


def _remembered(memory: Path) -> dict[str, str]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(memory: Path, said: dict[str, str]) -> None:
    """A memory that cannot be written costs only that rules are told again."""
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_text(memory, json.dumps(said, ensure_ascii=False, sort_keys=True))
    except OSError:
        return


def _read(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"cannot read the corrections: {error.strerror}", str(place)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("corrections must be UTF-8 text", str(place)) from error


def _from_addition(error: SettingsError, lines_before: int, addition: Path, place: Path) -> SettingsError:
    """The error in the file that its line stands in."""
    hint = f"{error.hint}; nothing was added to {place}" if error.hint else f"nothing was added to {place}"
    if error.line is None or error.line <= lines_before:
        return SettingsError(error.message, str(place), error.line, hint)
    return SettingsError(error.message, str(addition), error.line - lines_before, hint)
