"""The archive that articles make."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.catalog import catalog
from sitegen.catalog.roles import descriptions
from sitegen.catalog.slugs import LONGEST, slug, unique_slugs
from sitegen.model import AnnotatedArticle, Archive, EntityType
from tests.articles import annotated, article, mention, quote
from tests.casebook import Case, read_cases


def reporting(words: str, source: str, speaker: str | None = None, published: date | None = None) -> AnnotatedArticle:
    """An article in which somebody is quoted."""
    of = article(f"“{words}” said {speaker or 'a man'}.", source=source, published=published)
    mentions = (mention(of, speaker, speaker),) if speaker else ()
    return annotated(of, (quote(of, words, speaker=speaker, id=f"quote-{source}"),), mentions)


def archive(*articles: AnnotatedArticle) -> Archive:
    return catalog(articles).value


def test_articles_stand_by_date_then_source() -> None:
    undated = reporting("One.", "a")
    late, early = reporting("Two.", "b", published=date(2020, 2, 2)), reporting("Three.", "c", published=date(2020, 1, 1))
    assert [a.article.provenance.source for a in archive(undated, late, early).articles] == ["c", "b", "a"]


def test_a_quote_has_its_speaker_where_the_speaker_is_an_entity() -> None:
    named, unnamed = archive(reporting("We will sail.", "a", "Amal Haddad")), archive(reporting("We will sail.", "b"))
    assert [(r.speaker_type, r.speaker) for r in named.reports] == [("person", "amal-haddad")]
    assert [(r.speaker_type, r.speaker) for r in unnamed.reports] == [(None, None)]


def test_the_same_capture_twice_is_held_once_and_said() -> None:
    one = reporting("We will sail.", "a")
    held = catalog([one, one])
    assert len(held.value.articles) == 1
    assert [note.code for note in held.notes] == ["same-capture"]


def test_entities_stand_as_a_reader_looks_them_up() -> None:
    of = article("Zoe Adams, Adam Zeller, the Lake Council, Lima.")
    kinds: dict[str, EntityType] = {"Adam Zeller": "person", "Zoe Adams": "person", "Lake Council": "organization", "Lima": "place"}
    found = archive(annotated(of, mentions=tuple(mention(of, name, name, kind) for name, kind in kinds.items())))
    assert [entity.name for entity in found.entities] == ["Zoe Adams", "Adam Zeller", "Lake Council", "Lima"]


def test_other_forms_are_aliases() -> None:
    of = article("Amal Haddad spoke. Haddad left.")
    found = archive(annotated(of, mentions=(mention(of, "Amal Haddad", "Amal Haddad"), mention(of, "Haddad left"[:6], "Amal Haddad"))))
    assert [(entity.name, entity.aliases) for entity in found.entities] == [("Amal Haddad", ("Haddad",))]


@pytest.mark.parametrize("case", read_cases("names-roles"), ids=str)
def test_roles(case: Case) -> None:
    name, _, text = case.given.partition("\n")
    of = article(text)
    assert list(descriptions(mention(of, name, name), of.text)) == [line for line in case.wanted.split("\n") if line]


def test_a_role_is_held_once_an_article() -> None:
    of = article("Amal Haddad, a baker, spoke. Later Haddad, A baker, left.")
    both = (mention(of, "Amal Haddad", "Amal Haddad"), mention(of, "Haddad, A"[:6], "Amal Haddad"))
    assert [role.text for role in archive(annotated(of, mentions=both)).entities[0].roles] == ["a baker"]


def test_the_same_words_in_two_articles_are_an_echo() -> None:
    found = archive(reporting("We will sail tomorrow.", "a"), reporting("we will sail, tomorrow", "b"))
    assert [echo.quotes for echo in found.echoes] == [("quote-a", "quote-b")]


def test_a_part_of_four_words_is_an_echo_and_a_part_of_three_is_not() -> None:
    whole = reporting("Nobody knows that we will sail tomorrow night.", "a")
    assert archive(whole, reporting("we will sail tomorrow", "b")).echoes
    assert not archive(whole, reporting("we will sail", "b")).echoes


def test_the_same_words_of_two_people_are_no_echo() -> None:
    assert not archive(
        reporting("We will sail tomorrow.", "a", "Amal Haddad"), reporting("We will sail tomorrow.", "b", "Karim Sabbagh")
    ).echoes


def test_an_unnamed_report_joins_no_two_speakers() -> None:
    named = [reporting("We will sail tomorrow.", name[0], name) for name in ("Amal Haddad", "Karim Sabbagh")]
    [echo] = archive(*named, reporting("We will sail tomorrow.", "b")).echoes
    assert len(echo.quotes) == 2


def test_the_same_words_twice_in_one_article_are_no_echo() -> None:
    of = article("“We will sail tomorrow.” He said again: “We will sail tomorrow.”")
    twice = tuple(quote(of, "We will sail tomorrow.", id=name) for name in "xy")
    assert not archive(annotated(of, twice)).echoes


@settings(deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_input_does_not_count(order: list[int]) -> None:
    day = date(2020, 1, 1)
    articles = [
        reporting("We will sail tomorrow.", "a", "Sergey Bolkov", day),
        reporting("We will sail tomorrow, all of us.", "b", "Sergei V. Bolkov", day),
        reporting("Nobody knows.", "c", "Bolkov"),
        reporting("Nobody knows that.", "d", "Nasr al-Din"),
        reporting("we will sail tomorrow", "e"),
    ]
    assert archive(*(articles[position] for position in order)) == archive(*articles)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Amal al-Haddad", "amal-al-haddad"),
        ("Çelik Öztürk", "celik-ozturk"),
        ("Владимир Орлов", "vladimir-orlov"),
        ("O’Neil & Sons", "oneil-sons"),
    ],
)
def test_slugs(name: str, wanted: str) -> None:
    assert slug(name) == wanted


@given(st.text())
def test_a_slug_can_stand_anywhere(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= LONGEST
    assert made.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == ""
    assert made not in {"con", "prn", "aux", "nul", "com1", "lpt9", "index"}


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a" * 81, "a" * 73),
        ("a" * 72 + " " + "b" * 20, "a" * 72),
        ("a" * 40 + " " + "b" * 33 + " c" * 9, "a" * 40),
        ("a" * 40 + " " + "b" * 32 + " " + "c" * 9, "a" * 40),
        ("…", "name"),
        ("Con", "con"),
        ("LPT9", "lpt9"),
        ("Index", "index"),
        ("\ud800" * 3, "name"),
    ],
)
def test_a_slug_that_is_cut_or_reserved_or_empty_carries_a_digest(name: str, head: str) -> None:
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    assert slug(name) == f"{head}-{digest}"


def test_a_slug_as_long_as_can_be_is_whole() -> None:
    assert slug("a" * 80) == "a" * 80
    assert slug("- A b! -") == "a-b"


def test_namesakes_and_names_that_look_like_a_digest_are_told_apart() -> None:
    first, second = (sha256(name.encode()).hexdigest()[:6] for name in ("José", "José 2"))
    assert unique_slugs(["José", "Jose", "José", "José"])[:3] == [f"jose-{first}", "jose", f"jose-{second}"]
    forged = ["José", f"Jose {first}", "Jose"]
    assert unique_slugs(forged) == [f"jose-{second}", f"jose-{first}", "jose"]
    assert unique_slugs([*reversed(forged)]) == [*reversed(unique_slugs(forged))]
    assert [len(made) for made in unique_slugs(["x" * 80, "X" * 80])] == [80, 80]


@given(st.lists(st.sampled_from(["Jose", "José", "JOSE", "CON", "con", "…", "—", "x" * 200, "x" * 201]), unique=True))
def test_slugs_are_told_apart(names: list[str]) -> None:
    made = unique_slugs(names)
    assert len(set(made)) == len(names)
    assert dict(zip(names, made, strict=True)) == dict(zip(sorted(names), unique_slugs(sorted(names)), strict=True))


def test_an_empty_archive() -> None:
    assert archive() == Archive((), (), (), (), ())
