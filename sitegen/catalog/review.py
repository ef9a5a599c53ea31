"""Archive and Authority -> what deserves its keeper's look, most valuable first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from sitegen.catalog.doublets import find_doublets
from sitegen.catalog.entities import Reference
from sitegen.catalog.findings import Finding, Place, at, quoted
from sitegen.catalog.gazetteer import SOURCE, Record, is_headed
from sitegen.catalog.locations import candidates
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.rules import Authority
from sitegen.catalog.spelling import sound
from sitegen.catalog.usage import Usage, usage_in, usage_upon
from sitegen.model import AnnotatedArticle, Archive, Entity, Note, Report
from sitegen.typography import flat

SURE = 0.9
"""A speaker named with less confidence is worth a look: of such attributions more than one in ten was wrong."""
_WORTH = {
    "same": 8, "merged": 8, "undated": 6, "untitled": 5, "low-coverage": 5, "type": 4, "speaker-uncertain": 3, "speaker-unknown": 2,
    "single": 1, "where": 1,
}  # fmt: skip
_ARTICLE = {
    "undated": ("# published = 2014-03-31", "no date of publication was found"),
    "untitled": ('# title = "The headline"', "no headline was found"),
    "low-coverage": (
        "# if words are missing, report the capture; a note says that it was looked at",
        "few of the words on the page were kept",
    ),
}
_OFFERED = 5
"""Places of one name that are offered, the most likely first."""
Doubt = Callable[[], Finding]
"""A finding that is told when it is asked for: a build counts them only."""


def review(archive: Archive, notes: Iterable[Note], authority: Authority) -> tuple[Finding, ...]:
    """What nobody has decided yet; all answers together are an authority file that agrees with *authority*."""
    found = [doubt() for doubt in _doubts(archive, usage_in(archive), notes, authority)]
    return tuple(sorted(found, key=lambda one: (-one.value, one.kind, one.source, one.start or 0, one.toml)))


def count_findings(archive: Archive, notes: Iterable[Note], authority: Authority, memory: Memory) -> int:
    """How much nobody has decided yet in *archive*, which was gathered with *memory* just now."""
    return sum(1 for _ in _doubts(archive, usage_upon(archive, memory), notes, authority))


def _doubts(archive: Archive, names: Usage, notes: Iterable[Note], authority: Authority) -> Iterator[Doubt]:
    heads = {rule.name for rule in authority.entities}
    given = {name for rule in authority.entities for name in rule.claims} - heads
    yield from _same(names, authority, heads, given)
    yield from _merged(names, authority, given)
    yield from _contested(names, given)
    yield from _single(names, given)
    yield from _where(names, given)
    yield from _speakers(archive, names)
    yield from _articles(archive, notes)


def _same(names: Usage, authority: Authority, heads: set[str], given: set[str]) -> Iterator[Doubt]:
    """Pairs that may be one; each name is given away once, so that the answers go together."""
    apart = {frozenset((rule.name, other)) for rule in authority.entities for other in rule.not_same_as}
    pairs = []
    for one, other, why in find_doublets([entity for key, entity in names.entities.items() if key in names.forms], names.heard):
        first, second = sorted((one, other), key=lambda e: (e.name not in heads, -names.totals[e.type, e.id], -len(e.name), e.name))
        pairs.append((names.totals[second.type, second.id], first, second, why))
    for count, first, second, why in sorted(pairs, key=lambda pair: (-pair[0], pair[1].name, pair[2].name)):
        taken = {first.name, second.name} & given or second.name in heads or first.name == second.name
        if taken or frozenset((first.name, second.name)) in apart:
            continue
        heads.add(first.name)
        given.add(second.name)
        yield partial(_on_same, names, count, first, second, why)


def _on_same(names: Usage, count: int, first: Entity, second: Entity, why: str) -> Finding:
    lines = [*_entry(first.name), f"same_as = [{quoted(second.name)}]", f"# if they are two: not_same_as = [{quoted(second.name)}]"]
    message = f"`{first.name}` and `{second.name}` may be the same: {why}"
    return at(names.first((second.type, second.id)), "same", _WORTH["same"] * count, message, lines)


def _merged(names: Usage, authority: Authority, given: set[str]) -> Iterator[Doubt]:
    """Forms that an initial alone, or nothing but the archive, puts to a person."""
    looked_at = {rule.name for rule in authority.entities}
    for key, forms in names.forms.items():
        if key[0] == "person" and (len(forms) > 1 or forms[0] != names.entities[key].name):
            name = names.entities[key].name
            if name not in looked_at and name not in given:
                yield from (partial(_on_merged, names, form, name) for form in forms if form != name and _are_apart(form, name))


def _are_apart(form: str, name: str) -> bool:
    one, other = parse_person(form), parse_person(name)
    return one.is_full and other.is_full and sound(one.given[0]) != sound(other.given[0])


def _on_merged(names: Usage, form: str, name: str) -> Finding:
    place, given = names.places[form], (parse_person(form).given[0], parse_person(name).given[0])
    why = "an initial is all they share" if 1 in map(len, given) else "their given names differ"
    why = "one article has both" if any(mention.entity == name for mention in place.annotated.mentions) else why
    lines = [*_entry(name), f"not_same_as = [{quoted(form)}]", '# if they are one: note = "one person"']
    return at(place, "merged", _WORTH["merged"] * names.counts[form], f"`{form}` and `{name}` were taken for one: {why}", lines)


def _contested(names: Usage, given: set[str]) -> Iterator[Doubt]:
    for key in names.contested:
        entity = names.entities[key]
        if entity.correction is None and entity.name not in given:
            yield partial(_on_contested, names, key)


def _on_contested(names: Usage, key: Reference) -> Finding:
    entity, votes = names.entities[key], names.votes(key)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(votes.items()))
    lines = [*_entry(entity.name), f"type = {quoted(entity.type)}"]
    value = _WORTH["type"] * max(1, votes.total() - votes[entity.type])
    return at(names.first(key), "type", value, f"`{entity.name}` is of several kinds by its mentions: {told}", lines)


def _single(names: Usage, given: set[str]) -> Iterator[Doubt]:
    for key, total in names.totals.items():
        if total == 1 and (entity := names.entities[key]).correction is None and entity.name not in given:
            yield partial(_on_single, names, key)


def _on_single(names: Usage, key: Reference) -> Finding:
    entity = names.entities[key]
    lines = [*_entry(entity.name), 'note = "Mentioned once."', "# if it is no name, in place of the note: ignore = true"]
    return at(names.first(key), "single", _WORTH["single"], f"`{entity.name}` ({entity.type}) is mentioned once", lines)


def _where(names: Usage, given: set[str]) -> Iterator[Doubt]:
    """Places of which the gazetteer knows several, or one that nothing in the articles speaks for."""
    for key, entity in names.entities.items():
        unplaced = (
            entity.type == "place"
            and key in names.forms
            and entity.coordinates is None
            and entity.correction is None
            and entity.name not in given
        )
        found = candidates(entity.name) if unplaced else ()
        if found and is_headed(found[0], entity.name):
            yield partial(_on_where, names, key, found)


def _on_where(names: Usage, key: Reference, found: Sequence[Record]) -> Finding:
    name = names.entities[key].name
    lines = [*_entry(name), 'note = "Which place of the name is meant is not decided."', "# in place of the note:"]
    offered = [(list(record.coordinates), " ".join(record.realm).strip(), record.id) for record in found[:_OFFERED]]
    lines += [f"# coordinates = {point}  # {realm}, {SOURCE} {number}" for point, realm, number in offered]
    return at(names.first(key), "where", _WORTH["where"] * names.totals[key], f"which `{name}`? {len(found)} in the gazetteer", lines)


def _entry(name: str) -> list[str]:
    return ["[[entity]]", f"name = {quoted(name)}"]


def _speakers(archive: Archive, names: Usage) -> Iterator[Doubt]:
    for report in archive.reports:
        if report.quote.confidence < SURE and report.correction is None and report.quote.is_verbatim:
            yield partial(_on_speaker, report, names)


def _on_speaker(report: Report, names: Usage) -> Finding:
    quote, annotated = report.quote, names.articles[report.article]
    place = Place(annotated, quote.segments[0])
    near = [mention.entity for mention in annotated.mentions if mention.type == "person" and mention.span.start < quote.segments[-1].end]
    others = [name for name in dict.fromkeys(reversed(near)) if name != quote.speaker][:2]
    kind = "speaker-uncertain" if quote.speaker else "speaker-unknown"
    lines = [f"[quote.{quote.id}]", f"speaker = {quoted(quote.speaker or '')}"]
    lines += [f"# or: speaker = {quoted(name)}" for name in others]
    why = (
        f"{quote.speaker} is {100 * quote.confidence:.0f} of 100 sure"
        if quote.speaker
        else "speaker not identified; empty says that nobody can tell"
    )
    return at(place, kind, _WORTH[kind], why, lines)


def _articles(archive: Archive, notes: Iterable[Note]) -> Iterator[Doubt]:
    """One finding an article, for all that it lacks."""
    codes: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        codes[note.source].add(note.code)
    for annotated in archive.articles:
        noticed = codes.get(annotated.article.provenance.source)
        lacking = [code for code in _ARTICLE if code in noticed] if noticed else []
        if lacking and annotated.article.correction is None:
            yield partial(_on_article, annotated, lacking)


def _on_article(annotated: AnnotatedArticle, lacking: Sequence[str]) -> Finding:
    origin = annotated.article.provenance
    hints, reasons = zip(*(_ARTICLE[code] for code in lacking), strict=True)
    lines = [f"[article.{origin.accession}]", *hints, 'note = "Looked at: nothing more is known."']
    title = flat(annotated.article.title or "")
    value = sum(_WORTH[code] for code in lacking)
    return Finding(lacking[0], value, origin.accession, origin.source, None, "", title, "", "; ".join(reasons), "\n".join(lines))
