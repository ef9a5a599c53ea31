"""Regular expressions that are compiled when they are first used: of all that reading knows, a short capture needs a third."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_USES = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern", "flags")


class _Later:
    """Stands for a compiled pattern, and has its methods as its own once one of them was asked for."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _USES:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        self.__dict__.update((use, getattr(compiled, use)) for use in _USES)
        return self.__dict__[name]


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, as far as it is used here, without its time at import."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))
