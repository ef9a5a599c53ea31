"""Articles and Authority -> articles as their keeper knows them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from operator import is_

from msgspec import structs

from sitegen.catalog.rules import ArticleRule, Authority, QuoteRule
from sitegen.model import AnnotatedArticle, Article, Correction, Note, Origin, Quote, Statement

KEEPER = "the keeper of this archive"
"""Where a corrected value was found."""


def correct_articles(articles: Sequence[AnnotatedArticle], authority: Authority) -> tuple[list[AnnotatedArticle], list[Note]]:
    """*articles* with the titles, dates and speakers that *authority* states, and a note on each rule that finds nothing to say this of."""
    if not authority.articles and not authority.quotes:
        return list(articles), []
    by_name: dict[str, list[ArticleRule]] = {}
    for rule in authority.articles:
        by_name.setdefault(rule.article, []).append(rule)
    by_quote = {rule.quote: rule for rule in authority.quotes}
    used: set[int] = set()
    notes: list[Note] = []
    out = []
    for annotated in articles:
        origin = annotated.article.provenance
        rules = [*by_name.get(origin.accession, ()), *by_name.get(origin.source, ())]
        used |= {rule.line for rule in rules} | {by_quote[quote.id].line for quote in annotated.quotes if quote.id in by_quote}
        notes += _twice(rules, authority.path)
        article = _article(annotated.article, rules)
        quotes = tuple(_quote(quote, by_quote.get(quote.id)) for quote in annotated.quotes) if by_quote else annotated.quotes
        as_it_was = article is annotated.article and all(map(is_, quotes, annotated.quotes))
        out.append(
            annotated if as_it_was else replace(annotated, article=article, quotes=quotes, statements=_statements(annotated, article))
        )
    held = {quote.id for annotated in articles for quote in annotated.quotes} if by_quote else set()
    known = {name for annotated in articles for name in (annotated.article.provenance.accession, annotated.article.provenance.source)}
    return out, [*notes, *_used(authority, used), *_unused(authority, used, held, known)]


def _statements(annotated: AnnotatedArticle, article: Article) -> tuple[Statement, ...]:
    """The dated statements; none that were reckoned from a day of publication that the keeper found wrong."""
    if article.published == annotated.article.published:
        return annotated.statements
    return tuple(statement for statement in annotated.statements if not statement.is_reckoned)


def quote_corrections(authority: Authority) -> dict[str, Correction]:
    """By its id, what the keeper decided of each quote."""
    return {rule.quote: Correction(_facts(rule), rule.note) for rule in authority.quotes}


def _facts(rule: QuoteRule) -> tuple[str, ...]:
    stated = {"speaker": rule.speaker is not None, "utterance": bool(rule.same_as or rule.not_same_as)}
    return tuple(fact for fact, is_stated in stated.items() if is_stated)


def _twice(rules: Sequence[ArticleRule], path: str) -> list[Note]:
    """A note where an article is named by its accession and by its source, with two values for one fact."""
    notes = []
    for key in ("title", "published"):
        stated = {getattr(rule, key) for rule in rules} - {None}
        if len(stated) > 1:
            first, last = rules[0], rules[-1]
            message = f"`{last.article}` is the article `{first.article}` of line {first.line}, and both state `{key}`"
            notes.append(Note("error", "contradiction", message, path, last.line, "keep one of the two; the first was taken"))
    return notes


def _article(article: Article, rules: Sequence[ArticleRule]) -> Article:
    if not rules:
        return article
    title = next((rule.title for rule in rules if rule.title), None)
    published = next((rule.published for rule in rules if rule.published), None)
    facts = tuple(key for key, value in (("title", title), ("published", published)) if value)
    decided = ("versions",) if any(rule.same_as or rule.not_same_as for rule in rules) else ()
    note = " ".join(rule.note for rule in rules if rule.note) or None
    origins = (*(origin for origin in article.origins if origin.field not in facts), *(Origin(fact, KEEPER) for fact in facts))
    return replace(
        article,
        title=title or article.title,
        title_is_derived=article.title_is_derived and not title,
        published=published or article.published,
        origins=origins,
        correction=Correction((*facts, *decided), note),
    )


def _quote(quote: Quote, rule: QuoteRule | None) -> Quote:
    """*quote* with the speaker that *rule* names; words that described another speaker are not put to this one."""
    if rule is None or rule.speaker is None:
        return quote
    speaker = rule.speaker or None
    kept = quote.speaker in (None, speaker) and speaker is not None
    return structs.replace(quote, speaker=speaker, description=quote.description if kept else None, confidence=1.0 if speaker else 0.0)


def _used(authority: Authority, used: set[int]) -> list[Note]:
    """A note on what each rule about an article or a quote of the archive decides."""
    about = [(rule.line, f"{rule.article}: {_stated(rule)} of 1 article") for rule in authority.articles]
    about += [(rule.line, f"{rule.quote}: {' and '.join(_facts(rule)) or 'check'} of 1 quote") for rule in authority.quotes]
    return [Note("info", "correction", message, authority.path, line) for line, message in about if line in used]


def _stated(rule: ArticleRule) -> str:
    facts = {"title": rule.title, "date": rule.published, "versions": (*rule.same_as, *rule.not_same_as)}
    return " and ".join(name for name, value in facts.items() if value) or "check"


def _unused(authority: Authority, used: set[int], held: Container[str], known: Container[str]) -> list[Note]:
    """A note on each article or quote that is not in the archive, whose quotes are *held* and whose articles are *known*."""
    articles = [(rule.line, f"no article `{rule.article}` in this archive") for rule in authority.articles if rule.line not in used]
    meant = ((rule.line, name) for rule in authority.articles for name in (*rule.same_as, *rule.not_same_as) if rule.line in used)
    articles += [(line, f"no article `{name}` in this archive") for line, name in meant if name not in known]
    quotes = [(rule.line, f"no quote `{rule.quote}` in this archive") for rule in authority.quotes if rule.line not in used]
    named = ((rule.line, id) for rule in authority.quotes for id in (*rule.same_as, *rule.not_same_as) if rule.line in used)
    quotes += [(line, f"no quote `{id}` in this archive") for line, id in named if id not in held]
    hint = "its capture is gone or was changed: look for the new id on the page, or remove the entry"
    return [Note("warning", "unmatched-correction", message, authority.path, line, hint) for line, message in articles + quotes]
