"""References for reference managers: BibTeX, RIS, CSL-JSON, and the meta tags of Highwire Press.

Sources: the entry ``@article`` of biblatex; the RIS tags of Reference Manager 12 for ``NEWS``; the type ``article-newspaper`` of CSL-JSON
1.0.2; the ``citation_`` names as Google Scholar's inclusion guidelines and Zotero's translator for embedded metadata list them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from sitegen.almanac import MONTHS
from sitegen.publish.citing.reference import PersonName, Reference
from sitegen.publish.permalinks import slug

_BIBTEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}
)
_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_AND = re.compile(r"(?i)\band\b")
_BREAKS = re.compile(r"\s+")


def bibtex(reference: Reference) -> str:
    """*reference* as a BibTeX entry; its key is the first author's family name, the year and the start of the accession."""
    moment = reference.published
    fields = {
        "author": " and ".join(map(_bibtex_name, reference.authors)),
        "title": f"{{{_tex(reference.title)}}}" if reference.title else "",
        "journal": _tex(reference.outlet or ""),
        "year": str(moment.year) if moment else "",
        "month": MONTHS[moment.month - 1][:3].lower() if moment else "",
        "day": str(moment.day) if moment else "",
        "url": "".join(_ADDRESS.get(c, c) for c in reference.url or ""),
        "note": _tex("; ".join((f"archived as capture {reference.key}", *_notes(reference)))),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value]
    return f"@{'article' if reference.outlet else 'misc'}{{{_key(reference)},\n" + ",\n".join(lines) + "\n}"


def ris(reference: Reference) -> str:
    """*reference* as a RIS record, a tag a line."""
    moment = reference.published
    tags = [
        ("TY", "NEWS"),
        *(("AU", author.inverted) for author in reference.authors),
        ("TI", reference.title),
        ("T2", reference.outlet),
        ("PY", f"{moment.year:04}" if moment else None),
        ("DA", f"{_slashed(moment)}/" if moment else None),
        ("SE", reference.section),
        ("LA", reference.language),
        ("UR", reference.url),
        ("AN", reference.key),
        *(("N1", note) for note in _notes(reference)),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {_line(value)}" for tag, value in tags if value is not None)


def csl_json(reference: Reference) -> str:
    """*reference* as a CSL-JSON list of one item."""
    moment = reference.published
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [_csl_name(author) for author in reference.authors] or None,
        "container-title": reference.outlet,
        "issued": {"date-parts": [[moment.year, moment.month, moment.day]]} if moment else None,
        "section": reference.section,
        "language": reference.language,
        "URL": reference.url,
        "archive_location": f"capture {reference.key}",
        "note": "; ".join(_notes(reference)) or None,
    }
    return json.dumps([{name: value for name, value in item.items() if value is not None}], ensure_ascii=False, indent=1)


def highwire(reference: Reference) -> tuple[tuple[str, str], ...]:
    """*reference* as names and contents of meta tags."""
    moment = reference.published
    tags = [
        ("citation_title", None if reference.title_is_derived else reference.title),
        *(("citation_author", author.inverted) for author in reference.authors),
        ("citation_publication_date", _slashed(moment) if moment else None),
        ("citation_journal_title", reference.outlet),
        ("citation_language", reference.language),
        ("citation_public_url", reference.url),
    ]
    return tuple((name, content) for name, content in tags if content)


def _notes(reference: Reference) -> Iterator[str]:
    """What a reader of the reference must know: what is cited, and what the capture does not state."""
    if reference.words is not None:
        yield f"{reference.speaker or 'Speaker not identified'}: {reference.words}"
    if reference.title_is_derived:
        yield "title: first words of the text, the capture has no headline"


def _slashed(moment: date) -> str:
    """``2031/05/04``, with four digits of the year on every system, which ``%Y`` does not give."""
    return moment.isoformat().replace("-", "/")


def _key(reference: Reference) -> str:
    family = slug(reference.authors[0].family).replace("-", "") if reference.authors else ""
    year = str(reference.published.year) if reference.published else ""
    return f"{family or 'capture'}{year}-{reference.key[:6]}"


def _bibtex_name(name: PersonName) -> str:
    """Family name first; a name of one part in braces, so that it is not divided, and one with an ``and``, which divides authors."""
    if _AND.search(name.direct):
        return f"{{{_tex(name.direct)}}}"
    if not name.given:
        return f"{{{_tex(name.family)}}}"
    return ", ".join(_tex(part) for part in (name.family, name.suffix, name.given) if part)


def _csl_name(name: PersonName) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()
