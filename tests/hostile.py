"""Captures that try to run a script in the reader's browser: each vector in every place where a capture of its format can hold text."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import quopri
from pathlib import Path
from random import Random

from tests.many_articles import invent_word
from tests.pictures import png
from tests.vectors import BREAKS, VECTORS
from tests.warcs import http, record

PICTURE = "data:image/png;base64," + base64.b64encode(png(200, 150)).decode()

PAGE = """<!doctype html>
<html lang="en"><!--
 Page saved with SingleFile
 url: https://a.example/{v}
 saved date: {v}
--><head><title>{v} {n}</title><meta name="author" content="{v}"><meta name="description" content="{v}">
<meta property="og:site_name" content="{v}"><meta property="article:section" content="{v}"><link rel="canonical" href="{v}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Flood {n}", "publisher": {{"name": "{v}"}},
"author": {{"@type": "Person", "name": "{v}"}}}}</script>
</head><body><article><h1>{v} {n}</h1><p class="byline">By {v}</p><time datetime="{v}">{v}</time>
<p>TESMIN, {v} — The water stood {n} metres above the mark on Monday, and {v} was written on the wall of the harbour office.</p>
<figure><img src="{v}" alt="{v}"><figcaption>Boats at {v}</figcaption></figure>
<figure><img src="{picture}" alt="{v}"><figcaption>Sails at {v}</figcaption></figure>
<p>“We saw {v} {said},” said Ansel {v} Quorrick, the master of the harbour, <a href="{v}">who kept a list</a>.</p>
<p>Correction, 13 March 2031: an earlier version of this article misspelt {v}.</p>
<p>RAW {raw} On the east bank {n} boats were tied to the church until the end of the week.</p>
</article></body></html>
"""

MARKDOWN = """---
title: '{quoted} {n}'
author: '{quoted}'
publication: '{quoted}'
section: '{quoted}'
deck: '{quoted}'
url: '{quoted}'
---

# {v} {n}

By {v}

The water stood {n} metres above the mark on Monday, and {v} was written on the wall of the harbour office.

“We saw {v} {said},” said Ansel {v} Quorrick, the master of the harbour, [who kept a list](<{v}>).

- {v}

> {v}

![Boats at {v}](<{v}>)

[{v}]{{.byline title="{v}"}} <{v}>
"""

TEXT = """{v} rises

By {v}, The Ostrel Lantern
12 March 2031

TESMIN, {v} — The water stood {n} metres above the mark on Monday, and {v} was written on the wall of the harbour office.

“We saw {v} {said},” said Ansel {v} Quorrick, the master of the harbour. Odo Brandt said that {v} was no news to him.

Correction, 13 March 2031: an earlier version of this article misspelt {v}.
"""

MESSAGE = """From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/{v}
Subject: {v}
Date: {v}
Content-Type: multipart/related; type="text/html"; boundary="--B"

----B
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://a.example/{v}

"""
SETTINGS = f"""title = {json.dumps(f"Papers {VECTORS[0]} {BREAKS[3]}")}
description = {json.dumps(" ".join(BREAKS) + VECTORS[0])}
notice = {json.dumps(" ".join(VECTORS[-40:]))}
"""
AUTHORITY = f"""[[entity]]
name = {json.dumps(f"Odo {VECTORS[0]} Brandt")}
type = "person"
aliases = ["Odo Brandt", {json.dumps(VECTORS[150])}]
"""


def fill(folder: Path, vectors: tuple[str, ...] = VECTORS) -> int:
    """How many captures were written below *folder*: one for each vector, in five formats by turns, and a record for each two."""
    folder.mkdir(parents=True)
    (folder.parent / "sitegen.toml").write_text(f"source = {json.dumps(folder.name)}\n{SETTINGS}", encoding="utf-8")
    (folder.parent / "authority.toml").write_text(AUTHORITY, encoding="utf-8")
    packed = []
    for number, vector in enumerate(vectors):
        name = f"{number:04}-{vector.replace('/', '|').replace(chr(0), '')[:60]}"
        said = _utterance(number)
        page = PAGE.format(v=html.escape(vector), raw=vector, n=number, picture=PICTURE, said=said)
        match number % 5:
            case 0:
                (folder / f"{name}.html").write_text(page, encoding="utf-8")
            case 1:
                markdown = MARKDOWN.format(v=vector, quoted=vector.replace("'", "''"), n=number, said=said)
                (folder / f"{name}.md").write_text(markdown, encoding="utf-8")
            case 2:
                (folder / f"{name}.txt").write_text(TEXT.format(v=vector, n=number, said=said), encoding="utf-8")
                (folder / f"{name}.toml").write_text(_sidecar(vector, number), encoding="utf-8")
            case 3:
                head = MESSAGE.format(v=" ".join(vector.split())).encode()
                (folder / f"{name}.mhtml").write_bytes(head + quopri.encodestring(page.encode()) + b"\n----B--\n")
            case _:
                packed.append(_packed(page, vector, number))
    (folder / "crawl.warc.gz").write_bytes(b"".join(packed))
    half = len(vectors) // 2
    pairs = enumerate(zip(vectors[:half], vectors[half:], strict=False), len(vectors))
    lines = [json.dumps(_record(one, other, number)) + "\n" for number, (one, other) in pairs]
    (folder / "records.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(vectors) + half


def words_of(number: int) -> str:
    """What the article page of capture *number* shows, and no other."""
    return f"The water stood {number} metres above the mark on Monday"


def _utterance(number: int) -> str:
    """Words that nobody else says: a thousand reports of one utterance would each list all others."""
    return " ".join(invent_word(Random(f"{number} {place}")) for place in range(7))  # noqa: S311  (nothing here is a secret)


def _sidecar(vector: str, number: int) -> str:
    stated = json.dumps(vector)
    keys = "".join(f"{key} = {stated}\n" for key in ("publication", "section", "deck", "dateline", "url", "language"))
    return f"title = {json.dumps(f'{vector} {number}')}\nauthors = [{stated}, {stated}]\n{keys}"


def _packed(page: str, vector: str, number: int) -> bytes:
    one_line = " ".join(vector.split())
    return record(f"https://a.example/{number}?{one_line}", http(page.encode(), X_Said=one_line), number=number)


def _record(one: str, other: str, number: int) -> dict[str, object]:
    """A record hands over texts as they are: one vector in the article's facts and as an address, another in its words."""
    said = f"{words_of(number)}, and {other} was on the wall. “We saw {other} {_utterance(number)},” said Ansel {other} Quorrick."
    return {
        "schema": "sitegen-record-1",
        "sha256": hashlib.sha256(one.encode()).hexdigest(),
        "format": "html",
        **dict.fromkeys(("title", "deck", "publication", "byline", "dateline", "section", "url", "archived", "language"), one),
        "authors": [one, f"Mira {other} Tolland"],
        "contributors": [other],
        "blocks": [
            {"kind": "paragraph", "text": said, "links": [{"start": 0, "end": 9, "href": one}]},
            {"kind": "figure", "text": other, "credit": other, "src": one},
            *({"kind": kind, "text": other, "credit": one} for kind in ("heading", "blockquote", "list", "table", "note", "update")),
        ],
        "removed": [{"kind": "chrome", "text": other}],
        "origins": {"title": one},
        "notes": [{"severity": "warning", "code": "undated", "message": other, "hint": one}],
    }
