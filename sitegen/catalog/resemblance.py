"""What two wordings have in common, and what follows from it."""

from __future__ import annotations

import msgspec


class Resemblance(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What two wordings have in common, and what follows from it."""

    share: float
    """Of the weight of the shorter one, 0 to 1, that stands in the other in the same order."""
    is_one: bool
    """Whether the words alone say that both report one utterance."""
    is_one_if_said_by_one: bool
    """Whether they do so together with a speaker whom both name."""
    telling: int = 0
    """How many words with a meaning they share."""
    is_contrary: bool = False
    """Whether they would, if they did not say another figure, day or name, or deny what the other says."""
