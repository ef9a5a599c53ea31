"""Values -> a digest that stands for them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

Digest = bytes
NOT_KNOWN: Mapping[str, Digest] = MappingProxyType({})
_SIZE = 12


def digest(*values: object) -> Digest:
    """A digest that is equal for equal *values*."""
    try:
        content = msgspec.msgpack.encode(values)
    except (TypeError, UnicodeEncodeError):  # half a character of a broken capture
        content = repr(values).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=_SIZE).digest()
