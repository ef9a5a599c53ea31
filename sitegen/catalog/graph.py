"""Builds the archive: every article, entity, quote and mention, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, compress, repeat
from operator import attrgetter, itemgetter, lt, not_

from msgspec import structs

from sitegen.catalog.atlas import locate
from sitegen.catalog.census import Census, take_census
from sitegen.catalog.corrections import correct_articles, quote_corrections
from sitegen.catalog.echoes import find_echoes
from sitegen.catalog.entities import Reference, Register
from sitegen.catalog.memory import Memory
from sitegen.catalog.parting import part_forms
from sitegen.catalog.redaction import renamed, reported, withhold
from sitegen.catalog.rules import ArticleRule, Authority
from sitegen.catalog.settlement import settle, without_names
from sitegen.catalog.versions import find_stories
from sitegen.catalog.withheld import Withheld
from sitegen.model import (
    AnnotatedArticle,
    Appearance,
    Archive,
    Correction,
    Note,
    Noted,
    Report,
    Story,
)
from sitegen.model.appearances import Appearances
from sitegen.model.work import Spread

_NOBODY: tuple[None, None] = (None, None)
# of a quarter of a million mentions, each is looked at in C
_ENTITY, _SPAN, _TEXT, _SPEAKER = attrgetter("entity"), attrgetter("span"), attrgetter("text"), attrgetter("speaker")
_NUMBER = attrgetter("number")
_FIRST, _SECOND = itemgetter(0), itemgetter(1)
_BY_SOURCE = attrgetter("article.provenance.source", "article.provenance.accession")
_NONE = Authority()
_ALL_TOLD = Withheld(frozenset())


def catalog(
    articles: Sequence[AnnotatedArticle],
    authority: Authority = _NONE,
    withheld: Withheld = _ALL_TOLD,
    memory: Memory | None = None,
    spread: Spread = map,
) -> Noted[Archive]:
    """The archive that *articles* make, as *authority* corrects it and without the names *withheld*, the same for any order of them.

    It is the same whatever *memory* holds; what was worked out now is left there. Texts are compared by *spread*, beside all else.
    """
    memory = memory or Memory()
    corrected, unused = correct_articles(articles, authority)
    held, accessions, notes = _distinct(_by_date(corrected))
    begin = partial(_begin_to_compare, spread, authority.articles, memory)
    compared = None if withheld.names else begin(held)  # whoever is meant by the names in them
    held = part_forms(held, authority)
    mine, census = memory, take_census(held, memory)
    settled = settle(held, census, authority, memory)
    said = settled.notes
    if withheld.names:
        held = withhold(held, settled.amended.identities, withheld)
        mine = Memory()  # who is withheld is in no drawer
        census = take_census(held, mine)
        settled = settle(held, census, authority, mine)
    amended = settled.amended
    held = without_names(held, amended.ignored)
    compared = compared or begin(held)
    told = [renamed(identity, withheld) for identity in amended.identities] if withheld.names else amended.identities
    identities = sorted(told, key=attrgetter("type", "name"))
    register = Register(identities, census, settled, mine)
    references = register.references
    of_name = {name: reference for identity, reference in zip(identities, references, strict=True) for name in identity.names}
    appearances = _appearances(held, accessions, of_name, census)
    decided = quote_corrections(authority)
    reports = _reports(held, accessions, of_name, census, decided)
    if decided:
        known = {identity.name: reference for identity, reference in zip(identities, references, strict=True)}
        of_report = chain.from_iterable(repeat(annotated, len(annotated.quotes)) for annotated in held)
        rows = zip(reports, of_report, strict=True)
        reports = tuple(_named_by_keeper(report, annotated, of_name, known) for report, annotated in rows)
    entities = locate(*register.entities(accessions), held, of_name, census, mine)
    register.leave(entities, authority, mine)
    reports = tuple(reported(report, withheld) for report in reports) if withheld.names else reports
    carried = list(zip(census.stamps, [len(annotated.quotes) for annotated in held], strict=True))
    echoes = find_echoes(reports, authority.quotes, memory, carried)
    ((stories, left),) = compared
    memory.left.update(left)
    return Noted(Archive(held, entities, reports, echoes, appearances, stories=stories), (*notes, *unused, *said))


def _begin_to_compare(
    spread: Spread, rules: Sequence[ArticleRule], memory: Memory, articles: Sequence[AnnotatedArticle]
) -> Iterator[tuple[tuple[Story, ...], dict[str, bytes]]]:
    """The texts that several of *articles* carry, and what is left for the next time, to be had when all else is done."""
    return iter(spread(_stories, [(articles, rules, Memory(memory.last, memory.keys))]))


def _stories(given: tuple[Sequence[AnnotatedArticle], Sequence[ArticleRule], Memory]) -> tuple[tuple[Story, ...], dict[str, bytes]]:
    """The texts that several articles carry, and what is left for the next time: it may be found out in another process."""
    articles, rules, memory = given
    return find_stories(articles, rules, memory), memory.left


def _by_date(articles: Iterable[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """*articles* by day of publication, undated last, then by source."""
    ordered = list(articles)
    sources = [annotated.article.provenance.source for annotated in ordered]
    if not all(map(lt, sources, sources[1:])):  # else they stand so already, as mostly
        ordered.sort(key=_BY_SOURCE)
    days = [annotated.article.published for annotated in ordered]
    dated = sorted(zip(compress(days, days), compress(ordered, days), strict=True), key=_FIRST)
    return list(map(_SECOND, dated)) + list(compress(ordered, map(not_, days)))


def _distinct(articles: Sequence[AnnotatedArticle]) -> tuple[tuple[AnnotatedArticle, ...], list[str], tuple[Note, ...]]:
    """The articles without those whose capture is byte for byte another's, their accessions, and a note on each that is left out."""
    held: dict[str, AnnotatedArticle] = {}
    twins: list[Note] = []
    accessions = [annotated.article.provenance.accession for annotated in articles]
    if len(set(accessions)) == len(accessions):
        return tuple(articles), accessions, ()
    for accession, annotated in zip(accessions, articles, strict=True):
        if accession in held:
            twins.append(_on_twin(annotated, held[accession]))
        else:
            held[accession] = annotated
    return tuple(held.values()), list(held), tuple(twins)


