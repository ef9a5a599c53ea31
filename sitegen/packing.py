"""Results as bytes, for the store and for another process; what is unpacked has its text and its blocks packed still."""

from __future__ import annotations

import functools
from dataclasses import replace
from sys import intern

import msgspec
from msgspec.structs import force_setattr

from sitegen.model import AnnotatedArticle, Noted
from sitegen.model.body import Body, body_of, check, put_together, without_body


def pack(result: Noted[AnnotatedArticle]) -> tuple[bytes, Noted[AnnotatedArticle]]:
    """*result* as bytes, and as it comes out of them; UnicodeEncodeError where there is half a character in it."""
    body, front = body_of(result.value.article), without_body(result.value.article)
    made = Noted(replace(result.value, article=front), result.notes)
    packed = msgspec.msgpack.encode((made, body))
    put_together(front, body)
    _share_names(made.value)
    return packed, made


def unpack(packed: bytes, *, is_sealed: bool = False) -> Noted[AnnotatedArticle]:
    """The result that was *packed*; MsgspecError or UnicodeDecodeError where there is none.

    Where *is_sealed*, the bytes are known to be as this very program left them, and nobody looks into the body before it is asked for.
    """
    result, body = _decoder().decode(packed)
    if not is_sealed:
        check(body)
    put_together(result.value.article, body)
    return result


def _share_names(annotated: AnnotatedArticle) -> None:
    """Let equal names be one: most are mentioned many times, and in many articles.

    2 KB less an article, where all of an archive are read at once; of those that are remembered it would take longer than it is worth.
    """
    for mention in annotated.mentions:
        force_setattr(mention, "text", intern(mention.text))  # nobody has seen it yet
        force_setattr(mention, "entity", intern(mention.entity))


@functools.cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[Noted[AnnotatedArticle], Body]]:
    return msgspec.msgpack.Decoder(tuple[Noted[AnnotatedArticle], Body])
