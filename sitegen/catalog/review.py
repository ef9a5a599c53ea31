"""Archive and Authority -> what deserves its keeper's look, most valuable first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from sitegen.catalog.census import Counted
from sitegen.catalog.couples import find_couples
from sitegen.catalog.doublets import Pair, find_doublets
from sitegen.catalog.doubts import count_doubts, is_contested, is_single, merged, records_of
from sitegen.catalog.entities import Listed, Reference
from sitegen.catalog.findings import Finding, Place, at, quoted
from sitegen.catalog.gazetteer import SOURCE, Record
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.reconcile import Grounds, Reconciled
from sitegen.catalog.rules import Authority
from sitegen.catalog.usage import Usage, usage_in
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
    counted, listed, named = (
        memory.just_left("census", Counted),
        memory.just_left("entities", Listed),
        memory.just_left("named", Reconciled),
    )
    if counted is None or listed is None or named is None:
        return sum(1 for _ in _doubts(archive, usage_in(archive), notes, authority))
    grounds, names, identities = memory.just_left("grounds", Grounds), counted.names, listed.identities(named)
    couples = find_couples(listed.entities, grounds.heard if grounds else {}, memory)
    forms = {place: identities[place].names for couple in couples for place in couple}
    met = {place: (listed.entities[place], sum(names[form].total for form in found)) for place, found in forms.items()}
    totals = {(entity.type, entity.id): total for entity, total in met.values()}
    pairs = ((met[one][0], met[other][0], "") for one, other in couples)
    heads, given = _spoken_of(authority)
    same = sum(1 for _ in _unsettled(pairs, totals, authority, heads, given))
    asked = count_doubts(listed, identities, names, memory, given, {rule.name for rule in authority.entities})
    return same + asked + sum(1 for _ in _speakers(archive)) + sum(1 for _ in _articles(archive, notes))


def _doubts(archive: Archive, names: Usage, notes: Iterable[Note], authority: Authority) -> Iterator[Doubt]:
    heads, given = _spoken_of(authority)
    pairs = find_doublets([entity for key, entity in names.entities.items() if key in names.forms])
    for count, first, second, why in _unsettled(pairs, names.totals, authority, heads, given):
        yield partial(_on_same, names, count, first, second, why)
    looked_at = {rule.name for rule in authority.entities}
    for key in names.forms:
        if names.entities[key].name not in given:
            yield from _on_name(names, key, looked_at)
    yield from (partial(_on_speaker, report, names) for report in _speakers(archive))
    yield from _articles(archive, notes)


def _spoken_of(authority: Authority) -> tuple[set[str], set[str]]:
    """The names that *authority* has rules for, and those that it gives to these."""
    heads = {rule.name for rule in authority.entities}
    return heads, {name for rule in authority.entities for name in rule.claims} - heads


def _unsettled(
    pairs: Iterable[Pair], totals: Mapping[Reference, int], authority: Authority, heads: set[str], given: set[str]
) -> Iterator[tuple[int, Entity, Entity, str]]:
    """Those of *pairs* that nobody has decided; each name is given away once, and noted so, so that the answers go together."""
    apart = {frozenset((rule.name, other)) for rule in authority.entities for other in rule.not_same_as}
    found = []
    for one, other, why in pairs:
        first, second = sorted((one, other), key=lambda e: (e.name not in heads, -totals[e.type, e.id], -len(e.name), e.name))
        found.append((totals[second.type, second.id], first, second, why))
    for count, first, second, why in sorted(found, key=lambda pair: (-pair[0], pair[1].name, pair[2].name)):
        taken = {first.name, second.name} & given or second.name in heads or first.name == second.name
        if taken or frozenset((first.name, second.name)) in apart:
            continue
        heads.add(first.name)
        given.add(second.name)
        yield count, first, second, why


def _on_same(names: Usage, count: int, first: Entity, second: Entity, why: str) -> Finding:
    lines = [*_entry(first.name), f"same_as = [{quoted(second.name)}]", f"# if they are two: not_same_as = [{quoted(second.name)}]"]
    message = f"`{first.name}` and `{second.name}` may be the same: {why}"
    return at(names.first((second.type, second.id)), "same", _WORTH["same"] * count, message, lines)


def _on_name(names: Usage, key: Reference, looked_at: set[str]) -> Iterator[Doubt]:
    """What there is to ask of one entity; not whether others are theirs, of names *looked_at*."""
    entity = names.entities[key]
    if entity.name not in looked_at:
        yield from (partial(_on_merged, names, form, entity.name) for form in merged(entity, names.forms[key]))
    if is_contested(entity, names.votes(key).values()):
        yield partial(_on_contested, names, key)
    if is_single(entity, names.totals[key]):
        yield partial(_on_single, names, key)
    if found := records_of(entity):
        yield partial(_on_where, names, key, found)


def _on_merged(names: Usage, form: str, name: str) -> Finding:
    place, given = names.places[form], (parse_person(form).given[0], parse_person(name).given[0])
    why = "an initial is all they share" if 1 in map(len, given) else "their given names differ"
    why = "one article has both" if any(mention.entity == name for mention in place.annotated.mentions) else why
    lines = [*_entry(name), f"not_same_as = [{quoted(form)}]", '# if they are one: note = "one person"']
    return at(place, "merged", _WORTH["merged"] * names.counts[form], f"`{form}` and `{name}` were taken for one: {why}", lines)


def _on_contested(names: Usage, key: Reference) -> Finding:
    entity, votes = names.entities[key], names.votes(key)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(votes.items()))
    lines = [*_entry(entity.name), f"type = {quoted(entity.type)}"]
    value = _WORTH["type"] * max(1, votes.total() - votes[entity.type])
    return at(names.first(key), "type", value, f"`{entity.name}` is of several kinds by its mentions: {told}", lines)


def _on_single(names: Usage, key: Reference) -> Finding:
    entity = names.entities[key]
    lines = [*_entry(entity.name), 'note = "Mentioned once."', "# if it is no name, in place of the note: ignore = true"]
    return at(names.first(key), "single", _WORTH["single"], f"`{entity.name}` ({entity.type}) is mentioned once", lines)


def _on_where(names: Usage, key: Reference, found: Sequence[Record]) -> Finding:
    name = names.entities[key].name
    lines = [*_entry(name), 'note = "Which place of the name is meant is not decided."', "# in place of the note:"]
    offered = [(list(record.coordinates), " ".join(record.realm).strip(), record.id) for record in found[:_OFFERED]]
    lines += [f"# coordinates = {point}  # {realm}, {SOURCE} {number}" for point, realm, number in offered]
    return at(names.first(key), "where", _WORTH["where"] * names.totals[key], f"which `{name}`? {len(found)} in the gazetteer", lines)


def _entry(name: str) -> list[str]:
    return ["[[entity]]", f"name = {quoted(name)}"]


def _speakers(archive: Archive) -> Iterator[Report]:
    """The quotes whose speaker is not sure."""
    for report in archive.reports:
        if report.quote.confidence < SURE and report.correction is None and report.quote.is_verbatim:
            yield report


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
        if note.code in _ARTICLE:
            codes[note.source].add(note.code)
    for annotated in archive.articles if codes else ():
        lacking = codes.get(annotated.article.provenance.source)
        if lacking and annotated.article.correction is None:
            yield partial(_on_article, annotated, [code for code in _ARTICLE if code in lacking])


def _on_article(annotated: AnnotatedArticle, lacking: Sequence[str]) -> Finding:
    origin = annotated.article.provenance
    hints, reasons = zip(*(_ARTICLE[code] for code in lacking), strict=True)
    lines = [f"[article.{origin.accession}]", *hints, 'note = "Looked at: nothing more is known."']
    title = flat(annotated.article.title or "")
    value = sum(_WORTH[code] for code in lacking)
    return Finding(lacking[0], value, origin.accession, origin.source, None, "", title, "", "; ".join(reasons), "\n".join(lines))
