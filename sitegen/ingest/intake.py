"""Capture -> Article: sniff the format, read it, assemble the article."""

from __future__ import annotations

from msgspec import structs

from sitegen.errors import CaptureError
from sitegen.ingest.assembly import assemble
from sitegen.ingest.draft import Draft
from sitegen.ingest.facts import Facts, overrule
from sitegen.ingest.page import Page, unwrap
from sitegen.ingest.plaintext import read_text
from sitegen.ingest.saved import is_single_file
from sitegen.ingest.sidecar import read_sidecar
from sitegen.ingest.sniff import Sniffed, sniff
from sitegen.ingest.stated import read_statement
from sitegen.model import Article, Capture, Note, Noted


def ingest(capture: Capture) -> Noted[Article]:
    """The article that *capture* holds and what is doubtful about it; a capture without text is a `CaptureError`."""
    if capture.envelope and capture.envelope.container == "record":
        from sitegen.ingest.records import read_record

        return read_record(capture)
    page = unwrap(capture)
    sniffed = sniff(structs.replace(capture, content=page.content), page.charset)
    if page.container:
        sniffed = structs.replace(sniffed, format="html")
    container = page.container or ("singlefile" if is_single_file(sniffed.text) else None)
    stated, notes = _stated(capture, sniffed)
    draft = _read(sniffed, page)
    article = assemble(capture, container, sniffed, structs.replace(draft, facts=overrule(stated, draft.facts)))
    if not article.value.blocks:
        raise CaptureError("the capture shows no text", capture.source, None, "open the page, wait until it is complete, and save it again")
    return Noted(article.value, (*notes, *article.notes))


def _stated(capture: Capture, sniffed: Sniffed) -> tuple[Facts, tuple[Note, ...]]:
    """What the keeper states, with a note on each fault: the sidecar file is asked before the front matter."""
    beside, wrong_beside = read_statement(read_sidecar(capture.sidecar), "sidecar file")
    front, wrong_above = read_statement(sniffed.front, "front matter")
    notes = [Note("warning", "sidecar", fault.message, capture.sidecar_source, fault.line, fault.hint) for fault in wrong_beside]
    notes += [Note("warning", "front-matter", fault.message, capture.source, fault.line, fault.hint) for fault in wrong_above]
    return overrule(beside, front), tuple(notes)


def _read(sniffed: Sniffed, page: Page) -> Draft:
    """The HTML room is imported only here: a folder of pastes never waits for it."""
    if sniffed.format == "html":
        from sitegen.ingest.webpage import read_html

        return read_html(sniffed.text, page.known, page.resources)
    if sniffed.format == "markdown":
        from sitegen.ingest.markdown import read_markdown

        return read_markdown(sniffed.text)
    return read_text(sniffed.text)
