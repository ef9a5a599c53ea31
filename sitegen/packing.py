"""Results as bytes, for the store and for another process; what is unpacked is asleep, but for what stands at the head of an article."""

from __future__ import annotations

import functools
from dataclasses import replace
from sys import intern

import msgspec
from msgspec.structs import force_setattr

from sitegen.model import AnnotatedArticle, Article, Note, Noted
from sitegen.model.annotation import Asleep, asleep, put_to_sleep, wake
from sitegen.model.body import Body, body_of, check, put_together, without_body


class Packet(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A result of which little is awake."""

    front: Article
    """With nothing in it."""
    notes: tuple[Note, ...]
    asleep: Asleep
    body: Body

    def opened(self) -> Noted[AnnotatedArticle]:
        """The result, of which this is nobody else's packet."""
        put_together(self.front, self.body)
        return Noted(put_to_sleep(self.front, self.asleep), self.notes)


def packet(result: Noted[AnnotatedArticle]) -> Packet:
    """The packet of *result*; UnicodeEncodeError where there is half a character in it."""
    return Packet(without_body(result.value.article), result.notes, asleep(result.value), body_of(result.value.article))


def pack(result: Noted[AnnotatedArticle]) -> tuple[bytes, Noted[AnnotatedArticle]]:
    """*result* as bytes, and with its text and its blocks packed as when it comes out of them; UnicodeEncodeError as above."""
    made = packet(result)
    packed = msgspec.msgpack.encode(made)
    put_together(made.front, made.body)
    value = replace(result.value, article=made.front)
    _share_names(value)
    return packed, Noted(value, result.notes)


def unpack(packed: bytes, *, is_sealed: bool = False) -> Noted[AnnotatedArticle]:
    """The result that was *packed*; MsgspecError or UnicodeDecodeError where there is none.

    Where *is_sealed*, the bytes are known to be as this very program left them, and nobody looks into them before it is asked for.
    """
    made = _decoder().decode(packed)
    result = made.opened()
    if not is_sealed:
        check(made.body)
        wake(result.value)
    return result


def _share_names(annotated: AnnotatedArticle) -> None:
    """Let equal names be one: most are mentioned many times, and in many articles.

    2 KB less an article, where all of an archive are read at once; of those that are remembered it would take longer than it is worth.
    """
    for mention in annotated.mentions:
        force_setattr(mention, "text", intern(mention.text))  # nobody has seen it yet
        force_setattr(mention, "entity", intern(mention.entity))


@functools.cache
def _decoder() -> msgspec.msgpack.Decoder[Packet]:
    return msgspec.msgpack.Decoder(Packet)
