"""Results as bytes, for the store and for another process; what is unpacked has its text and its blocks packed still."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import AnnotatedArticle, Noted
from sitegen.model.body import Body, body_of, check, put_together, without_body

if TYPE_CHECKING:
    import msgspec


def pack(result: Noted[AnnotatedArticle]) -> tuple[bytes, Noted[AnnotatedArticle]]:
    """*result* as bytes, and as it comes out of them; UnicodeEncodeError where there is half a character in it."""
    import msgspec

    body, front = body_of(result.value.article), without_body(result.value.article)
    made = Noted(replace(result.value, article=front), result.notes)
    packed = msgspec.msgpack.encode((made, body))
    put_together(front, body)
    return packed, made


def unpack(packed: bytes) -> Noted[AnnotatedArticle]:
    """The result that was *packed*; MsgspecError or UnicodeDecodeError where there is none."""
    result, body = _decoder().decode(packed)
    check(body)
    put_together(result.value.article, body)
    return result


@functools.cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[Noted[AnnotatedArticle], Body]]:
    import msgspec

    return msgspec.msgpack.Decoder(tuple[Noted[AnnotatedArticle], Body])
