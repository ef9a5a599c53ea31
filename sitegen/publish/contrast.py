"""Whether text stands out from what is behind it, as WCAG measures it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.look import Palette, stated
from sitegen.model import Note
from sitegen.settings import Settings

TEXT, SEEN = 4.5, 3.0
"""The contrast that WCAG 2.2 AA asks for: of text, and of what is only seen, such as the edge of a field."""
PAIRS = (
    *((above, below, TEXT) for above in ("ink", "quiet") for below in ("paper", "sheet")),
    *(("ink", below, TEXT) for below in ("tint", "target", "mark")),
    *((above, "paper", TEXT) for above in ("link", "visited", "voice")),
    ("edge", "paper", SEEN),
)
"""What stands above what."""
_BLOCK = re.compile(r":root \{([^{}]*)\}")
_COLOR = re.compile(r"--(\w+): (#(?:[0-9a-fA-F]{3}){1,2});")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as ``#rgb`` or ``#rrggbb``, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weak_colors(settings: Settings, sheet: str) -> Iterator[Note]:
    """A note for each pair of colours of *settings*, over those of the style *sheet*, that is too alike; none where none is set."""
    schemes = [dict(_COLOR.findall(block)) for block in _BLOCK.findall(sheet)]
    own: tuple[tuple[str, Palette], ...] = (("light", settings.colors.light), ("dark", settings.colors.dark))
    for (scheme, palette), defaults in zip(own, [colors for colors in schemes if "paper" in colors], strict=False):
        chosen = stated(palette)
        colors = defaults | chosen
        for above, below, least in PAIRS:
            both = above in colors and below in colors and not chosen.keys().isdisjoint((above, below))
            if both and (found := contrast(colors[above], colors[below])) < least:
                message = f"{scheme} colours: {above} {colors[above]} on {below} {colors[below]} has a contrast of {found:.1f}"
                yield Note("warning", "contrast", message, "", None, f"readers need {least} or more (WCAG 2.2 AA)")


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
