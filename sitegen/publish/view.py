"""What templates are given, and what that is made of."""

from __future__ import annotations

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True)
class View(msgspec.Struct, frozen=True, gc=False):
    """Plain values under names, as a frozen dataclass holds them, which takes five times as long to make: a site has a million.

    None holds itself, so that no search for garbage need look at them.
    """
