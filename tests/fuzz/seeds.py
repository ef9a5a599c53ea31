"""What each reader is meant to read, invented: the bytes that fuzzing begins from."""

from __future__ import annotations

import base64
import functools
import json

from sitegen.model import Capture
from sitegen.packing import pack
from sitegen.pipeline import read
from sitegen.record import record
from tests.edge import story
from tests.hostile import MARKDOWN as HOSTILE_MARKDOWN
from tests.hostile import PAGE as HOSTILE_PAGE
from tests.pictures import png
from tests.vectors import VECTORS
from tests.warcs import http, page, wacz
from tests.warcs import record as warc_record

PICTURE = base64.b64encode(png(40, 40)).decode()
PASTE = """The boats stay in harbour

By Mira Tolland, The Ostrel Lantern
12 March 2031

TESMIN, Velmora — “We have never seen the river so high,” said Ansel Quorrick, the harbour master. “Nor has my father.”

• The council kept the school closed.
Correction, 13 March: an earlier version misspelt a name.
""".encode()
PAGES = (
    story(3).encode(),
    *(
        HOSTILE_PAGE.format(v=vector, raw=vector, n=1, said="on the wall", picture=f"data:image/png;base64,{PICTURE}").encode()
        for vector in VECTORS[::60]
    ),
    b"<!doctype html><html><head><title>A</title><script type=application/ld+json>"
    b'{"@graph":[{"@type":"NewsArticle","headline":"Boats","author":[{"name":"Mira Tolland"}],"datePublished":"2031-03-12T08:00:00Z",'
    b'"articleBody":"The boats sailed."}]}</script></head><body><div><div><p>The boats sailed.<blockquote>Never.</blockquote>'
    b"<ul><li>One<li>Two</ul><table><tr><td>1<td>2</table><figure><img src=a.png><figcaption>Boats</figcaption></figure></div></div>",
)
MARKDOWN = (
    *(HOSTILE_MARKDOWN.format(v=vector, quoted=vector, n=1, said="on the wall").encode() for vector in VECTORS[::60]),
    b"::: {#main .content}\n# Boats [sail](https://a.example) again\n\n[By Mira]{.byline}\n\n"
    b"- one\n- two\n\n> Never, *he* said.\n\n![Quay](a.png)\n\n``` x\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n:::\n",
)
TEXTS = (
    PASTE,
    "﻿“One,” she said. “Two.”\r\n\r\nFor immediate release\r\n".encode("utf-16"),
    b"* Crews to sail on Sunday, union says\n\xff\xfe",
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/x\r\nDate: Mon, 2 Jan 2017 03:04:05 -0000\r\nContent-Type: "
    b'multipart/related; type="text/html"; boundary="--B"\r\n\r\n----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: '
    b'quoted-printable\r\nContent-Location: https://a.example/x\r\n\r\n<h1>Boats</h1><p>The =E2=80=9Cboats=E2=80=9D.<img src=3D"cid:p">'
    b"\r\n----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <p>\r\n\r\n"
    + PICTURE.encode()
    + b"\r\n----B--\r\n",
)
SINGLE_FILE = (
    b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://a.example/news/1 \n"
    b" saved date: Mon Mar 10 2031 08:00:00 GMT+0100\n-->"
)
WARCS = (
    page(1) + page(2),
    page(1, packed=False) + warc_record("https://a.example/", http(b"", "301 Moved", Location="/b"), number=3, packed=False),
    warc_record("https://a.example/c", http(b"3\r\nabc\r\n0\r\n\r\n", Transfer_Encoding="chunked", Content_Encoding="gzip"), packed=False),
)
WACZS = (wacz({"a.warc.gz": page(1) + page(2)}, ["https://ardenpost.example/news/1"]), wacz({"a.warc": page(1, packed=False)}))


def _record() -> bytes:
    noted = read(Capture("paste.txt", PASTE))
    return json.dumps(record(noted.value, noted.notes)).encode()


RECORDS = (_record() + b"\n", b'{"schema":"sitegen-record-1","source":"a","error":"the capture is empty","hint":null}\n' + _record())
SIDECARS = (
    b'title = "Boats"\nauthors = ["Mira Tolland", "Odo Brandt"]\npublished = 2031-03-12\nurl = "https://a.example/"\nlanguage = "en"\n',
    b"title: 'Boats: a story'\nauthor: [Mira, \"Odo, B.\"]\ndate: 12 March 2031\ncontributors:\n  - One\n  - Two # three\ncaptured: 2031\n",
    b"a: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n",
)
AUTHORITIES = (
    b'[[entity]]\nname = "Mara Quill"\naliases = ["Quill"]\ntype = "person"\n[[entity]]\nname = "Odo"\nsame_as = "x"\n',
    b'[article.abcdefabcdef]\ntitle = "T"\npublished = 2031-05-04\nauthors = ["A"]\n[quote.abcdefabcdef]\nspeaker = "Odo Brandt"\n',
)
SETTINGS = (
    b'title = "A"\ndescription = """x"""\nlanguage = "en"\nbase_url = "https://a.example/x"\nignore = ["*.bak"]\nredact = ["Mara Quill"]\n',
    b'notice = "</script>"\n[colors.light]\npaper = "#fff"\n[fonts]\nserif = ["Georgia", "serif"]\n',
)
LEDGERS = (
    b"# x\narticles/the-quay-abcdef.html\tabcdefabcdef\tlantern/quay.md\nquotes/0123456789ab.html\tabcdefabcdef\t0123\n"
    b"people/mara-quill.html\tMara Quill\tQuill\n",
    b"people/con.html\tX\norganizations/harbour-union.html\tHarbour Union\nplaces/port-ellery.html\tPort Ellery\n",
)
REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%2e%2e/secret.html?x#y HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nRange: x\r\n\r\nHEAD /index.html HTTP/1.0\r\nHost: [::1]\r\n\r\n",
    b"GET /.preview/events HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n",
    b"GET /outside/secret.html HTTP/1.1\r\nHost: localhost\r\n\r\nGET\r\n\r\nPOST //evil.example/ HTTP/9.9\r\n\r\n",
)


@functools.cache
def memories() -> tuple[bytes, ...]:
    return (pack(read(Capture("paste.txt", PASTE)))[0], pack(read(Capture("page.html", PAGES[0])))[0])
