"""References for reference managers: BibTeX, RIS, CSL-JSON, and the meta tags of Highwire Press.

Sources: the entry ``@article`` of biblatex; the RIS tags of Reference Manager 12 for ``NEWS``; the type ``article-newspaper`` of CSL-JSON
1.0.2; the names of meta tags as Zotero's translators “Embedded Metadata” and “RDF” list them.
"""

from __future__ import annotations

import json
import re
from datetime import date
from json.encoder import encode_basestring
from typing import Any

import msgspec

from sitegen.almanac import MONTHS
from sitegen.publish.citing.reference import PersonName, Reference, Work
from sitegen.publish.permalinks import slug
from sitegen.typography import flat

_BIBTEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}"}
)
_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_AND = re.compile(r"(?i)\band\b")
_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_CLOSING = "\n }\n]"
"""How the list of one item ends."""


def bibtex(work: Work) -> str:
    """*work* as a BibTeX entry, up to the notes; its key is the first author's family name, the year and the start of the accession."""
    moment = work.published
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": f"{{{_tex(work.title)}}}" if work.title else "",
        "journal": _tex(work.outlet or ""),
        "year": str(moment.year) if moment else "",
        "month": MONTHS[moment.month - 1][:3].lower() if moment else "",
        "day": str(moment.day) if moment else "",
        "url": "".join(_ADDRESS.get(c, c) for c in work.url or ""),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value]
    return f"@{'article' if work.outlet else 'misc'}{{{_key(work)},\n{''.join(lines)}  note = {{archived as capture {work.key}"


def bibtex_end(notes: tuple[str, ...]) -> str:
    """How the entry ends, with *notes*."""
    return f"{_tex(''.join([f'; {note}' for note in notes]))}}}\n}}"


def ris(work: Work) -> str:
    """*work* as a RIS record, a tag a line, up to the notes."""
    moment = work.published
    tags = [
        ("TY", "NEWS"),
        *(("AU", author.inverted) for author in work.authors),
        ("TI", work.title),
        ("T2", work.outlet),
        ("PY", f"{moment.year:04}" if moment else None),
        ("DA", f"{_slashed(moment)}/" if moment else None),
        ("SE", work.section),
        ("LA", work.language),
        ("UR", work.url),
        ("AN", work.key),
    ]
    return "".join(f"{tag}  - {flat(value)}\n" for tag, value in tags if value is not None)


def ris_end(notes: tuple[str, ...]) -> str:
    """How the record ends, with *notes*."""
    return "".join([f"N1  - {flat(note)}\n" for note in notes]) + "ER  - "


def csl_json(work: Work) -> str:
    """*work* as a CSL-JSON list of one item, up to the notes."""
    moment = work.published
    item: dict[str, Any] = {
        "id": work.key,
        "type": "article-newspaper",
        "title": work.title,
        "author": [_csl_name(author) for author in work.authors] or None,
        "container-title": work.outlet,
        "issued": {"date-parts": [[moment.year, moment.month, moment.day]]} if moment else None,
        "section": work.section,
        "language": work.language,
        "URL": work.url,
        "archive_location": f"capture {work.key}",
    }
    return _indented([{name: value for name, value in item.items() if value is not None}]).removesuffix(_CLOSING)


def csl_json_end(notes: tuple[str, ...]) -> str:
    """How the list ends, with *notes*."""
    return f',\n  "note": {encode_basestring("; ".join(notes))}{_CLOSING}' if notes else _CLOSING


def highwire(reference: Reference) -> tuple[tuple[str, str], ...]:
    """The work of *reference* as names and contents of meta tags.

    Highwire has no name for a newspaper: ``citation_journal_title`` makes Zotero take the article for one of a journal. So its kind and its
    outlet have the names of Dublin Core and PRISM, which it reads beside them.
    """
    work = reference.work
    tags = [
        ("dc.type", "newsItem"),
        ("citation_title", None if work.title_is_derived else work.title),
        *(("citation_author", author.inverted) for author in work.authors),
        ("citation_publication_date", _slashed(work.published) if work.published else None),
        ("prism.publicationName", work.outlet),
        ("citation_language", work.language),
        ("citation_public_url", work.url),
    ]
    return tuple((name, content) for name, content in tags if content)


def _indented(value: Any) -> str:
    """*value* as ``json.dumps`` has it with an indent of 1, which takes thirty times as long."""
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    except UnicodeEncodeError:  # half a character of a broken capture
        return json.dumps(value, ensure_ascii=False, indent=1)


def _slashed(moment: date) -> str:
    """``2031/05/04``, with four digits of the year on every system, which ``%Y`` does not give."""
    return moment.isoformat().replace("-", "/")


def _key(work: Work) -> str:
    family = slug(work.authors[0].family).replace("-", "") if work.authors else ""
    year = str(work.published.year) if work.published else ""
    return f"{family or 'capture'}{year}-{work.key[:6]}"


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
    line = flat(text)
    return line.translate(_BIBTEX) if _SPECIAL.search(line) else line
