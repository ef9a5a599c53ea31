"""Catalogues of the interface's texts, as gettext's ``.po`` files have them -> the tongue that a site speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.errors import SettingsError, SitegenError
from sitegen.patterns import later
from sitegen.publish.tongue import CONTEXT, ENGLISH, Tongue

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FOLDER = "languages/"
_PLACES = later(r"%\(\w+\)s|%%|</?[a-z]+[^<>]*>|[<>\"&]")
"""What a translation must keep as it is: the places of values, and markup."""
_HEADS = ("en", "en-GB")
"""English with the dates that sitegen writes by itself."""


def speak(language: str, ours: Mapping[str, str], own: Mapping[str, tuple[str, str]], template: str) -> Tongue:
    """The tongue for the tag *language*; a text that the site's *own* catalogues translate is theirs, the others are *ours*.

    *ours*: the content of each catalogue by its tag; *own*: for each tag where the file stands, and its content; *template*: where the
    file stands that lists all texts.
    """
    known = {tag.lower(): tag for tag in (*ours, *own, "en")}
    wanted = next((known[tag] for tag in _wider(language.lower()) if tag in known), None)
    if wanted is None:
        there = ", ".join(sorted(ours.keys() | {"en"}))
        hint = f"there are {there}; for another, put a catalogue at templates/{FOLDER}{language}.po, made from {template}"
        raise SettingsError(f"`language`: the interface does not speak {language!r} yet", hint=hint)
    tongue = replace(ENGLISH, tag=language)
    for path, content in (*(("", ours[tag]) for tag in (wanted,) if tag in ours), *(own[tag] for tag in (wanted,) if tag in own)):
        tongue = _learn(tongue, path, content)
    return tongue if language in _HEADS else _at_home(tongue, language)


def texts_of(template: str) -> list[str]:
    """The texts that the catalogue *template* lists, as a tongue keeps them."""
    from babel.messages.pofile import read_po

    return [_key(message) for message in read_po(StringIO(template)) if message.id]


def _wider(tag: str) -> Iterator[str]:
    """*tag*, and then the tags that mean more: ``pt-br``, ``pt``."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _at_home(tongue: Tongue, language: str) -> Tongue:
    """*tongue* with the direction, the dates and the numbers of *language*."""
    from babel import Locale, UnknownLocaleError

    for tag in _wider(language):
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        return replace(tongue, direction=locale.text_direction, locale=str(locale))
    raise SettingsError(f"`language`: {language!r} is no language whose dates and numbers are known", hint='a tag such as "nl" or "pt-BR"')


def _learn(tongue: Tongue, path: str, content: str) -> Tongue:
    """*tongue* with the texts that the catalogue *content* translates."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(StringIO(content), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise SitegenError(f"this is no catalogue of texts: {error}", path or None, getattr(error, "lineno", None)) from error
    plurals = _plurals(catalog, path)
    learnt = {_key(message): _checked(message, catalog.num_plurals, path) for message in catalog if _is_said(message)}
    return replace(tongue, plurals=plurals, messages=tongue.messages | learnt)


def _plurals(catalog: Catalog, path: str) -> str:
    from gettext import c2py

    expression = str(catalog.plural_expr).strip().removeprefix("(").removesuffix(")") if catalog.num_plurals > 1 else "0"
    try:
        c2py(expression)
    except ValueError:
        expression = str(catalog.plural_expr)
    try:
        places = {c2py(expression)(number) for number in range(1000)}
    except ValueError as error:
        raise SitegenError(f"`Plural-Forms` cannot be read: {error}", path or None) from error
    if max(places) >= catalog.num_plurals:
        raise SitegenError(f"`Plural-Forms` names a form beyond its {catalog.num_plurals}", path or None)
    return expression


def _is_said(message: Message) -> bool:
    return bool(message.id) and not message.fuzzy and all(_all(message.string))


def _key(message: Message) -> str:
    text = _all(message.id)[0]
    return f"{message.context}{CONTEXT}{text}" if message.context else text


def _all(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _checked(message: Message, plurals: int, path: str) -> tuple[str, ...]:
    """The translations of *message*, which keep its places and its markup; where it counts, a form may do without the number."""
    texts, said = _all(message.id), _all(message.string)
    if len(said) != (plurals if len(texts) > 1 else 1):
        raise SitegenError(f"`{texts[0]}` wants {plurals} forms", path or None, message.lineno)
    needed = [sorted(_PLACES.findall(text)) for text in texts]
    for one in said:
        found = sorted(_PLACES.findall(one))
        if found not in needed and (len(texts) == 1 or not any(_is_all_but_number(found, whole) for whole in needed)):
            hint = f"keep {' '.join(needed[0]) or 'it free of markup and quotation marks of programmers'}"
            raise SitegenError(f"the places or the markup of `{texts[0]}` are not kept: `{one}`", path or None, message.lineno, hint)
    return said


def _is_all_but_number(found: list[str], needed: list[str]) -> bool:
    """Whether *found* is *needed* but for one place, as where a word says how many: *two quotes*."""
    lacking = [place for place in needed if place not in found]
    return sorted([*found, *lacking]) == needed and [place[:2] for place in lacking] == ["%("]
