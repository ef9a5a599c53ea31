"""Finding aids over the archive, made once for all pages."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.drawers import unpacked
from sitegen.model import AnnotatedArticle, Appearance, Archive, Article, Block, Echo, Entity, EntityType, Kinship, Report
from sitegen.model.appearances import Appearances, roll_of
from sitegen.publish.addresses import same_page
from sitegen.publish.company import Beside, Company
from sitegen.publish.kin import compared, kinships, stories, story_of
from sitegen.publish.nearness import Near, nearest
from sitegen.publish.permalinks import article_path, block_anchor, quote_path
from sitegen.publish.portions import Portion, portions
from sitegen.publish.shelves import Fleeting, Late

Key = tuple[EntityType, str]
"""An entity of the archive: its type, and its id within the type."""
Stretches = bytes
"""Where in an article's text its blocks start, where they end, and their numbers; all in the order of the text, each as four bytes."""

Dated = tuple[int, date | None, date | None]
"""How many of some articles say when they were published; the first of these days, and the last."""
NEVER: Dated = (0, None, None)

Filed = tuple[bool, str, str, str]
"""By what an article is put in its place in the archive: whether its day is not known, the day, its source and its accession."""

COMMON = 40
"""A person in more articles than this says nothing about which of them belong together."""

R = TypeVar("R", Report, Appearance)
_ARTICLE, _WHO = attrgetter("article"), attrgetter("type", "entity")


class Lookup(Struct, frozen=True):
    """The archive by everything that pages ask for; articles are named by accession, quotes by id."""

    articles: dict[str, AnnotatedArticle]
    days: dict[str, date | None]
    """When each article was published."""
    filed: dict[str, Filed]
    """By what each article is put in its place in the archive: the dated ones first, by day, source and accession."""
    beside: dict[str, tuple[str | None, str | None]]
    """Of each article with a date of publication, those before and after it by date."""
    addresses: dict[str, str]
    """The path of an article's page here, by its address on the web as ``same_page`` spells it."""
    stretches: Late[str, Stretches]
    entities: dict[Key, Entity]
    reports: dict[str, Report]
    reports_in: dict[str, list[Report]]
    reports_by: dict[Key, list[Report]]
    appearances_in: Late[str, dict[Key, tuple[Appearance, ...]]]
    """Those in each article, by whom they mean: the pages of all of these ask for theirs."""
    appearances_of: Fleeting[Key, list[Appearance]]
    articles_of: dict[Key, list[str]]
    times: Late[Key, list[int]]
    """How often each of these articles mentions the name."""
    mentioned: Fleeting[Key, dict[date | None, int]]
    """How often the articles of each day do, in the order of the days; under None those of which the day is not known."""
    together: Fleeting[Key, Beside]
    """Who is mentioned in the same articles."""
    dated: Late[Key, Dated]
    few_articles_of: Late[Key, list[Filed]]
    """By what they are put in their places, where there are no more than COMMON of them, else none: whether they belong together can be
    told from these."""
    near: Late[str, tuple[Near, ...]]
    """Which articles share most with each."""
    portions: dict[Key, Portion]
    """What stands on each leaf of the page of a name that is on more than one, under ``on_leaf``."""
    entities_in: Late[str, dict[Key, int]]
    """The entities of each article, in order of appearance, with the number of mentions."""
    met: Appearances
    """Who is meant by the names of each article: it is told where an article's dossier is drawn up, and no page asks."""
    echoes: dict[str, Echo]
    story_of: dict[str, str]
    """The story of each article that is not its only version."""
    stories: dict[str, tuple[str, ...]]
    """The articles of each story, in the order of the archive."""
    kinships: dict[str, tuple[Kinship, ...]]
    """What each article has in common with them."""
    compared: dict[str, str]
    """With which version before it the page of an article compares it."""
    originals: dict[str, str]
    """The path of the file that holds an article's capture, where it is handed out with the site."""
    former: dict[str, list[tuple[str, str]]]
    """Of each article that has such, its quotes that had another id once: the id now and the one it had."""


def look_up(archive: Archive, originals: Mapping[str, str]) -> Lookup:
    """The finding aids of *archive*; *originals* says, by accession, which captures are handed out with it, and where they stand."""
    articles = {annotated.article.provenance.accession: annotated for annotated in archive.articles}
    days = {accession: annotated.article.published for accession, annotated in articles.items()}
    reports_in, met = _in_each(archive.reports), _met(archive)
    appearances_in = Late(articles, lambda accession: by_whom(met.within(articles[accession]), entities_in[accession]))
    articles_of, entities_in = met.articles_of(), Late(articles, met.counts)
    times = Late(articles_of, lambda key: met.times(key, articles_of[key]))
    reports_by = _by_speaker(archive.reports)
    filed = {accession: _filed(annotated.article) for accession, annotated in articles.items()}
    beside = Lookup(
        articles=articles,
        days=days,
        filed=filed,
        beside=_beside(days),
        addresses={same_page(a.article.url): article_path(a.article) for a in reversed(archive.articles) if a.article.url},
        stretches=Late(articles, lambda accession: stretches_of(articles[accession].article.blocks)),
        entities={(entity.type, entity.id): entity for entity in archive.entities},
        reports={report.quote.id: report for report in archive.reports},
        reports_in=reports_in,
        reports_by=reports_by,
        appearances_in=appearances_in,
        appearances_of=Fleeting(articles_of, lambda key: [one for a in articles_of[key] for one in appearances_in[a][key]]),
        articles_of=articles_of,
        times=times,
        mentioned=Fleeting(articles_of, lambda key: _by_day(map(days.__getitem__, articles_of[key]), times[key])),
        together=Fleeting(articles_of, Company(articles_of, met).of),
        dated=Late(articles_of, lambda key: dated(map(days.__getitem__, articles_of[key]))),
        few_articles_of=Late(articles_of, lambda key: [filed[a] for a in articles_of[key]] if len(articles_of[key]) <= COMMON else []),
        portions=portions(articles_of, reports_by),
        entities_in=entities_in,
        met=met,
        echoes={quote: echo for echo in archive.echoes for quote in echo.quotes},
        story_of=story_of(archive),
        stories=stories(archive),
        kinships=kinships(archive),
        compared=compared(archive),
        originals=dict(originals),
        former=_former(archive),
        near=Late((), lambda _: ()),
    )
    # what is near is told by another lookup: one that held itself would never be let go
    return replace(beside, near=Late(articles, lambda accession: nearest(accession, beside)))


