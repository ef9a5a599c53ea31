"""Markdown with div debris -> the same reading as the page that it was made from."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from sitegen.ingest.draft import Draft
from sitegen.ingest.webpage import read_html

# the picture itself, written out in an address: megabytes of letters that nobody reads
_INLINE_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(data:[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|(?<=src=\")data:[^\"]*(?=\")")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_TAG = re.compile(
    r"(?:[-*+]\s+|\d{1,3}[.)]\s+)*(</?(?:div|section|figure|figcaption|aside|p|ul|ol|li|table|thead|tbody|tr|td|th|nav|footer|header|article|main|form|button"
    r"|svg|center|h[1-6]|dl|dt|dd|blockquote|iframe|script|style|noscript|video|audio|template)\b[^<>]*>)",
    re.IGNORECASE,
)
# "# <a href="…">A headline that" / "goes on in the next line</a>": a heading ends with its line
_BROKEN_HEADING = re.compile(r"^#{1,6} <a [^<>]*>[^<>\n]*\n[^<>\n]*</a>", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)")
_ATTRIBUTES = re.compile(r"(?<=[\])])\{[.#][^{}\n]{0,200}\}|(?m:^:{3,}.*$)|(?<=\S)[ \t]*\{[.#][^{}\n]{0,200}\}(?m:$)")


def read_markdown(text: str) -> Draft:
    """The article in pandoc's output of a page, or in markdown written by hand."""
    return read_html(to_html(text))


def to_html(text: str) -> str:
    """*text* as a page."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # a link that is not safe to follow would stay in the text as its source: let all through here, the article keeps only web addresses
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    return f"<html><head></head><body>{parser.render(_at_the_margin(text))}</body></html>"


def _at_the_margin(text: str) -> str:
    """*text* with its raw tags whole, each on a line of its own between blank lines, and nothing indented.

    CommonMark takes a tag that is indented in a list for code, and words right below a tag for more markup:
    ``-   <div class="caption">`` / ``    A ferry at the quay.``
    """
    text = _INLINE_PICTURE.sub("", text)
    whole = _ATTRIBUTES.sub("", _BROKEN_HEADING.sub(_on_one_line, _TAG.sub(_on_one_line, text)))
    out, fenced = [], False
    for line in whole.split("\n"):
        if _FENCE.match(line.lstrip()):
            fenced = not fenced
        out.append(line if fenced else _BLOCK_TAG.sub(r"\n\n\1\n\n", line.strip(" \t")) if "<" in line else line.strip(" \t"))
    return "\n".join(out)


def _on_one_line(tag: re.Match[str]) -> str:
    return tag[0].replace("\n", " ")
