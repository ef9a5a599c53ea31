"""What deserves a look in an archive, for its keeper to answer in ``authority.toml``, or for another program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from sitegen.catalog.findings import Finding
from sitegen.catalog.review import review
from sitegen.corrections import load_authority, without_settled
from sitegen.garbage import nothing_collected
from sitegen.pipeline import gather
from sitegen.reading import read_captures
from sitegen.settings import Site

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_LINE = json.JSONEncoder(ensure_ascii=False).encode
_KEYS = Finding.__struct_fields__


def review_archive(site: Site) -> tuple[Finding, ...]:
    """What nobody has decided yet in the archive of *site*, most valuable first."""
    authority = load_authority(site)
    with nothing_collected():
        reading = read_captures(site)
        archive = gather(reading.articles, authority).value
        return review(archive, without_settled(reading.notes, archive), authority)


def as_json(findings: Iterable[Finding]) -> str:
    """One finding a line."""
    return "".join(_LINE({key: getattr(finding, key) for key in _KEYS}) + "\n" for finding in findings)


def as_toml(findings: Iterable[Finding]) -> str:
    """The findings as an authority file: what each is about in comments, and the entry that would settle it."""
    return "\n".join(_entry(number, finding) for number, finding in enumerate(findings, 1))


def _entry(number: int, finding: Finding) -> str:
    place = f"{finding.source} ({finding.article})" + ("" if finding.start is None else f", offset {finding.start}")
    around = f"… {finding.before} [{finding.words}] {finding.after} …" if finding.start is not None else finding.words
    comments = (f"{number}. {finding.kind}: {finding.why}", place, around)
    lines = [f"# {_CONTROL.sub(' ', line)}".rstrip() for line in comments if line]
    return "\n".join([*lines, finding.toml, ""])
