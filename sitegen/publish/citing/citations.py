"""All ways to cite one reference, in the order in which a page offers them."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.publish.citing.formats import bibtex, bibtex_end, csl_json, csl_json_end, ris, ris_end
from sitegen.publish.citing.reference import Reference, Work
from sitegen.publish.citing.styles import apa, chicago, introduction, mla
from sitegen.publish.recent import recent
from sitegen.publish.view import View
from sitegen.publish.weave import as_markup, escape_text

_STYLES = (("Chicago", chicago), ("APA", apa), ("MLA", mla))
"""A quote is introduced before the article that it stands in."""
_FORMATS = (("BibTeX", bibtex, bibtex_end), ("RIS", ris, ris_end), ("CSL-JSON", csl_json, csl_json_end))
"""A quote is noted after it."""


class Citation(View):
    """One way to cite."""

    name: str
    html: Markup
    """The text to copy, as HTML."""
    is_code: bool
    """Whether the text is for a program: its lines are kept as they are."""

    @property
    def text(self) -> str:
        """The text to copy, as it is."""
        return self.html.unescape()


def citations(reference: Reference) -> tuple[Citation, ...]:
    """The styles to print, then the formats of reference managers."""
    begin, notes = escape_text(introduction(reference)), reference.notes
    styles, formats = _of_work(reference.work)
    return (
        *[Citation(name, as_markup(begin + work), False) for name, work in styles],
        *[Citation(name, as_markup(work + escape_text(end(notes))), True) for (name, _, end), work in zip(_FORMATS, formats, strict=True)],
    )


@recent
def _of_work(work: Work) -> tuple[list[tuple[str, str]], list[str]]:
    """What all quotes in *work* have alike, as HTML: each style with its name, and the formats."""
    return [(name, escape_text(cite(work))) for name, cite in _STYLES], [escape_text(cite(work)) for _, cite, _ in _FORMATS]
