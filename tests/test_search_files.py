"""The files of the search: whatever a capture holds, they are scripts that give it back."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model import Archive, OutputFile, Quote, Report
from sitegen.publish.lookup import look_up
from sitegen.publish.search import search_files
from sitegen.publish.search_entries import Facts, article_entry, facts_of
from sitegen.publish.search_numbers import put_up, stand
from sitegen.publish.search_shelves import fact_row, script
from sitegen.publish.search_shelves import given as given_to_the_page
from tests.articles import annotated, article, quote
from tests.invented_archive import invented_archive
from tests.many_articles import many_articles

CALL = re.compile(r"sitegen\.shelf\.put\('([a-z]+(?:-[0-9]+)?)','(.*)'\);\n", re.DOTALL)


def given_by(file: OutputFile) -> Any:
    """What the script *file* gives to the page; its escapes are also those of Python."""
    called = CALL.fullmatch(file.content.decode("utf-8"))
    assert called
    assert file.path == f"search/{called[1]}.js"
    return json.loads(ast.literal_eval(f"'{called[2]}'"))


def the(files: dict[str, OutputFile], name: str) -> OutputFile:
    """The only one of *files* that is called so."""
    (found,) = (file for path, file in files.items() if path.startswith(f"search/{name}-"))
    return found


def one_article(text: str, *quotes: Quote, **facts: Any) -> Archive:
    told = annotated(article(text, **facts), quotes)
    reports = tuple(Report(told.article.provenance.accession, said, None, None) for said in quotes)
    return Archive((told,), (), reports, (), ())


@given(st.text(st.characters(codec=None)))
@example("half a pair: \ud83d")
def test_a_script_gives_back_what_it_was_given(text: str) -> None:
    assert given_by(script("texts-0", [text, {"key": text}])) == [text, {"key": text}]
    assert b"\n" not in script("texts-0", text).content[:-1]
    assert given_to_the_page(script("texts-0", [text]).content) == [text]


def test_each_shard_comes_with_its_own_sha_256() -> None:
    shards = [file for file in search_files(invented_archive()) if file.path != "search/manifest.js"]
    assert [file.sha256 for file in shards] == [sha256(file.content).hexdigest() for file in shards]


def test_the_text_of_an_article_is_stored_whole() -> None:
    text = "It’s </script> a \\ 'trap' \u2028 🙂, they said."
    files = {file.path: file for file in search_files(one_article(text, title="T\\'", publication="The Quay Gazette"))}
    assert given_by(the(files, "texts"))[1:5] == ["T\\'", "The Quay Gazette", text, "The Quay Gazette"]


def test_the_place_of_a_quote_is_counted_as_the_browser_counts() -> None:
    text = "🙂🙂 “We will not sail,” she said. 🙂 “Never.”"
    said = quote(article(text), "We will not sail,", "Never.")
    files = {file.path: file for file in search_files(one_article(text, said))}
    ((_, _, _, places, _),) = given_by(the(files, "texts"))[6]
    units = text.encode("utf-16-le")
    stored = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(places[::2], places[1::2], strict=True)]
    assert stored == ["We will not sail,", "Never."]


def test_an_unknown_date_or_outlet_stays_unknown() -> None:
    files = {file.path: file for file in search_files(one_article("Nobody knows.", published=None))}
    assert given_by(files["search/facts-0.js"])[0][1:] == ["", "", []]
    files = {file.path: file for file in search_files(one_article("All know.", published=date(2031, 5, 4), publication="The Quay Gazette"))}
    assert given_by(files["search/facts-0.js"])[0][1:] == ["2031-05-04", "The Quay Gazette", []]


def test_the_facts_of_an_article_name_the_speakers_of_its_quotes() -> None:
    facts = Facts("2031-05-04", "The Quay Gazette", ("speaker 0", "speaker 1", "speaker 2"))
    row = msgspec.json.decode(msgspec.json.encode(fact_row(7, facts)))
    assert row == [7, "2031-05-04", "The Quay Gazette", ["speaker 0", "speaker 1", "speaker 2"]]
    archive = invented_archive()
    lookup = look_up(archive, {})
    for one in archive.articles:
        accession = one.article.provenance.accession
        told, facts = article_entry(accession, lookup, ""), facts_of(accession, lookup)
        assert (facts.published, facts.publication) == (told.published, told.publication)
        assert list(facts.speakers) == [quote.speaker for quote in told.quotes]


def test_all_is_left_where_it_stands_if_the_same_is_told_of_it() -> None:
    names = {"1": "harbour", "2": "ferry"}
    first, (numbers, room) = stand(list(names.values()), lambda: names), put_up(names)
    assert (list(first.numbers), first.room) == ([numbers["1"], numbers["2"]], room)
    assert stand(list(names.values()), dict, first) is first


def test_of_two_names_with_one_checksum_the_things_themselves_say_who_comes_first() -> None:
    told = ["plumless", "buckeroo"]
    before, after = dict(zip("12", told, strict=True)), dict(zip("21", told, strict=True))
    now = stand(told, lambda: after, stand(told, lambda: before))
    assert list(now.numbers) == list(map(put_up(after)[0].__getitem__, after)) != list(map(put_up(before)[0].__getitem__, before))


@given(st.sets(st.text(max_size=4), max_size=30), st.text(max_size=4))
def test_what_comes_moves_only_what_stood_in_its_place_and_so_on(names: set[str], new: str) -> None:
    before, room = put_up({name: name for name in names})
    after, more = put_up({name: name for name in names | {new}})
    assert len(set(before.values())) == len(names)
    assert all(0 <= number < room for number in before.values())
    stood, moved, place = {number: name for name, number in before.items()}, [], after[new]
    while place in stood and new not in names:
        moved.append(stood[place])
        place = after[stood[place]]
    assert more != room or sorted(moved) == sorted(name for name in names if before[name] != after[name])


def test_what_comes_moves_hardly_anything() -> None:
    names = {name: name for name in map(str, range(1000))}
    before, room = put_up(names)
    moved = []
    for new in (f"a log, {number}" for number in range(100)):
        after, more = put_up(names | {new: new})
        assert more == room
        moved.append(sum(before[name] != after[name] for name in names))
    assert sum(moved) < 50
    assert max(moved) < 8


def test_the_files_are_sorted_and_always_the_same() -> None:
    archive = many_articles(20, 100)
    files = search_files(archive)
    assert [file.path for file in files] == sorted(file.path for file in files)
    assert files == search_files(archive)


def test_the_manifest_says_which_shards_there_are() -> None:
    files = {file.path: file for file in search_files(many_articles(60, 700))}
    manifest = given_by(files["search/manifest.js"])
    shards = {name: sum(path.startswith(f"search/{name}-") for path in files) for name in ("terms", "pairs", "texts", "words")}
    assert shards == {name: sum(map(bool, manifest[name])) for name in shards}
    assert manifest["terms"][0] == given_by(files["search/terms-0.js"])[0][0]
    assert manifest["entities"] == sum(manifest["texts"])


def test_nothing_ends_the_string_of_a_shard() -> None:
    file = script("0", "it's\u2028a\u2029back\\slash</script>")
    assert (file.path, file.content) == (
        "search/0.js",
        rb"""sitegen.shelf.put('0','"it\'s\u2028a\u2029back\\\\slash</script>"');""" + b"\n",
    )