def _on_twin(annotated: AnnotatedArticle, first: AnnotatedArticle) -> Note:
    message = f"holds the same bytes as {first.article.provenance.source} and is left out"
    return Note("warning", "same-capture", message, annotated.article.provenance.source, hint="remove one of the two files")


def _appearances(
    held: Sequence[AnnotatedArticle], accessions: Sequence[str], of_name: Mapping[str, Reference], census: Census
) -> Appearances:
    """Who is meant by each mention of the articles *held*, which were counted in *census*."""
    who_of = dict(zip(map(_NUMBER, census.names.values()), map(of_name.get, census.names), strict=True))
    numbered = list(map(who_of.get, range(1 + max(who_of, default=-1))))
    rolls = dict(zip(accessions, map(census.counted.rolls.__getitem__, census.stamps), strict=True))
    return Appearances(held, numbered, rolls, partial(_appearing, of_name))


def _appearing(of_name: Mapping[str, Reference], annotated: AnnotatedArticle) -> list[Appearance]:
    """Who is meant by each mention of one article, in the order of place."""
    mentions, accession = annotated.mentions, annotated.article.provenance.accession
    who = [of_name[name] for name in map(_ENTITY, mentions)]
    return list(map(Appearance, map(_FIRST, who), map(_SECOND, who), repeat(accession), map(_SPAN, mentions), map(_TEXT, mentions)))


def _reports(
    held: Sequence[AnnotatedArticle],
    accessions: Iterable[str],
    of_name: Mapping[str, Reference],
    census: Census,
    decided: Mapping[str, Correction],
) -> tuple[Report, ...]:
    """The quotes of the articles *held* with the entities that speak: nobody whom the article does not mention, but others do."""
    groups = [annotated.quotes for annotated in held]
    quotes = list(chain.from_iterable(groups))
    who = list(map(of_name.get, map(_SPEAKER, quotes), repeat(_NOBODY)))
    ends = accumulate(map(len, groups))
    strangers = map(census.counted.strangers.get, census.stamps)
    for others, group, stop in zip(strangers, groups, ends, strict=True):
        if others:
            start = stop - len(group)
            who[start:stop] = [_NOBODY if quote.speaker in others else of for quote, of in zip(group, who[start:stop], strict=True)]
    articles = chain.from_iterable(map(repeat, accessions, map(len, groups)))
    decisions = [decided.get(quote.id) for quote in quotes] if decided else repeat(None)
    return tuple(map(Report, articles, quotes, map(_FIRST, who), map(_SECOND, who), decisions))


def _named_by_keeper(
    report: Report, annotated: AnnotatedArticle, of_name: Mapping[str, Reference], known: Mapping[str, Reference]
) -> Report:
    """*report* with the speaker whom the keeper names: one who may be *known* from other articles alone."""
    name = report.quote.speaker
    if report.correction is None or "speaker" not in report.correction.facts or not name:
        return report
    kind, speaker = known.get(name) or of_name.get(name) or _written_here(annotated, name, of_name) or _NOBODY
    return structs.replace(report, speaker_type=kind, speaker=speaker)


def _written_here(annotated: AnnotatedArticle, form: str, of_name: Mapping[str, Reference]) -> Reference | None:
    """Whom an article writes *form* for, where that is one."""
    found = {of_name[mention.entity] for mention in annotated.mentions if " ".join(mention.text.split()) == form}
    return found.pop() if len(found) == 1 else None
