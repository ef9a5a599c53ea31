"""All ways to cite one reference, in the order in which a page offers them."""

from __future__ import annotations

from sitegen.publish.citing.formats import bibtex, csl_json, ris
from sitegen.publish.citing.reference import Reference
from sitegen.publish.citing.styles import apa, chicago, mla
from sitegen.publish.view import View

_WAYS = (
    ("Chicago", chicago, False),
    ("APA", apa, False),
    ("MLA", mla, False),
    ("BibTeX", bibtex, True),
    ("RIS", ris, True),
    ("CSL-JSON", csl_json, True),
)


class Citation(View):
    """One way to cite: its name, and the text to copy."""

    name: str
    text: str
    is_code: bool
    """Whether the text is for a program: its lines are kept as they are."""


def citations(reference: Reference) -> tuple[Citation, ...]:
    """The styles to print, then the formats of reference managers."""
    return tuple([Citation(name, cite(reference), is_code) for name, cite, is_code in _WAYS])
