"""Capture -> Article: sniff the format, read it, assemble the article."""

from __future__ import annotations

from sitegen.errors import CaptureError
from sitegen.ingest.assembly import assemble
from sitegen.ingest.draft import Draft
from sitegen.ingest.plaintext import read_text
from sitegen.ingest.sniff import Sniffed, sniff
from sitegen.model import Article, Capture, Noted


def ingest(capture: Capture) -> Noted[Article]:
    """The article that *capture* holds and what is doubtful about it; a capture without text is a `CaptureError`."""
    sniffed = sniff(capture)
    article = assemble(capture, sniffed, _read(sniffed))
    if not article.value.blocks:
        raise CaptureError("the capture shows no text", capture.source, None, "open the page, wait until it is complete, and save it again")
    return article


def _read(sniffed: Sniffed) -> Draft:
    """The HTML room is imported only here: a folder of pastes never waits for it."""
    if sniffed.format == "html":
        from sitegen.ingest.webpage import read_html

        return read_html(sniffed.text)
    if sniffed.format == "markdown":
        from sitegen.ingest.markdown import read_markdown

        return read_markdown(sniffed.text)
    return read_text(sniffed.text)
