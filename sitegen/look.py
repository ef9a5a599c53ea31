"""The colours and fonts that a keeper may set, in words that no style sheet can be broken with."""

from __future__ import annotations

from typing import Annotated

import msgspec

Color = Annotated[str, msgspec.Meta(pattern=r"\A#(?:[0-9a-fA-F]{3}){1,2}\Z")]
Family = Annotated[str, msgspec.Meta(pattern=r"\A[\w-](?:[ \w-]{0,60}[\w-])?\Z")]
"""A family's name: letters of any script, digits, spaces and hyphens."""
GENERIC = frozenset(("serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"))
"""Families that a browser chooses; all others are names and stand between quotation marks."""

LAST = {"serif": "serif", "sans": "sans-serif", "mono": "monospace"}
"""What a browser takes where none of the families is there."""


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of one scheme; one that is not set stays as the style sheet has it."""

    paper: Color | None = None
    """Behind the text."""
    sheet: Color | None = None
    """Behind notices and captions."""
    ink: Color | None = None
    quiet: Color | None = None
    """Dates, counts and other text beside the text."""
    rule: Color | None = None
    """Thin lines between entries."""
    edge: Color | None = None
    """Edges of fields and buttons."""
    link: Color | None = None
    visited: Color | None = None
    voice: Color | None = None
    """What marks quotes, and the bars of drawings."""
    tint: Color | None = None
    """Behind a quote in an article."""
    target: Color | None = None
    """Behind the words that a link led to."""
    mark: Color | None = None
    """Behind names in context and words found."""


class Colors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The colours by the scheme that the reader's system asks for."""

    light: Palette = Palette()
    dark: Palette = Palette()


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Families of fonts in order of wish; of the reader's system; nothing is loaded from elsewhere."""

    serif: tuple[Family, ...] = ()
    """Of running text and headlines."""
    sans: tuple[Family, ...] = ()
    """Of all around it."""
    mono: tuple[Family, ...] = ()
    """Of file names and digests."""


def style_sheet(colors: Colors, fonts: Fonts) -> str:
    """The custom properties that *colors* and *fonts* set, to stand behind the style sheet that they change; empty when they set none."""
    families = {name: _families(getattr(fonts, name), last) for name, last in LAST.items() if getattr(fonts, name)}
    rules = [
        (":root {{ {} }}\n", families),
        ("@media screen and (prefers-color-scheme: light) {{ :root {{ {} }} }}\n", stated(colors.light)),
        ("@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n", stated(colors.dark)),
    ]
    return "".join(rule.format(" ".join(f"--{name}: {value};" for name, value in values.items())) for rule, values in rules if values)


def stated(palette: Palette) -> dict[str, str]:
    """The colours that *palette* sets, by name."""
    return {name: value for name in Palette.__struct_fields__ if (value := getattr(palette, name))}


def _families(names: tuple[str, ...], last: str) -> str:
    """*names* as a style sheet lists them, with what a browser chooses at the end."""
    whole = names if GENERIC.intersection(names) else (*names, last)
    return ", ".join(one if one in GENERIC else f'"{one}"' for one in whole)
