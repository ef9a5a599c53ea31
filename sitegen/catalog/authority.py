"""Text of ``authority.toml`` -> Authority: every key known, every value usable, nothing said twice in two ways."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from sitegen.catalog.contradictions import merge_rules
from sitegen.catalog.rules import ArticleRule, Authority, EntityRule, QuoteRule
from sitegen.errors import SettingsError
from sitegen.model import ENTITY_TYPES
from sitegen.model.value import Value
from sitegen.patterns import later

_SECTIONS = ("entity", "article", "quote")
_LONG_STRING = later(r'"""(?:[^"]|"(?!""))*+"""|\'\'\'(?:[^\']|\'(?!\'\'))*+\'\'\'')
_HEADER = later(r"^\s*\[")


_GIVEN = frozenset(("line", "article", "quote"))
"""Fields of a rule that are no keys of the file."""
Entry = TypeVar("Entry", bound=msgspec.Struct)


class _Sheet(Value):
    """The lines of the file, to say where something stands."""

    path: str
    lines: tuple[str, ...]

    def nth_entity(self, number: int) -> int:
        """The line of the entity *number*, counted from 0."""
        found = [place for place, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*entity\s*\]\]", line)]
        return found[number] if number < len(found) else self.line_of_section("entity")

    def table(self, section: str, key: str) -> int:
        """The line where the table of *key* opens."""
        head = re.compile(rf"\s*\[\s*{section}\s*\.\s*[\"']?{re.escape(key)}[\"']?\s*\]")
        found = [place for place, line in enumerate(self.lines, 1) if head.match(line)]
        return found[0] if found else self.line_of_section(section)

    def line_of(self, key: str, start: int) -> int:
        """The line of *key* in the table that opens at the line *start*, else that line."""
        for place, line in enumerate(self.lines[start - 1 :], start):
            if place > start and _HEADER.match(line):
                break
            if re.match(rf"\s*\[{{0,2}}\s*[\"']?{re.escape(key)}\b", line):
                return place
        return start

    def line_of_section(self, key: str) -> int:
        """The first line that opens or sets *key* at the top of the file."""
        found = (place for place, line in enumerate(self.lines, 1) if re.match(rf"\s*\[{{0,2}}\s*[\"']?{re.escape(key)}\b", line))
        return next(found, 1)

    def fail(self, message: str, line: int | None, hint: str | None = None) -> SettingsError:
        """The error that *message* is."""
        return SettingsError(message, self.path, line, hint)


def parse_authority(text: str, path: str = "authority.toml") -> Authority:
    """The decisions that *text*, the content of the file *path*, states; SettingsError with line and hint if they cannot be used."""
    sheet = _Sheet(path, tuple(_without_long_strings(text).split("\n")))
    raw = _loaded(text, sheet)
    entities = raw.get("entity", [])
    if not isinstance(entities, list):
        raise sheet.fail("`entity` must be a list", sheet.line_of_section("entity"), "write [[entity]], in two pairs of brackets")
    rules = [_entity(one, sheet.nth_entity(number), sheet) for number, one in enumerate(entities)]
    articles = tuple(_article(key, one, sheet) for key, one in _tables(raw, "article", sheet).items())
    quotes = tuple(_quote(key, one, sheet) for key, one in _tables(raw, "quote", sheet).items())
    return Authority(path, merge_rules(rules, quotes, path), articles, quotes)


def _without_long_strings(text: str) -> str:
    """*text* with its strings of several lines emptied, for what stands in them may look like keys."""
    return _LONG_STRING.sub(lambda match: '""' + "\n" * match[0].count("\n"), text.replace("\r\n", "\n"))


def _loaded(text: str, sheet: _Sheet) -> dict[str, Any]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        last = len(text.rstrip().splitlines())
        hint = "this is not TOML: text stands in quotation marks, and each table is there once"
        raise sheet.fail(str(error), int(line[1]) if line else last, hint) from error
    for key in raw:
        if key not in _SECTIONS:
            raise sheet.fail(f"unknown section `{key}`", sheet.line_of_section(key), _near(key, _SECTIONS, "sections"))
    return raw


def _tables(raw: Mapping[str, Any], section: str, sheet: _Sheet) -> dict[str, Any]:
    tables = raw.get(section, {})
    if not isinstance(tables, dict) or not all(isinstance(one, dict) for one in tables.values()):
        hint = f'write [{section}."…"] with the {"id" if section == "quote" else "accession or the source"} between the marks'
        raise sheet.fail(f"`{section}` must hold one table for each {section}", sheet.line_of_section(section), hint)
    return tables


def _entity(raw: Any, line: int, sheet: _Sheet) -> EntityRule:
    rule = _converted(raw, EntityRule, line, sheet)
    lists = {key: tuple(map(_spaced, getattr(rule, key))) for key in ("aliases", "same_as", "not_same_as")}
    name = _spaced(rule.name)
    for key, values in {"name": (name,), **lists}.items():
        if not all(values):
            raise sheet.fail(f"`{key}` holds an empty name", sheet.line_of(key, line))
    if rule.wikidata is not None and not re.fullmatch(r"Q[1-9]\d{0,11}", rule.wikidata):
        raise sheet.fail(f"no Wikidata id: {rule.wikidata!r}", sheet.line_of("wikidata", line), 'one looks like "Q42"')
    if rule.coordinates is not None and not (abs(rule.coordinates[0]) <= 90 and abs(rule.coordinates[1]) <= 180):
        hint = "latitude from -90 to 90, then longitude from -180 to 180, such as [52.5, 13.4]"
        raise sheet.fail("these are no coordinates", sheet.line_of("coordinates", line), hint)
    return msgspec.structs.replace(rule, name=name, **lists)


def _article(key: str, raw: Any, sheet: _Sheet) -> ArticleRule:
    line = sheet.table("article", key)
    rule = _converted(raw, ArticleRule, line, sheet, article=key)
    if rule.title is not None and not rule.title.strip():
        raise sheet.fail("`title` is empty", sheet.line_of("title", line))
    if both := sorted({*rule.same_as, key} & {*rule.not_same_as}):
        raise sheet.fail(f"`{both[0]}` cannot be a version of one story and of another", line, "remove it from one of the two lists")
    return msgspec.structs.replace(rule, title=_spaced(rule.title) if rule.title else None)


def _quote(key: str, raw: Any, sheet: _Sheet) -> QuoteRule:
    line = sheet.table("quote", key)
    rule = _converted(raw, QuoteRule, line, sheet, quote=key)
    for field, ids in (("quote", (key,)), ("same_as", rule.same_as), ("not_same_as", rule.not_same_as)):
        for id in ids:
            if not re.fullmatch(r"[0-9a-f]{12}", id):
                hint = "the id is in the address of the quote's page: 12 hexadecimal digits"
                raise sheet.fail(f"no id of a quote: {id!r}", sheet.line_of(field, line), hint)
    if both := sorted({*rule.same_as, key} & {*rule.not_same_as}):
        raise sheet.fail(f"`{both[0]}` cannot be the same utterance and another", line, "remove it from one of the two lists")
    return msgspec.structs.replace(rule, speaker=None if rule.speaker is None else _spaced(rule.speaker))


def _converted(raw: Any, kind: type[Entry], line: int, sheet: _Sheet, **given: str) -> Entry:
    """The rule that the table *raw* states; its place and what names its subject are *given*."""
    keys = tuple(field for field in kind.__struct_fields__ if field not in _GIVEN)
    if isinstance(raw, dict):
        for key in raw:
            if key not in keys:
                raise sheet.fail(f"unknown key `{key}`", sheet.line_of(key, line), _near(key, keys, "keys"))
        raw = {**raw, "line": line, **given}
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        message = str(error)
    key = re.search(r"`\$\.(\w+)", message)
    choice = re.search(r"Invalid enum value '([^']*)'", message)
    raise sheet.fail(message, sheet.line_of(key[1], line) if key else line, _near(choice[1], ENTITY_TYPES, "types") if choice else None)


def _near(word: str, known: tuple[str, ...], what: str) -> str:
    near = difflib.get_close_matches(word.lower(), known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known {what}: {', '.join(known)}"


def _spaced(name: str) -> str:
    return " ".join(name.split())
