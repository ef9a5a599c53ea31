"""One text that several captures carry."""

from __future__ import annotations

from typing import Literal

from sitegen.model.value import Value

Extent = Literal["same", "shorter", "longer", "changed"]
Descent = Literal["again", "revised", "agency", "outlets", "unknown"]


class Kinship(Value):
    """What two articles have in common that carry one text."""

    one: str
    """Accession; the first of the two in the order of the archive."""
    other: str
    extent: Extent
    """How the other looks from the first: word for word the same, a part of it, more than it, or partly other words."""
    descent: Descent
    """``again``: one outlet, saved twice. ``revised``: one outlet changed it. ``agency``: one of them names a news agency. ``outlets``: two
    outlets, and neither says where the text is from. ``unknown``: an outlet is not known."""
    shared: int
    """Words of the shorter one that stand in the other, in runs."""
    lengths: tuple[int, int]
    """Words of the first and of the other."""
    agencies: tuple[str | None, str | None] = (None, None)
    """The agency that each of them names."""
    newer: str | None = None
    """Accession of the one that is later by what both captures state; None where they do not tell."""
    is_decided: bool = False
    """Whether the keeper of the archive put the two together."""


class Story(Value):
    """Articles that carry one text, in the order of the archive."""

    id: str
    """12 hexadecimal digits, from the accession of the first."""
    articles: tuple[str, ...]
    kinships: tuple[Kinship, ...]
    """Of each two of them; where they are very many, of each with the first and with the one before it."""
