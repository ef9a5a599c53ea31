"""Web archives made for tests, record by record, with nothing but the standard library."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

SENTENCE = "On day {} of the strike the boats sailed again, and nobody on the quay knew when they would come home."
CRLF = b"\r\n"


def story(title: str) -> bytes:
    paragraphs = "".join(f"<p>{SENTENCE.format(n)} {title}.</p>" for n in range(9))
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>'.encode()


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    known = {"Content_Type": "text/html; charset=utf-8"} | headers
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in known.items() if value), "", ""]
    return "\r\n".join(lines).encode() + body


def record(target: str, content: bytes, kind: str = "response", number: int = 0, packed: bool = True, **headers: str) -> bytes:
    known = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "WARC-Target-URI": target,
        "WARC-Date": "2017-01-02T03:04:05Z",
        "Content-Type": "application/http; msgtype=response" if kind in ("response", "revisit") else "application/http; msgtype=request",
        "Content-Length": str(len(content)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "\r\n".join(["WARC/1.0", *(f"{name}: {value}" for name, value in known.items() if value), "", ""]).encode()
    whole = head + content + CRLF * 2
    return gzip.compress(whole, mtime=0) if packed else whole


def page(number: int, packed: bool = True, **headers: str) -> bytes:
    target = f"https://ardenpost.example/news/{number}"
    return record(target, http(story(f"Ferry strike, day {number}"), **headers), number=number, packed=packed)


def wacz(warcs: Mapping[str, bytes], pages: Iterable[str] | None = None, method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in warcs.items():
            archive.writestr(zipfile.ZipInfo(f"archive/{name}"), content, compress_type=method)
        if pages is not None:
            lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "title": "x"} for url in pages)]
            archive.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)), compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