def speaker_key(report: Report) -> Key | None:
    """The entity who speaks in *report*; None where the speaker is no entity of the archive."""
    return (report.speaker_type, report.speaker) if report.speaker_type and report.speaker else None


def first_day(key: Key, lookup: Lookup) -> date | None:
    """The date of the first dated article that mentions the entity *key*."""
    articles = lookup.articles_of.get(key)
    return lookup.days[articles[0]] if articles else None  # they stand by date


def by_whom(appearances: Iterable[Appearance], keys: Iterable[Key]) -> dict[Key, tuple[Appearance, ...]]:
    """The *appearances* of one article by the entity, of those that have these *keys*."""
    found: dict[Key, list[Appearance]] = {key: [] for key in keys}
    for one in appearances:
        found[one.type, one.entity].append(one)
    return {key: tuple(ones) for key, ones in found.items()}


def paragraph_anchor(accession: str, place: int, lookup: Lookup) -> str | None:
    """The fragment of the block that holds the character at *place* of the article's text."""
    return anchor_in(lookup.stretches[accession], place)


def anchor_in(stretches: Stretches, place: int) -> str | None:
    """The fragment of the one of *stretches* that holds *place*."""
    numbers = unpacked(stretches)
    many = len(numbers) // 3
    found = bisect_right(numbers, place, 0, many) - 1
    return block_anchor(numbers[2 * many + found]) if found >= 0 and place < numbers[many + found] else None


def _former(archive: Archive) -> dict[str, list[tuple[str, str]]]:
    if not archive.moved:
        return {}
    now = {quote_path(report.quote): report for report in archive.reports}
    former: dict[str, list[tuple[str, str]]] = {}
    for moved in archive.moved:
        if moved.path.startswith("quotes/") and (report := now.get(moved.to or "")):
            old = moved.path.removeprefix("quotes/").removesuffix(".html")
            former.setdefault(report.article, []).append((report.quote.id, old))
    return former


def stretches_of(blocks: Iterable[Block]) -> Stretches:
    """Where the stretch of each of *blocks* starts and ends in the article's text, and the block's number."""
    numbered = enumerate(blocks, 1)
    found = sorted((block.start, block.start + len(block.text), number) for number, block in numbered if block.start is not None)
    return array("I", chain.from_iterable(zip(*found, strict=True))).tobytes()


def _met(archive: Archive) -> Appearances:
    """The appearances of *archive* with the rolls of its articles, which are drawn up where it was given plain appearances."""
    if isinstance(archive.appearances, Appearances):
        return archive.appearances
    within = {annotated.article.provenance.accession: list[Appearance]() for annotated in archive.articles} | _in_each(archive.appearances)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(map(_WHO, archive.appearances)))}
    counted = {accession: Counter(map(_WHO, ones)) for accession, ones in within.items()}
    rolls = {accession: roll_of(map(numbers.__getitem__, counts), counts.values()) for accession, counts in counted.items()}
    return Appearances(archive.articles, list(numbers), rolls, lambda annotated: within[annotated.article.provenance.accession])


def dated(days: Iterable[date | None]) -> Dated:
    """What *days* have in common, some of which may not be known."""
    known = [day for day in days if day]
    return (len(known), min(known), max(known)) if known else NEVER


def _by_day(days: Iterable[date | None], times: Iterable[int]) -> dict[date | None, int]:
    counted: dict[date | None, int] = {}
    for day, number in zip(days, times, strict=True):
        counted[day] = counted.get(day, 0) + number
    return counted


def _filed(article: Article) -> Filed:
    day = article.published.isoformat() if article.published else ""
    return not day, day, article.provenance.source, article.provenance.accession


def _beside(days: Mapping[str, date | None]) -> dict[str, tuple[str | None, str | None]]:
    dated = sorted([accession for accession, day in days.items() if day], key=lambda accession: days[accession] or date.min)
    row = [None, *dated, None]
    return dict(zip(dated, zip(row, row[2:], strict=False), strict=True))


def _in_each(things: Iterable[R]) -> dict[str, list[R]]:
    """By the accession of the article that they are from; those from one stand together."""
    groups: dict[str, list[R]] = {}
    for accession, some in groupby(things, _ARTICLE):
        groups.setdefault(accession, []).extend(some)
    return groups


def _by_speaker(reports: Iterable[Report]) -> dict[Key, list[Report]]:
    groups: defaultdict[EntityType | None, defaultdict[str | None, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        groups[report.speaker_type][report.speaker].append(report)
    return {(type, speaker): spoken for type, some in groups.items() if type for speaker, spoken in some.items() if speaker}
