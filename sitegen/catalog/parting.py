"""Articles and Authority -> articles in which each form that the keeper speaks of is a name of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from sitegen.catalog.reconcile import Identity
from sitegen.catalog.rules import Authority
from sitegen.model import AnnotatedArticle, Mention, Quote
from sitegen.typography import flat


def part_forms(articles: tuple[AnnotatedArticle, ...], authority: Authority) -> tuple[AnnotatedArticle, ...]:
    """*articles* where a form such as a family name, which a rule moves or ignores and no article has as a full name, stands for itself."""
    forms = {name for rule in authority.entities for name in (*rule.aliases, *rule.not_same_as)}
    forms |= {name for rule in authority.entities if rule.ignore for name in rule.claims}
    forms -= {mention.entity for annotated in articles for mention in annotated.mentions} if forms else set()
    return tuple(_parted(annotated, forms) for annotated in articles) if forms else articles


def _parted(annotated: AnnotatedArticle, forms: set[str]) -> AnnotatedArticle:
    if not any(mention.text in forms or flat(mention.text) in forms for mention in annotated.mentions):
        return annotated
    moved = {(mention.entity, form) for mention in annotated.mentions if (form := flat(mention.text)) in forms}
    mentions = tuple(_own(mention, forms) for mention in annotated.mentions)
    return replace(annotated, mentions=mentions, quotes=tuple(_spoken(quote, moved) for quote in annotated.quotes))


def _own(mention: Mention, forms: set[str]) -> Mention:
    form = flat(mention.text)
    return structs.replace(mention, entity=form) if form in forms else mention


def _spoken(quote: Quote, moved: set[tuple[str, str]]) -> Quote:
    """*quote* with the form that names the speaker beside it, where that is parted from the full name: ``Haddad`` of *Mr. Haddad said*."""
    said = flat(quote.speaker_mention or "")
    form = next((form for name, form in sorted(moved) if name == quote.speaker and (said == form or said.endswith(f" {form}"))), None)
    return quote if form is None else structs.replace(quote, speaker=form)


def written_forms(articles: Iterable[AnnotatedArticle], identities: Sequence[Identity]) -> Mapping[str, tuple[Identity, ...]]:
    """By each form as articles write it that is no full name, the identities that it is written for."""
    home = {name: identity for identity in identities for name in identity.names}
    out: dict[str, dict[str, Identity]] = defaultdict(dict)
    for annotated in articles:
        for mention in annotated.mentions:
            form = flat(mention.text)
            if form not in home:
                out[form].setdefault(home[mention.entity].name, home[mention.entity])
    return {form: tuple(found.values()) for form, found in out.items()}
