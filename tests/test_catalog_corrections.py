"""What a keeper's decisions make of the archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from msgspec import structs

from sitegen.catalog import catalog
from sitegen.catalog.authority import parse_authority
from sitegen.model import AnnotatedArticle, Archive, Correction, Entity, EntityType, Mention, Noted, Origin, Span
from tests.articles import annotated, article, mention, quote


def naming(source: str, *names: str, kind: EntityType = "person") -> AnnotatedArticle:
    of = article(" and ".join(names) + " were there.", source=source)
    return annotated(of, mentions=tuple(mention(of, name, name, kind) for name in names))


def corrected(rules: str, *articles: AnnotatedArticle) -> Noted[Archive]:
    return catalog(articles, parse_authority(rules))


def entities(rules: str, *articles: AnnotatedArticle) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(entity.type, entity.name, entity.aliases) for entity in corrected(rules, *articles).value.entities]


def only(rules: str, *articles: AnnotatedArticle) -> Entity:
    (entity,) = corrected(rules, *articles).value.entities
    return entity


def rule(name: str, **facts: str) -> str:
    return "\n".join([f'[[entity]]\nname = "{name}"', *(f"{key} = {value}" for key, value in facts.items())]) + "\n"


def test_same_as_joins_all_forms_under_the_keepers_name() -> None:
    found = only(rule("Amal Haddad", same_as='["Umm Karim"]'), naming("a", "Amal Haddad"), naming("b", "Umm Karim"))
    assert (found.id, found.name, found.aliases) == ("amal-haddad", "Amal Haddad", ("Umm Karim",))
    assert found.correction == Correction(("forms",))


def test_a_name_that_no_article_has_can_be_the_preferred_one() -> None:
    found = only(rule("Amal al-Haddad", same_as='["Amal Haddad"]', note='"As she signs."'), naming("a", "Amal Haddad", "A. Haddad"))
    assert (found.name, found.aliases) == ("Amal al-Haddad", ("A. Haddad", "Amal Haddad"))
    assert found.correction == Correction(("name",), "As she signs.")


def test_an_alias_moves_one_form_alone() -> None:
    articles = naming("a", "Amal Haddad", "A. Haddad"), naming("b", "Adnan Sabbagh")
    assert entities("", *articles) == [("person", "Amal Haddad", ("A. Haddad",)), ("person", "Adnan Sabbagh", ())]
    assert entities(rule("Adnan Sabbagh", aliases='["A. Haddad"]'), *articles) == [
        ("person", "Amal Haddad", ()),
        ("person", "Adnan Sabbagh", ("A. Haddad",)),
    ]


def test_what_loses_its_preferred_name_is_named_anew() -> None:
    articles = naming("a", "Amal Haddad", "Amal Hadad"), naming("b", "Amal Haddad", "Karim Sabbagh")
    assert entities(rule("Karim Sabbagh", aliases='["Amal Haddad"]'), *articles) == [
        ("person", "Amal Hadad", ()),
        ("person", "Karim Sabbagh", ("Amal Haddad",)),
    ]


def test_not_same_as_parts_two_people() -> None:
    articles = naming("a", "Amal Haddad"), naming("b", "A. Haddad")
    assert len(entities("", *articles)) == 1
    archive = corrected(rule("Amal Haddad", not_same_as='["A. Haddad"]'), *articles).value
    assert [(entity.name, entity.aliases) for entity in archive.entities] == [("A. Haddad", ()), ("Amal Haddad", ())]
    assert [entity.correction for entity in archive.entities] == [Correction(("forms",))] * 2
    assert sorted(appearance.entity for appearance in archive.appearances) == ["a-haddad", "amal-haddad"]


def test_not_same_as_gives_way_to_a_rule_of_the_other_name() -> None:
    articles = naming("a", "Amal Haddad"), naming("b", "A. Haddad")
    rules = rule("Amal Haddad", not_same_as='["A. Haddad"]') + rule("Adnan Haddad", aliases='["A. Haddad"]')
    assert [name for _, name, _ in entities(rules, *articles)] == ["Adnan Haddad", "Amal Haddad"]


def test_what_neither_of_two_rules_claims_stays_with_the_preferred_name() -> None:
    articles = naming("a", "Amal Haddad", "Amal Hadad", "Amaal Haddad"), naming("b", "Amal Haddad")
    assert len(entities("", *articles)) == 1
    for rules in (rule("Amal Hadad") + rule("Amal Haddad"), rule("Amal Haddad") + rule("Amal Hadad")):
        assert sorted(entities(rules, *articles)) == [("person", "Amal Hadad", ()), ("person", "Amal Haddad", ("Amaal Haddad",))]


def test_a_type_is_that_of_the_whole_entity() -> None:
    found = only(rule("Kestrel", type='"organization"'), naming("a", "Kestrel", kind="place"))
    assert (found.type, found.id, found.correction) == ("organization", "kestrel", Correction(("type",)))


def test_coordinates_and_an_item_are_the_keepers() -> None:
    found = only(rule("Kestrel", coordinates="[1.5, -2]", wikidata='"Q42"'), naming("a", "Kestrel", kind="place"))
    assert (found.coordinates, found.wikidata) == ((1.5, -2.0), "Q42")
    assert found.correction == Correction(("coordinates", "wikidata"))


def test_what_a_rule_does_not_change_is_checked_not_corrected() -> None:
    assert only(rule("Amal Haddad", type='"person"'), naming("a", "Amal Haddad")).correction == Correction(())


def test_what_is_ignored_is_nowhere() -> None:
    of = article("“We sail,” Monday Lantern said.", source="a")
    one = annotated(of, (quote(of, "We sail,", speaker="Monday Lantern"),), (mention(of, "Monday Lantern", "Monday Lantern"),))
    archive = corrected(rule("Monday Lantern", ignore="true"), one).value
    assert (archive.entities, archive.appearances, archive.articles[0].mentions) == ((), (), ())
    assert [(report.speaker, report.quote.speaker) for report in archive.reports] == [(None, "Monday Lantern")]


def test_a_title_and_a_date_are_the_keepers_and_say_so() -> None:
    of = article("It rained.", source="b.txt", title="It rained.", title_is_derived=True, origins=(Origin("title", "first words"),))
    rules = '[article."b.txt"]\ntitle = "Rain"\npublished = 2020-01-02\nnote = "From the print."\n'
    archive = corrected(rules, annotated(of), annotated(article("Later.", source="a.txt", published=date(2021, 1, 1)))).value
    found = archive.articles[0].article
    assert (found.title, found.title_is_derived, found.published) == ("Rain", False, date(2020, 1, 2))
    assert found.correction == Correction(("title", "published"), "From the print.")
    assert found.origins == (Origin("title", "the keeper of this archive"), Origin("published", "the keeper of this archive"))


def test_an_article_is_named_by_accession_too() -> None:
    of = article("It rained.")
    rules = f'[article.{of.provenance.accession}]\npublished = 2020-01-02\n[article."{of.provenance.source}"]\npublished = 2020-01-03\n'
    noted = corrected(rules, annotated(of))
    assert noted.value.articles[0].article.published == date(2020, 1, 2)
    assert [(note.code, note.line) for note in noted.notes if note.severity == "error"] == [("contradiction", 3)]


def test_a_quote_is_given_to_the_speaker_the_keeper_names() -> None:
    of = article("“We sail,” he said.", source="a")
    one = annotated(of, (quote(of, "We sail,", speaker="the cook", description="a cook", id="0123456789ab"),))
    rules = '[quote.0123456789ab]\nspeaker = "{}"\nnote = "On the tape."\n'
    (report,) = corrected(rules.format("Amal Haddad"), one, naming("b", "Amal Haddad")).value.reports
    assert (report.speaker_type, report.speaker, report.quote.speaker) == ("person", "amal-haddad", "Amal Haddad")
    assert (report.quote.description, report.quote.confidence) == (None, 1.0)
    assert report.correction == Correction(("speaker",), "On the tape.")
    (nobody,) = corrected(rules.format(""), one, naming("b", "Amal Haddad")).value.reports
    assert (nobody.speaker, nobody.quote.speaker, nobody.quote.confidence) == (None, None, 0.0)


def test_a_speaker_is_found_under_the_keepers_name_for_them() -> None:
    of = article("“We sail,” he said.", source="a")
    one = annotated(of, (quote(of, "We sail,", id="0123456789ab"),))
    rules = '[quote.0123456789ab]\nspeaker = "Amal al-Haddad"\n' + rule("Amal al-Haddad", same_as='["Umm Karim"]')
    (report,) = corrected(rules, one, naming("b", "Umm Karim")).value.reports
    assert report.speaker == "amal-al-haddad"


def test_each_rule_says_what_it_is_about() -> None:
    articles = naming("a", "Amal Haddad", "Umm Karim"), naming("b", "Umm Karim"), naming("c", "Karim Sabbagh")
    noted = corrected(rule("Amal Haddad", same_as='["Umm Karim"]') + rule("Karim Sabbagh"), *articles)
    assert [(note.severity, note.code, note.line, note.message) for note in noted.notes] == [
        ("info", "correction", 1, "Amal Haddad: 3 mentions in 2 articles"),
        ("info", "correction", 4, "Karim Sabbagh: 1 mention in 1 article"),
    ]


def test_a_rule_that_finds_nothing_is_told_with_the_nearest_name() -> None:
    rules = rule("Amal Hadad") + rule("Gone Away", ignore="true") + '[article."x.txt"]\n[quote.0123456789ab]\n'
    notes = corrected(rules, naming("a", "Amal Haddad")).notes
    assert sorted((note.line or 0, note.severity, note.code) for note in notes) == [
        (1, "warning", "unmatched-correction"),
        (3, "info", "unmatched-correction"),
        (6, "warning", "unmatched-correction"),
        (7, "warning", "unmatched-correction"),
    ]
    assert [note.hint for note in notes if note.line == 1] == ["did you mean `Amal Haddad`?"]


def test_the_order_of_articles_does_not_count() -> None:
    articles = naming("a", "Amal Haddad", "A. Haddad"), naming("b", "Adnan Sabbagh"), naming("c", "Amal Hadad")
    rules = rule("Adnan Sabbagh", aliases='["A. Haddad"]')
    assert corrected(rules, *articles).value == corrected(rules, *articles[::-1]).value


def family(source: str, given: str) -> AnnotatedArticle:
    """Amal Haddad, or another of the name, in full and then by the family name, who also speaks."""
    of = article(f"{given} Haddad rows. “We will sail,” Mr. Haddad said.", source=source)
    full = f"{given} Haddad"
    short = of.text.rindex("Haddad")
    mentions = (mention(of, full, full), Mention(Span(short, short + 6), "Haddad", "person", full))
    return annotated(of, (quote(of, "We will sail,", speaker=full, speaker_mention="Mr. Haddad", id=f"{source}00000000000"),), mentions)


def test_a_rule_finds_a_person_by_the_family_name_that_articles_use() -> None:
    found = only(rule("Captain Amal", same_as='["Haddad"]'), family("a", "Amal"))
    assert (found.name, found.aliases) == ("Captain Amal", ("Amal Haddad", "Haddad"))


def test_a_family_name_of_two_people_finds_neither_and_says_so() -> None:
    notes = corrected(rule("Haddad", note='"Who?"'), family("a", "Amal"), family("b", "Karim")).notes
    assert [(note.code, note.hint) for note in notes] == [
        ("unmatched-correction", "articles write it for `Amal Haddad` and `Karim Haddad`: name one of them in full")
    ]


def test_a_form_within_an_article_is_somebody_else_with_what_they_said() -> None:
    archive = corrected(rule("Amal Haddad", not_same_as='["Haddad"]'), family("a", "Amal")).value
    assert [(entity.name, entity.aliases) for entity in archive.entities] == [("Amal Haddad", ()), ("Haddad", ())]
    assert [(report.speaker, report.quote.speaker) for report in archive.reports] == [("haddad", "Haddad")]


def test_a_form_within_an_article_is_given_to_another() -> None:
    archive = corrected(rule("Karim Sabbagh", aliases='["Haddad"]'), family("a", "Amal"), naming("b", "Karim Sabbagh")).value
    assert [(entity.name, entity.aliases) for entity in archive.entities] == [("Amal Haddad", ()), ("Karim Sabbagh", ("Haddad",))]
    assert [report.speaker for report in archive.reports] == ["karim-sabbagh"]


def test_a_form_within_an_article_is_ignored_alone() -> None:
    archive = corrected(rule("Haddad", ignore="true"), family("a", "Amal")).value
    assert [(entity.name, entity.aliases) for entity in archive.entities] == [("Amal Haddad", ())]
    assert [appearance.text for appearance in archive.appearances] == ["Amal Haddad"]


def test_a_speaker_is_found_by_the_form_that_the_article_uses() -> None:
    one = family("a", "Amal")
    rules = '[quote.0123456789ab]\nspeaker = "Haddad"\n'
    unnamed = replace(one, quotes=(structs.replace(one.quotes[0], id="0123456789ab", speaker=None),))
    (report,) = corrected(rules, unnamed).value.reports
    assert (report.speaker_type, report.speaker) == ("person", "amal-haddad")


def test_a_mistyped_name_in_a_list_is_told() -> None:
    notes = corrected(rule("Karim Sabbagh", same_as='["Amal Hadad"]'), naming("a", "Amal Haddad", "Karim Sabbagh")).notes
    assert [(note.severity, note.code, note.hint) for note in notes if note.code != "correction"] == [
        ("warning", "unmatched-name", "did you mean `Amal Haddad`?")
    ]


def test_entries_on_one_line_are_two_rules() -> None:
    rules = 'entity = [{name = "Amal Haddad", same_as = ["Umm Karim"]}, {name = "Karim Sabbagh", note = "Two."}]'
    archive = corrected(rules, naming("a", "Amal Haddad"), naming("b", "Umm Karim", "Karim Sabbagh")).value
    assert [(entity.name, entity.aliases) for entity in archive.entities] == [("Amal Haddad", ("Umm Karim",)), ("Karim Sabbagh", ())]


STORY = "Nobody had seen the lamp on the northern mole burn by day, and its keeper, when asked, said it was none of his doing at all."


def stories(rules: str) -> list[list[str]]:
    """The captures of each text that several carry, when *rules* hold: *a* and *b* are alike, *c* is not."""
    held = [
        annotated(article(STORY, source="a", publication="Quay Post")),
        annotated(article(STORY, source="b", publication="Mole Herald")),
        annotated(article("The lamp was green.", source="c")),
    ]
    archive = corrected(rules, *held).value
    source_of = {one.article.provenance.accession: one.article.provenance.source for one in archive.articles}
    return [[source_of[accession] for accession in story.articles] for story in archive.stories]


def test_the_keeper_joins_and_parts_versions_by_source() -> None:
    assert stories("") == [["a", "b"]]
    assert stories('[article.a]\nnot_same_as = ["b"]') == []
    assert stories('[article.c]\nsame_as = ["a"]') == [["a", "b", "c"]]


def test_what_the_keeper_says_of_versions_is_told() -> None:
    found = corrected('[article.a]\nnot_same_as = ["b", "z"]', annotated(article(STORY, source="a")), annotated(article(STORY, source="b")))
    (one,) = (one.article for one in found.value.articles if one.article.provenance.source == "a")
    assert one.correction == Correction(("versions",))
    assert [note.message for note in found.notes if note.code == "correction"] == ["a: versions of 1 article"]
    assert [note.message for note in found.notes if note.code == "unmatched-correction"] == ["no article `z` in this archive"]
