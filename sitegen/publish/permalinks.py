"""Addresses: where each page of the site stands, for good, and how one page links to another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from sitegen.devices import is_device
from sitegen.model import Article, EntityType, Picture, Quote
from sitegen.typography import latin

SLUG_LENGTH = 60
"""Characters of a slug: with the folder and the suffix still short for a Windows path and for a line of print."""

DIGITS = 6
"""Of an accession, in the address of its article."""

FOLDERS: dict[EntityType, str] = {"person": "people", "organization": "organizations", "place": "places"}

_PLAIN = bytes(ord(sign) if (sign := chr(code).lower()).isascii() and sign.isalnum() else ord(" ") for code in range(256))
"""What a slug has of each sign of ASCII: its small letter, the figure or, of any other, a break."""
_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug(text: str) -> str:
    """*text* as lower-case ASCII words joined by hyphens, cut at a word where it is long; empty when nothing of it can be spelt."""
    plain = "-".join(latin(text).encode("ascii").translate(_PLAIN, b"'").decode("ascii").split())
    if len(plain) <= SLUG_LENGTH:
        return plain
    head, _, _ = plain[: SLUG_LENGTH + 1].rpartition("-")
    return head or plain[:SLUG_LENGTH]


def article_path(article: Article) -> str:
    """The path of an article's page: its title's slug and the first six digits of its accession, all of them where it has a double."""
    number = article.provenance.accession if article.provenance.has_double else article.provenance.accession[:DIGITS]
    return f"articles/{slug(article.title or '') or 'untitled'}-{number}.html"


def quote_path(quote: Quote) -> str:
    """The path of a quote's page."""
    return quote_path_of(quote.id)


def quote_path_of(id: str) -> str:
    """The path of the page of the quote *id*."""
    return f"quotes/{id}.html"


@lru_cache(maxsize=65_536)
def entity_path(type: EntityType, id: str) -> str:
    """The path of the page of a person, an organisation or a place."""
    return f"{FOLDERS[type]}/{_file_name(id)}.html"


def picture_path(picture: Picture) -> str:
    """The path of a picture that is kept with the archive."""
    return f"pictures/{picture.sha256}.{'jpg' if picture.type == 'jpeg' else picture.type}"


def carriers_path(path: str) -> str:
    """The path of the list of all who carry what the page at *path* shows; no slug and no id holds a full stop."""
    return f"{path.removesuffix('.html')}.all.html"


def quote_anchor(id: str) -> str:
    """The fragment of the place of the quote *id* in its article's page."""
    return f"q-{id}"


@lru_cache(maxsize=1024)
def block_anchor(number: int) -> str:
    """The fragment of an article's block *number*, counted from 1."""
    return f"p-{number}"


def relative(path: str, from_path: str) -> str:
    """The link from the page *from_path* to *path*, which may end in a query or a fragment; both are paths below the site's root."""
    return linker(from_path)(path)


def linker(from_path: str) -> Callable[[str], str]:
    """``relative`` for the links of one page, of which it has fifty."""
    return _from_folder(from_path.rpartition("/")[0])


@lru_cache(maxsize=64)
def _from_folder(folder: str) -> Callable[[str], str]:
    if not folder:
        return str
    if "/" in folder:
        return partial(_from_deep, folder.split("/"))
    inside = f"{folder}/"
    return lambda path: path[len(inside) :] if path.startswith(inside) else f"../{path}"


def _from_deep(here: Sequence[str], path: str) -> str:
    target = path.split("/")
    shared = 0
    while shared < len(here) and shared < len(target) - 1 and here[shared] == target[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + target[shared:])


def _file_name(id: str) -> str:
    if _SAFE.fullmatch(id) and len(id) <= 2 * SLUG_LENGTH and not is_device(id):
        return id
    return f"{slug(id) or 'name'}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
