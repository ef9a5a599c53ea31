"""Who is meant by each mention: how many there are, rolls tell, and nobody looks at a mention for it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import AnnotatedArticle, Appearance, Span
from sitegen.model.appearances import Appearances, Who, roll_of
from tests.articles import article

WHO: list[Who | None] = [("person", "ada-lorn"), None, ("place", "ostrel"), ("person", "ada-lorn")]
Counts = dict[int, int]


@given(st.lists(st.dictionaries(st.sampled_from(range(len(WHO))), st.integers(1, 9)), max_size=4))
def test_there_are_as_many_as_rolls_say_of_somebody(told: list[Counts]) -> None:
    plain = article("Words.")
    numbered = (replace(plain, provenance=replace(plain.provenance, accession=str(place))) for place in range(len(told)))
    articles = [AnnotatedArticle(one, (), ()) for one in numbered]
    rolls = {str(place): roll_of(counts, counts.values()) for place, counts in enumerate(told)}

    def made(annotated: AnnotatedArticle) -> list[Appearance]:
        accession = annotated.article.provenance.accession
        met = ((WHO[number], times) for number, times in told[int(accession)].items())
        return [Appearance(*who, accession, Span(0, 1), "a") for who, times in met if who for _ in range(times)]

    found = Appearances(articles, WHO, rolls, made)
    assert len(found) == len(tuple(found)) == sum(sum(found.counts(accession).values()) for accession in rolls)
