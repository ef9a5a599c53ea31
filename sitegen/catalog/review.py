"""Archive and Authority -> what deserves its keeper's look, most valuable first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter

from sitegen.catalog.doublets import find_doublets
from sitegen.catalog.findings import Finding, Place, at, quoted
from sitegen.catalog.gazetteer import SOURCE, is_headed
from sitegen.catalog.locations import candidates
from sitegen.catalog.people import parse_person
from sitegen.catalog.rules import Authority
from sitegen.catalog.spelling import sound
from sitegen.model import AnnotatedArticle, Archive, Entity, EntityType, Note, Report
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
NAME_AND_TYPE = attrgetter("entity", "type")
Key = tuple[EntityType, str]


@dataclass
class _Names:
    """How each entity is named, and where first."""

    entities: dict[Key, Entity]
    forms: dict[Key, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    types: dict[Key, Counter[EntityType]] = field(default_factory=lambda: defaultdict(Counter))

    def first(self, key: Key) -> Place:
        """Where the entity is named first."""
        return next(iter(self.forms[key].values()))


def review(archive: Archive, notes: Iterable[Note], authority: Authority) -> tuple[Finding, ...]:
    """What nobody has decided yet; all answers together are an authority file that agrees with *authority*."""
    names = _names(archive)
    heads = {rule.name for rule in authority.entities}
    given = {name for rule in authority.entities for name in rule.claims} - heads
    found = list(_same(names, authority, heads, given))
    found += list(_merged(names, authority, given))
    found += [*_contested(names, given), *_single(names, given), *_where(names, given)]
    found += [*_speakers(archive), *_articles(archive, notes)]
    return tuple(sorted(found, key=lambda one: (-one.value, one.kind, one.source, one.start or 0, one.toml)))


def _names(archive: Archive) -> _Names:
    names = _Names({(entity.type, entity.id): entity for entity in archive.entities})
    articles = {annotated.article.provenance.accession: annotated for annotated in archive.articles}
    named = [name for annotated in archive.articles for name in map(NAME_AND_TYPE, annotated.mentions)]  # as the archive's appearances
    first = dict(zip(map(itemgetter(0), reversed(named)), reversed(range(len(named))), strict=True))
    keys: dict[str, Key] = {}
    for form, place in sorted(first.items(), key=itemgetter(1)):
        met = archive.appearances[place]
        key = keys[form] = met.type, met.entity
        names.forms[key][form] = Place(articles[met.article], met.span)
    for (form, kind), count in Counter(named).items():
        key = keys[form]
        names.counts[key][form] += count
        names.types[key][kind] += count
    return names


def _same(names: _Names, authority: Authority, heads: set[str], given: set[str]) -> Iterator[Finding]:
    """Pairs that may be one; each name is given away once, so that the answers go together."""
    apart = {frozenset((rule.name, other)) for rule in authority.entities for other in rule.not_same_as}
    pairs = []
    for one, other, why in find_doublets([entity for key, entity in names.entities.items() if key in names.forms]):
        first, second = sorted((one, other), key=lambda e: (e.name not in heads, -names.counts[e.type, e.id].total(), -len(e.name), e.name))
        pairs.append((names.counts[second.type, second.id].total(), first, second, why))
    for count, first, second, why in sorted(pairs, key=lambda pair: (-pair[0], pair[1].name, pair[2].name)):
        taken = {first.name, second.name} & given or second.name in heads or first.name == second.name
        if taken or frozenset((first.name, second.name)) in apart:
            continue
        heads.add(first.name)
        given.add(second.name)
        lines = [*_entry(first.name), f"same_as = [{quoted(second.name)}]", f"# if they are two: not_same_as = [{quoted(second.name)}]"]
        message = f"`{first.name}` and `{second.name}` may be the same: {why}"
        yield at(names.first((second.type, second.id)), "same", _WORTH["same"] * count, message, lines)


def _merged(names: _Names, authority: Authority, given: set[str]) -> Iterator[Finding]:
    """Forms that an initial alone, or nothing but the archive, puts to a person."""
    looked_at = {rule.name for rule in authority.entities}
    for key, entity in names.entities.items():
        if entity.type != "person" or entity.name in looked_at | given:
            continue
        for form, place in names.forms[key].items():
            if form != entity.name and (why := _apart(form, entity.name, place.annotated)) is not None:
                lines = [*_entry(entity.name), f"not_same_as = [{quoted(form)}]", '# if they are one: note = "one person"']
                count = names.counts[key][form]
                yield at(place, "merged", _WORTH["merged"] * count, f"`{form}` and `{entity.name}` were taken for one: {why}", lines)


def _apart(form: str, name: str, annotated: AnnotatedArticle) -> str | None:
    one, other = parse_person(form), parse_person(name)
    if not one.is_full or not other.is_full or sound(one.given[0]) == sound(other.given[0]):
        return None
    if any(mention.entity == name for mention in annotated.mentions):
        return "one article has both"
    return "an initial is all they share" if 1 in (len(one.given[0]), len(other.given[0])) else "their given names differ"


def _contested(names: _Names, given: set[str]) -> Iterator[Finding]:
    for key, entity in names.entities.items():
        votes = names.types[key]
        if len(votes) > 1 and entity.correction is None and entity.name not in given:
            told = ", ".join(f"{kind} {count}" for kind, count in sorted(votes.items()))
            lines = [*_entry(entity.name), f"type = {quoted(entity.type)}"]
            count = votes.total() - votes[entity.type]
            yield at(
                names.first(key),
                "type",
                _WORTH["type"] * max(1, count),
                f"`{entity.name}` is of several kinds by its mentions: {told}",
                lines,
            )


def _single(names: _Names, given: set[str]) -> Iterator[Finding]:
    for key, entity in names.entities.items():
        if names.counts[key].total() == 1 and entity.correction is None and entity.name not in given:
            lines = [*_entry(entity.name), 'note = "Mentioned once."', "# if it is no name, in place of the note: ignore = true"]
            yield at(names.first(key), "single", _WORTH["single"], f"`{entity.name}` ({entity.type}) is mentioned once", lines)


def _where(names: _Names, given: set[str]) -> Iterator[Finding]:
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
            lines = [*_entry(entity.name), 'note = "Which place of the name is meant is not decided."', "# in place of the note:"]
            lines += [
                f"# coordinates = {list(record.coordinates)}  # {' '.join(record.realm).strip()}, {SOURCE} {record.id}"
                for record in found[:_OFFERED]
            ]
            why = f"which `{entity.name}`? {len(found)} in the gazetteer"
            yield at(names.first(key), "where", _WORTH["where"] * names.counts[key].total(), why, lines)


def _entry(name: str) -> list[str]:
    return ["[[entity]]", f"name = {quoted(name)}"]


def _speakers(archive: Archive) -> Iterator[Finding]:
    articles = {annotated.article.provenance.accession: annotated for annotated in archive.articles}
    for report in archive.reports:
        if report.correction is None and report.quote.is_verbatim and report.quote.confidence < SURE:
            yield _speaker(report, articles[report.article])


def _speaker(report: Report, annotated: AnnotatedArticle) -> Finding:
    quote = report.quote
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


def _articles(archive: Archive, notes: Iterable[Note]) -> Iterator[Finding]:
    """One finding an article, for all that it lacks."""
    codes: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        codes[note.source].add(note.code)
    for annotated in archive.articles:
        article = annotated.article
        lacking = [code for code in _ARTICLE if code in codes[article.provenance.source]]
        if lacking and article.correction is None:
            yield _article(annotated, lacking)


def _article(annotated: AnnotatedArticle, lacking: Sequence[str]) -> Finding:
    origin = annotated.article.provenance
    hints, reasons = zip(*(_ARTICLE[code] for code in lacking), strict=True)
    lines = [f"[article.{origin.accession}]", *hints, 'note = "Looked at: nothing more is known."']
    title = flat(annotated.article.title or "")
    value = sum(_WORTH[code] for code in lacking)
    return Finding(lacking[0], value, origin.accession, origin.source, None, "", title, "", "; ".join(reasons), "\n".join(lines))
