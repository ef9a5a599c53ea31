"""Which names of several articles are one: figures over many pairs, and single rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sitegen.catalog.reconcile import reconcile
from sitegen.model import AnnotatedArticle, EntityType
from tests.articles import annotated, article, mention
from tests.casebook import read_cases


def naming(*names: str, type: EntityType = "person", source: str = "story.txt", more: str = "") -> AnnotatedArticle:
    """An article that mentions these names, as that type."""
    of = article(f"It is said that {', '.join(names)} were there. {more}", source=source)
    return annotated(of, mentions=tuple(mention(of, name, name, type) for name in names))


def groups(*articles: AnnotatedArticle) -> list[set[str]]:
    """The names of each identity."""
    return sorted((set(identity.names) for identity in reconcile(articles)), key=sorted)


def pairs() -> Iterator[tuple[EntityType, str, str, bool]]:
    for case in read_cases("reconcile"):
        given, wanted = case.given.split("\n"), case.wanted.split("\n")
        assert len(given) == len(wanted), case
        for line, answer in zip(given, wanted, strict=True):
            kind, _, names = line.rpartition(": ")
            one, other = names.split(" | ")
            assert answer in ("same", "different"), line
            yield cast(EntityType, kind or "person"), one, other, answer == "same"


def test_pairs() -> None:
    judged = [
        (f"{one} | {other}", len(groups(naming(one, type=kind), naming(other, type=kind))) == 1, same) for kind, one, other, same in pairs()
    ]
    assert len(judged) >= 150
    merged = [same for _, found, same in judged if found]
    wanted = [found for _, found, same in judged if same]
    wrong = [names for names, found, same in judged if found != same]
    assert sum(merged) / len(merged) >= 0.98, wrong
    assert sum(wanted) / len(wanted) >= 0.85, wrong


def test_two_people_that_a_short_name_fits_stay_apart_from_it() -> None:
    found = groups(naming("John A. Carter"), naming("John B. Carter", source="b"), naming("John Carter", source="c"))
    assert found == [{"John A. Carter"}, {"John B. Carter"}, {"John Carter"}]


def test_a_lone_family_name_goes_to_its_one_bearer() -> None:
    assert groups(naming("Amal Haddad"), naming("Haddad", source="b")) == [{"Amal Haddad", "Haddad"}]


def test_a_lone_family_name_of_two_people_is_nobody() -> None:
    found = groups(naming("Amal Haddad", "Karim Haddad"), naming("Haddad", source="b"))
    assert found == [{"Amal Haddad"}, {"Haddad"}, {"Karim Haddad"}]


def test_a_first_name_alone_is_its_own_person() -> None:
    found = groups(naming("Rami Malek"), naming("Malek", source="b", more="He asked to be identified only by his first name."))
    assert found == [{"Malek"}, {"Rami Malek"}]


def test_the_archive_decides_the_type() -> None:
    once, twice = naming("Nasr al-Din"), [naming("Nasr al-Din", type="organization", source=source) for source in "bc"]
    assert [(identity.type, identity.name) for identity in reconcile([once, *twice])] == [("organization", "Nasr al-Din")]


def test_an_acronym_goes_to_what_an_article_spells_out() -> None:
    of = article("The Lake Monitoring Committee (LMC) met.")
    body = "Lake Monitoring Committee"
    spelled = annotated(of, mentions=(mention(of, body, body, "organization"), mention(of, "LMC", body, "organization")))
    assert groups(spelled, naming("LMC", type="organization", source="b")) == [{"LMC", body}]


def test_the_preferred_name_is_the_fullest_common_form() -> None:
    found = reconcile(
        [naming("Viktor M. Petrov"), naming("Viktor Petrov", source="b"), naming("Petrov", source="c"), naming("Petrov", source="d")]
    )
    assert [identity.name for identity in found] == ["Viktor Petrov"]


def test_the_people_of_a_place_are_no_body() -> None:
    found = reconcile([naming("Kestria", type="place"), naming("Kestrian", type="organization", source="b")])
    assert [(identity.type, identity.name, sorted(identity.names)) for identity in found] == [("place", "Kestria", ["Kestria", "Kestrian"])]


def test_a_middle_initial_may_be_missing_but_not_another() -> None:
    assert groups(naming("Viktor M. Petrov"), naming("Viktor Petrov", source="b")) == [{"Viktor M. Petrov", "Viktor Petrov"}]
    assert len(groups(naming("Viktor M. Petrov"), naming("Viktor K. Petrov", source="b"))) == 2


def test_family_members_of_one_article_stay_apart() -> None:
    assert groups(naming("Carlo Rossi", "Carla Rossi", "Clara Rossi")) == [{"Carla Rossi"}, {"Carlo Rossi"}, {"Clara Rossi"}]
