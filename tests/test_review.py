"""What deserves a keeper's look, and that the lines that it offers settle it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.catalog import catalog
from sitegen.catalog.authority import parse_authority
from sitegen.catalog.findings import Finding, quoted
from sitegen.catalog.review import review
from sitegen.model import AnnotatedArticle, EntityType, Note
from sitegen.review import as_json, as_toml
from tests.articles import annotated, article, mention, quote
from tests.edge import fill, run


def naming(source: str, *names: str, kind: EntityType = "person") -> AnnotatedArticle:
    of = article(" and ".join(names) + f" were there, {source} said.", source=source)
    return annotated(of, mentions=tuple(mention(of, name, name, kind) for name in names))


def found(*articles: AnnotatedArticle, rules: str = "", notes: tuple[Note, ...] = (), kind: str = "") -> list[Finding]:
    authority = parse_authority(rules)
    return [one for one in review(catalog(articles, authority).value, notes, authority) if kind in ("", one.kind)]


def twice(*names: str, kind: EntityType = "person") -> tuple[AnnotatedArticle, ...]:
    return tuple(naming(f"{source}-{name}", name, kind=kind) for name in names for source in "ab")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Marvena Haddad", "Marvona Haddad", "person"),
        ("Lake Harbour Union", "Lake Harbor Unions", "organization"),
        ("Lake Harbour Union", "LHU", "organization"),
        ("Kestrelmouth", "Kestralmouth", "place"),
    ],
)
def test_names_that_are_nearly_one_are_a_pair_and_the_entry_joins_them(one: str, other: str, kind: EntityType) -> None:
    articles = twice(one, other, kind=kind)
    assert len(catalog(articles).value.entities) == 2
    (pair,) = found(*articles, kind="same")
    assert one in pair.why
    assert other in pair.why
    assert len(catalog(articles, parse_authority(pair.toml)).value.entities) == 1
    assert found(*articles, rules=pair.toml, kind="same") == []


def test_a_pair_that_is_held_apart_is_settled() -> None:
    articles = twice("Marvena Haddad", "Marvona Haddad")
    for name, other in (("Marvena Haddad", "Marvona Haddad"), ("Marvona Haddad", "Marvena Haddad")):
        rules = f'[[entity]]\nname = "{name}"\nnot_same_as = ["{other}"]\n'
        assert found(*articles, rules=rules, kind="same") == []


@pytest.mark.parametrize(
    "names",
    [
        ("Amal Haddad", "Karim Haddad"),
        ("Amal Haddad", "Amal Sabbagh"),
        ("District 11", "District 12"),
        ("Amal Haddad Jr.", "Amal Haddad Sr."),
    ],
)
def test_names_that_are_not_nearly_one_are_no_pair(names: tuple[str, str]) -> None:
    kind: EntityType = "place" if "District" in names[0] else "person"
    assert found(*twice(*names, kind=kind), kind="same") == []


def test_a_family_name_that_fits_two_people_is_a_pair() -> None:
    (pair,) = found(*twice("Amal Haddad", "Karim Haddad", "Haddad"), kind="same")
    assert "fits 2 people" in pair.why


def test_a_form_that_an_initial_alone_joins_is_looked_at_and_the_entry_parts_it() -> None:
    articles = twice("Amal Haddad", "A. Haddad")
    (one,) = found(*articles, kind="merged")
    assert "an initial is all they share" in one.why
    assert len(catalog(articles, parse_authority(one.toml)).value.entities) == 2
    assert found(*articles, rules=one.toml, kind="merged") == []
    assert found(*twice("Amal Haddad", "Amal Hadad"), kind="merged") == []


def test_forms_of_one_article_weigh_as_such() -> None:
    (one,) = found(naming("a", "Amal Haddad", "A. Haddad"), naming("b", "Amal Haddad"), kind="merged")
    assert "one article has both" in one.why


def speaking(speaker: str | None, confidence: float, id: str = "0123456789ab") -> AnnotatedArticle:
    of = article("Amal Haddad met Karim Sabbagh. “We sail,” was heard.")
    mentions = (mention(of, "Amal Haddad", "Amal Haddad"), mention(of, "Karim Sabbagh", "Karim Sabbagh"))
    return annotated(of, (quote(of, "We sail,", speaker=speaker, confidence=confidence, id=id),), mentions)


def test_an_unknown_speaker_is_looked_at_and_nobody_is_put_forward_as_sure() -> None:
    (one,) = found(speaking(None, 0.0), kind="speaker-unknown")
    assert one.toml == '[quote.0123456789ab]\nspeaker = ""\n# or: speaker = "Karim Sabbagh"\n# or: speaker = "Amal Haddad"'
    assert found(speaking(None, 0.0), rules=one.toml, kind="speaker-unknown") == []


def test_an_uncertain_speaker_is_looked_at_and_a_sure_one_is_not() -> None:
    (one,) = found(speaking("Amal Haddad", 0.8), kind="speaker-uncertain")
    assert parse_authority(one.toml).quotes[0].speaker == "Amal Haddad"
    assert found(speaking("Amal Haddad", 0.8), rules=one.toml, kind="speaker-uncertain") == []
    assert found(speaking("Amal Haddad", 0.9), kind="speaker-uncertain") == []


def test_a_finding_shows_the_words_in_their_place() -> None:
    (one,) = found(speaking(None, 0.0), kind="speaker-unknown")
    of = speaking(None, 0.0).article
    assert (one.article, one.source, one.start) == (of.provenance.accession, "story.txt", of.text.index("We sail"))
    assert (one.before, one.words, one.after) == ("Amal Haddad met Karim Sabbagh. “", "We sail,", "” was heard.")


def test_a_name_that_is_mentioned_once_is_looked_at_until_it_is_noted_or_ignored() -> None:
    (one,) = found(naming("a", "Amal Haddad"), kind="single")
    assert found(*twice("Amal Haddad"), kind="single") == []
    for rules in (one.toml, '[[entity]]\nname = "Amal Haddad"\nignore = true'):
        assert found(naming("a", "Amal Haddad"), rules=rules) == []


def test_a_name_of_several_kinds_is_looked_at() -> None:
    articles = *twice("Kestrel", kind="place"), naming("c", "Kestrel", kind="person")
    (one,) = found(*articles, kind="type")
    assert one.why.endswith("person 1, place 2")
    assert parse_authority(one.toml).entities[0].type == "place"
    assert found(*articles, rules=one.toml) == []


def test_an_article_is_one_finding_for_all_that_it_lacks() -> None:
    of = annotated(article("It rained.", source="a.txt"))
    notes = tuple(Note("warning", code, "", "a.txt") for code in ("untitled", "undated", "low-coverage"))
    (one,) = found(of, notes=notes)
    assert (one.kind, one.start, one.why.count(";")) == ("undated", None, 2)
    assert found(of, notes=notes, rules=one.toml) == []
    assert found(of) == []


def test_the_most_valuable_comes_first() -> None:
    articles = *twice("Marvena Haddad", "Marvona Haddad"), naming("c", "Mona Vale"), speaking("Amal Haddad", 0.5)
    assert [one.kind for one in found(*articles)] == ["same", "speaker-uncertain", "single", "single", "single"]


def test_all_answers_together_agree_and_leave_nothing_to_look_at() -> None:
    articles = [
        *twice("Marvena Haddad", "Marvona Haddad", "Marvuna Haddad", "A. Sabbagh", "Amal Sabbagh", "Sabbagh"),
        naming("k", "Kestrel", 'The "Old" Quay', kind="place"),
        naming("l", "Kestrel", kind="person"),
        speaking(None, 0.0),
    ]
    rules = '[[entity]]\nname = "Marvuna Haddad"\nnote = "The elder."\n'
    rounds = 0
    while findings := found(*articles, rules=rules):
        rules += "\n" + as_toml(findings)
        rounds += 1
        assert rounds < 5


def test_words_of_a_capture_cannot_leave_their_comment() -> None:
    finding = Finding(
        "single", 1, "0" * 12, "a\nb.txt", 3, "x\u2028", "[[entity]]\n", "\x1b[31m", "`a\nname = 1`", '[[entity]]\nname = "A"'
    )
    assert parse_authority(as_toml([finding, finding])).entities[0].name == "A"
    assert "\x1b" not in as_toml([finding])
    odd = 'a"b\\c\x7f\x01\n'
    assert parse_authority(f"[[entity]]\nname = 'x'\nnote = {quoted(odd)}").entities[0].note == odd


def test_json_is_a_finding_a_line() -> None:
    findings = found(*twice("Marvena Haddad", "Marvona Haddad"))
    lines = [json.loads(line) for line in as_json(findings).splitlines()]
    assert [line["kind"] for line in lines] == [one.kind for one in findings]
    assert set(lines[0]) == {"kind", "value", "article", "source", "start", "before", "words", "after", "why", "toml"}


def test_the_order_of_articles_does_not_count() -> None:
    articles = *twice("Marvena Haddad", "Marvona Haddad", "A. Sabbagh", "Amal Sabbagh"), speaking(None, 0.0)
    assert found(*articles) == found(*articles[::-1])


def test_the_command_lists_and_applies(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "sitegen.toml").write_text("", encoding="utf-8")
    listed = run("review", cwd=tmp_path)
    assert (listed.returncode, listed.stdout.startswith("# 1. ")) == (0, True)
    as_lines = run("review", "--json", cwd=tmp_path)
    assert [json.loads(line)["toml"] in listed.stdout for line in as_lines.stdout.splitlines()] == [True] * len(
        re.findall(r"^# \d+\. ", listed.stdout, re.MULTILINE)
    )
    (tmp_path / "answers.toml").write_text(listed.stdout, encoding="utf-8")
    applied = run("review", "--apply", "answers.toml", cwd=tmp_path)
    assert (applied.returncode, applied.stderr) == (0, "added to authority.toml\n")
    assert run("review", cwd=tmp_path).stderr == "0 findings in seeds\n"
    again = run("review", "--apply", "missing.toml", cwd=tmp_path)
    assert (again.returncode, "cannot read the corrections" in again.stderr) == (2, True)


def test_a_place_in_doubt_offers_its_records_and_an_answer_settles_it() -> None:
    of = article("Gunmen fired shots in Tripoli.")
    one = annotated(of, mentions=(mention(of, "Tripoli", "Tripoli", "place"),))
    (doubt,) = found(one, kind="where")
    assert (doubt.words, doubt.before) == ("Tripoli", "Gunmen fired shots in")
    assert "LY, GeoNames 2210247" in doubt.toml
    assert "LB, GeoNames 266826" in doubt.toml
    assert found(one, rules=doubt.toml, kind="where") == []
    answer = next(line.removeprefix("# ") for line in doubt.toml.split("\n") if line.endswith("266826"))
    (place,) = catalog([one], parse_authority(f'[[entity]]\nname = "Tripoli"\n{answer}\n')).value.entities
    assert place.coordinates == pytest.approx((34.43, 35.84), abs=0.05)
