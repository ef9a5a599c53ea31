"""Markdown with div debris -> the same reading as the page that it was made from."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from sitegen.ingest.draft import Draft
from sitegen.ingest.webpage import read_html

_INDENTED_TAG = re.compile(
    r"^[ \t]{2,}(?=</?(?:div|span|section|figure|figcaption|aside|p|ul|ol|li|table|nav|footer|header|article|form|button|svg|img|a)\b)",
    re.MULTILINE | re.IGNORECASE,
)


def read_markdown(text: str) -> Draft:
    """The article in pandoc's output of a page, or in markdown written by hand."""
    return read_html(to_html(text))


def to_html(text: str) -> str:
    """*text* as a page: indented raw tags brought to the margin, where CommonMark reads them as tags and not as code."""
    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(_INDENTED_TAG.sub("", text))
    return f"<html><head></head><body>{body}</body></html>"
