"""A script's source -> the same in one tongue: the texts in it are translated when the site is built, and cost a reader nothing.

``gettext`At least ${count(shown)}` `` is published as a template string in the site's language; its places are named for the last word in
them, ``At least %(shown)s``. ``ngettext(number, `…`, `…`)`` chooses by *number*. ``gettext.locale`` is the tag for numbers and dates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sitegen.errors import SitegenError
from sitegen.publish.tongue import ENGLISH_PLURALS, Tongue

_TEXT = r"`((?:[^`\\$]|\\.|\$(?!\{)|\$\{[^{}`]*\})*)`"
_CALL = re.compile(rf"(?<![\w.$])(?:(?P<locale>gettext\.locale)|gettext{_TEXT}|ngettext\((?P<number>[\w.]+), {_TEXT}, {_TEXT}\))")
_PLACE = re.compile(r"\$\{([^{}`]*)\}")
_NAME = re.compile(r"\w+(?=\W*\Z)")
_NAMED = re.compile(r"%\((\w+)\)s")
_LATIN_DIGITS = "-u-nu-latn"


def spoken(source: bytes, tongue: Tongue) -> bytes:
    """*source* in *tongue*."""
    if b"gettext" not in source:
        return source
    return _CALL.sub(lambda call: _said(call, tongue), source.decode("utf-8")).encode("utf-8")


def texts(source: str) -> Iterator[tuple[str, ...]]:
    """The texts of the interface in *source*, one or, where it counts, two, with their places named."""
    for call in _CALL.finditer(source):
        found = tuple(_message(text) for text in (call[2], call[4], call[5]) if text is not None)
        if found:
            yield found


def _said(call: re.Match[str], tongue: Tongue) -> str:
    if call["locale"]:
        return json.dumps(_locale(tongue))
    if call["number"] is None:
        return _script(tongue.gettext(_message(call[2])), call[2])
    one, many = call[4], call[5]
    plurals, said = tongue.forms(_message(one), _message(many))
    forms = [_script(form, many) for form in said]
    if plurals == ENGLISH_PLURALS:
        return f"({call['number']} === 1 ? {forms[0]} : {forms[1]})"
    return f"((n) => [{', '.join(forms)}][+({plurals})])({call['number']})"


def _locale(tongue: Tongue) -> str:
    """English as sitegen writes it is that of Britain; all digits are Western ones."""
    return f"{tongue.tag}{_LATIN_DIGITS}" if tongue.direction == "rtl" else tongue.tag if tongue.locale else "en-GB"


def _message(text: str) -> str:
    """*text* with its places named: ``${count(shown)} results`` is ``%(shown)s results``."""
    return _PLACE.sub(lambda place: f"%({_name(place[1])})s", text)


def _name(expression: str) -> str:
    found = _NAME.search(expression)
    if found is None:
        raise SitegenError(f"a place in a script's text has no name: `{expression}`")
    return found[0]


def _script(said: str, text: str) -> str:
    """*said* as a template string, with the expressions of *text* in their places."""
    expressions = {_name(place[1]): place[0] for place in _PLACE.finditer(text)}
    pieces = _NAMED.split(said)
    whole = "".join(expressions[piece] if number % 2 else _escaped(piece) for number, piece in enumerate(pieces))
    return f"`{whole}`" if expressions else json.dumps(said, ensure_ascii=False)


def _escaped(text: str) -> str:
    """*text* within a template string; what our own sources have escaped stays."""
    return text.replace("`", "\\`").replace("${", "\\${")
