"""What an article's page says of other versions of its text."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model import Article, Kinship
from sitegen.publish.cards import ArticleCard, Cards
from sitegen.publish.carriers import nearest, whole_list
from sitegen.publish.comparison import Change, compare
from sitegen.publish.kin import versions_of
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import Lookup
from sitegen.publish.permalinks import carriers_path
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View

DIFFERENCE = "difference"
"""The fragment of the part of a page that shows how its article differs from the version before it."""
EXTENTS = {
    "same": N_("The same words"),
    "shorter": N_("A shorter text"),
    "longer": N_("A longer text"),
    "changed": N_("Partly other words"),
}
_MIRRORED = {"shorter": "longer", "longer": "shorter"}


class Version(View):
    """Another version of an article's text."""

    article: ArticleCard
    kind: str
    """How it looks from here, in words."""
    relation: str
    """What is known of how the two are related, and what is not."""
    share: str | None
    """How much of it stands here too, in words; None where all of it does."""
    difference: str | None
    """Path, with fragment, of the page that shows where the two differ; None where none does."""


class Difference(View):
    """Where an article differs from the version before it that is nearest to it."""

    article: ArticleCard
    changes: tuple[Change, ...] | None
    """None where the two are too long to be compared."""


def versions(accession: str, lookup: Lookup, cards: Cards) -> tuple[Version, ...]:
    """The other versions of the text of an article, in the order of the archive; of very many the nearest."""
    kinships = {kin.other if kin.one == accession else kin.one: kin for kin in lookup.kinships.get(accession, ())}
    row = versions_of(accession, lookup)
    shown = [row[place] for place in nearest(len(row), row.index(accession))] if row else []
    return tuple(_version(accession, other, kinships.get(other), lookup, cards) for other in shown if other != accession)


def all_versions(accession: str, lookup: Lookup, cards: Cards) -> Order | None:
    """The list of all versions of the text of an article, where its page does not show them all."""
    row = versions_of(accession, lookup)
    return whole_list(versions_path(row, cards), len(row), cards.tongue) if row else None


def versions_path(row: Sequence[str], cards: Cards) -> str:
    """The path of the list of the versions *row*, called after that one of which the accession is the first."""
    return carriers_path(cards.articles[min(row)].path)


def difference(article: Article, lookup: Lookup, cards: Cards) -> Difference | None:
    """How *article* differs from the version before it; None where there is none or its words are the same."""
    other = lookup.compared.get(article.provenance.accession)
    if other is None:
        return None
    labels = cards.tongue.gettext("[only there:]"), cards.tongue.gettext("[only here:]")
    return Difference(cards.articles[other], compare(lookup.articles[other].article, article, *labels))


def _version(accession: str, other: str, kin: Kinship | None, lookup: Lookup, cards: Cards) -> Version:
    card = cards.articles[other]
    if kin is None:  # of very many versions, not each was held against each
        return Version(card, cards.tongue.gettext("Another version"), cards.tongue.gettext("the two were not compared"), None, None)
    is_first = kin.one == accession
    extent = kin.extent if is_first else _MIRRORED.get(kin.extent, kin.extent)
    return Version(
        article=card,
        kind=cards.tongue.gettext(EXTENTS[extent]),
        relation=_relation(kin, other, cards.tongue),
        share=None if kin.extent == "same" else _share(kin, kin.lengths[1 if is_first else 0], cards.tongue),
        difference=_where(accession, other, lookup, cards),
    )


def _where(accession: str, other: str, lookup: Lookup, cards: Cards) -> str | None:
    for one, against in ((accession, other), (other, accession)):
        if lookup.compared.get(one) == against:
            return f"{cards.articles[one].path}#{DIFFERENCE}"
    return None


def _share(kin: Kinship, length: int, tongue: Tongue) -> str:
    shared = min(kin.shared, length)
    return tongue.ngettext(
        "%(num)s of its %(all)s words stands here too", "%(num)s of its %(all)s words stand here too", shared, all=tongue.number(length)
    )


def _relation(kin: Kinship, other: str, tongue: Tongue) -> str:
    """What the captures show of it; what they do not show is said to be open."""
    said = _descent(kin, other, tongue)
    return tongue.gettext("%(relation)s; put together by the keeper of this archive", relation=said) if kin.is_decided else said


def _descent(kin: Kinship, other: str, tongue: Tongue) -> str:
    named = sorted({agency for agency in kin.agencies if agency})
    if kin.descent == "again":
        return tongue.gettext("the same outlet, saved twice")
    if kin.descent == "revised" and kin.newer is None:
        return tongue.gettext("of the same outlet; the captures do not tell which is newer")
    if kin.descent == "revised":
        later, earlier = N_("a later version of the same outlet"), N_("an earlier version of the same outlet")
        return tongue.gettext(later if kin.newer == other else earlier)
    if kin.descent == "agency" and all(kin.agencies):
        return tongue.gettext("agency copy: both name %(agency)s", agency=tongue.listed(named))
    if kin.descent == "agency":
        return tongue.gettext("probably agency copy: one of the two names %(agency)s", agency=tongue.listed(named))
    if kin.descent == "outlets":
        return tongue.gettext("in another outlet; neither says where the text is from")
    return tongue.gettext("the outlet of at least one of the two is not known")
