"""A withheld name is told nowhere: in no text, no address, no figure of speech, no byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sitegen.catalog import catalog
from sitegen.catalog.redaction import withhold
from sitegen.catalog.withheld import SIGN, Withheld
from sitegen.model import AnnotatedArticle, Block, Link, Moved, Removed
from sitegen.publish.keeping.ledger import Ledger
from sitegen.settings import Settings
from sitegen.traces import find_traces, readings_of
from tests.articles import annotated, article, mention, quote
from tests.invented_archive import invented_archive
from tests.invented_site import files_of

QUILL = Withheld(frozenset({"Mara Quill"}))
TEXT = "“We saw the gate fall,” Mara Quill said. Ms. Quill, 41, lives in Port Ellery. “I will not go back,” she said."


def link(words: str, href: str) -> Link:
    return Link(TEXT.index(words), TEXT.index(words) + len(words), href)


def story() -> AnnotatedArticle:
    made = article(TEXT, title="Mara Quill saw it fall", url="https://post.example/2031/mara-quill-saw.html", source="mara quill.html")
    made = replace(
        made,
        byline="By MARA  QUILL",
        authors=("Mara Quill",),
        removed=(Removed("related", "More of Mara Quill’s pictures"),),
        blocks=(
            Block(
                "paragraph",
                TEXT,
                0,
                links=(link("Mara Quill", "https://x.example/people/Mara_Quill"), link("Port Ellery", "https://x.example/port")),
            ),
            Block("figure", "Mara Quill at the gate", credit="Mara-Quill/AP", src="https://x.example/maraquill.jpg"),
        ),
        published=date(2031, 5, 4),
    )
    said = structs.replace(quote(made, "We saw the gate fall,"), speaker="Mara Quill", speaker_mention="Mara Quill", confidence=0.9)
    later = structs.replace(quote(made, "I will not go back,"), speaker="Mara Quill", speaker_mention="she", confidence=0.9)
    names = (
        mention(made, "Mara Quill", "Mara Quill"),
        mention(made, "Ms. Quill", "Mara Quill"),
        mention(made, "Port Ellery", "Port Ellery", "place"),
    )
    return annotated(made, (said, later), names)


def test_texts_are_compared_without_the_names() -> None:
    told = " ".join(f"The harbour office counted {boats} boats behind gate {boats + 1}." for boats in range(60))
    first, other = (article(f"{name} saw it. {told}", source=source) for name, source in (("Mara Quill", "a.txt"), (SIGN, "b.txt")))
    held = annotated(first, (), (mention(first, "Mara Quill", "Mara Quill"),)), annotated(other)
    ((open_,), (withheld,)) = (catalog(held, withheld=names).value.stories for names in (Withheld(frozenset()), QUILL))
    assert (open_.kinships[0].extent, withheld.kinships[0].extent) == ("changed", "same")


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quill",
        "MARA QUILL",
        "mara-quill",
        "Mara\u00a0Quill",
        "Márä Quíll",
        "@MaraQuill",
        "Mara Qu\u00adill",
        "mara_quill",
        "“Mara” Quill",
    ],
)
def test_a_name_is_seen_however_it_is_written(text: str) -> None:
    assert QUILL.without(f"so {text}’s house, and more").startswith("so ")
    assert SIGN in QUILL.without(f"so {text}’s house, and more")
    assert "uill" not in QUILL.without(f"so {text}’s house").casefold()


@pytest.mark.parametrize("text", ["Tamara Quill", "Mara Quillon", "Mara. The Quill", "Mara\n\nQuill", "Quill"])
def test_another_name_stays(text: str) -> None:
    assert QUILL.without(text) == text


def test_a_name_without_spaces_is_seen_within_a_line() -> None:
    assert Withheld(frozenset({"王小明"})).without("记者王小明报道") == f"记者{SIGN}报道"


def test_accents_written_behind_their_letter_go_with_the_name() -> None:
    assert Withheld(frozenset({"José"})).without("Jose\u0301 said") == f"{SIGN} said"


def test_no_names_withhold_nothing() -> None:
    assert Withheld(frozenset()).without(TEXT) == TEXT
    assert Withheld(frozenset({"?!"})).without(TEXT) == TEXT


def test_nothing_of_the_archive_tells_the_name() -> None:
    archive = catalog([story()], withheld=QUILL).value
    assert "uill" not in repr(archive)
    assert [entity.name for entity in archive.entities] == ["Port Ellery"]
    assert [report.quote.speaker for report in archive.reports] == [SIGN, SIGN]
    assert [report.speaker for report in archive.reports] == [None, None]


def test_offsets_still_lead_to_their_words() -> None:
    (annotated,) = catalog([story()], withheld=QUILL).value.articles
    text = annotated.article.text
    assert [text[s.start : s.end] for q in annotated.quotes for s in q.segments] == ["We saw the gate fall,", "I will not go back,"]
    assert [(m.text, text[m.span.start : m.span.end]) for m in annotated.mentions] == [("Port Ellery", "Port Ellery")]
    block = annotated.article.blocks[0]
    assert block.start == 0
    assert text == block.text
    assert [block.text[link.start : link.end] for link in block.links] == ["Port Ellery"]


def test_another_form_is_withheld_only_where_it_means_the_name() -> None:
    other = article("Lena Quill of the bakery spoke. Quill’s bread sold out.", source="other.txt")
    stranger = annotated(other, (), (mention(other, "Lena Quill", "Lena Quill"), mention(other, "Quill’s", "Lena Quill")))
    archive = catalog([story(), stranger], withheld=QUILL).value
    texts = {one.article.provenance.source: one.article.text for one in archive.articles}
    assert texts["other.txt"] == other.text
    assert [entity.name for entity in archive.entities] == ["Lena Quill", "Port Ellery"]


def test_what_the_keeper_notes_is_withheld_too() -> None:
    from sitegen.catalog.rules import Authority, EntityRule

    rule = EntityRule(name="Port Ellery", note="where Mara Quill lives", line=1)
    archive = catalog([story()], Authority(entities=(rule,)), QUILL).value
    assert archive.entities[0].correction is not None
    assert archive.entities[0].correction.note == f"where {SIGN} lives"


def test_no_file_of_the_site_tells_the_name(tmp_path: Path) -> None:
    settings = Settings(title="Papers", redact=("Mara Quill", "Quill"))
    whole = invented_archive()
    files = files_of(catalog(whole.articles, withheld=Withheld(frozenset(settings.redact))).value, settings)
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
        assert b"quill" not in content.lower(), path
    assert list(find_traces(tmp_path, files, settings.redact)) == []
    assert any(b"[name withheld]" in content for content in files.values())


@pytest.mark.parametrize(
    "content",
    [
        b"<p>Mara Quill</p>",
        b"<p>Mara <b>Quill</b></p>",
        b"Mara&nbsp;Quill",
        b"M&#97;ra Quill",
        b'{"a":"M\\u0061ra Quill"}',
        b"people/mara%20quill",
        b"\xff\xd8\xff\xe1 Exif: MARA QUILL \x00\xff",
    ],
)
def test_a_trace_is_found_in_any_dress(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    (note,) = find_traces(tmp_path, ["file"], ["Mara Quill"])
    assert (note.severity, note.code, note.source) == ("error", "told-name", "file")


def test_a_trace_is_found_in_a_file_name_and_across_the_pages_of_a_database(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "told.sqlite") as database:
        database.execute("CREATE TABLE told (text)")
        database.execute("INSERT INTO told VALUES (?)", ("x " * 4000 + "Mara Quill" + " y" * 4000,))
    database.close()
    (tmp_path / "mara-quill.html").write_bytes(b"")
    notes = find_traces(tmp_path, ["told.sqlite", "mara-quill.html"], ["Mara Quill"])
    assert [note.source for note in notes] == ["told.sqlite", "mara-quill.html"]
    assert len(list(readings_of(b"text"))) == 4


@settings(deadline=None)
@given(st.text(), st.text(min_size=1, max_size=8))
def test_a_text_without_names_holds_none(text: str, name: str) -> None:
    withheld = Withheld(frozenset({name}))
    if not Withheld(frozenset({name})).holds(SIGN):
        assert not any(span.start >= span.end for span in withheld.spans(text))
        assert withheld.without(text) == text or withheld.holds(text)


def test_withholding_needs_no_identities() -> None:
    (one,) = withhold([story()], (), QUILL)
    assert "Mara Quill" not in one.article.text
    assert "Ms. Quill" in one.article.text


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Mara Quill", "https://post.example/2031/mara%20quill"),
        ("Mára Quill", "https://post.example/m%C3%A1ra-quill.html"),
        ("Мара Квилл", "people/mara-kvill.html"),
        ("Søren Æbel", "people/soren-aebel.html"),
        ("王小明", "articles/jizhewangxiaomingbaodao-0123ab.html"),
        ("Ольга Гольд", "people/ol-ga-gold.html"),
        ("محـمد قويل", "https://post.example/محمد_قويل"),
    ],
)
def test_an_address_tells_a_name_in_other_letters_too(name: str, address: str) -> None:
    assert Withheld(frozenset({name})).spelled(address)
    assert not Withheld(frozenset({name})).spelled("people/odo-brandt.html")


def test_a_drawn_out_name_is_the_name() -> None:
    assert Withheld(frozenset({"محمد قويل"})).without("قال محـــمد قويل") == f"قال {SIGN}"


@pytest.mark.parametrize(
    ("name", "text"), [("Łucja Ødegård", "Lucja Odegard"), ("Lucja Odegard", "Łucja Ødegård"), ("Jon Aeby", "Jón Æby")]
)
def test_strokes_through_letters_do_not_count(name: str, text: str) -> None:
    assert Withheld(frozenset({name})).without(f"By {text}, staff") == f"By {SIGN}, staff"


def test_who_is_written_with_a_fuller_name_too_is_withheld_in_every_form() -> None:
    text = "Mara Quill spoke. Mara P. Quill is 41. Ms. Quill lives in Port Ellery. QUILL was seen."
    made = article(text, title="Rain")
    names = (*(mention(made, form, "Mara P. Quill") for form in ("Mara Quill", "Mara P. Quill", "Ms. Quill", "QUILL")),)
    archive = catalog([annotated(made, (), names)], withheld=QUILL).value
    assert "quill" not in repr(archive).casefold()
    assert archive.entities == ()


def test_no_address_of_old_tells_another_form_of_the_name() -> None:
    from sitegen import pipeline

    text = "Mara Quill spoke. Mara P. Quill is 41. Odo Brandt and Ida Vessel listened in Port Ellery. Ms. Quill was seen."
    made = article(text, title="Ms. Quill speaks")
    forms = (
        ("Mara Quill", "Mara P. Quill"),
        ("Mara P. Quill", "Mara P. Quill"),
        ("Ms. Quill", "Mara P. Quill"),
        ("Odo Brandt", "Odo Brandt"),
    )
    names = tuple(mention(made, form, name) for form, name in forms)
    told, ledger = pipeline.keep(catalog([annotated(made, (), names)]).value, ())
    assert "people/mara-p-quill.html" in {entry.path for entry in ledger}
    redact = ("Mara Quill",)
    hidden, after = pipeline.keep(pipeline.gather([annotated(made, (), names)], withheld=redact).value, ledger, redact)
    assert hidden.moved == ()
    assert [entity.id for entity in hidden.entities] == ["odo-brandt"]
    assert pipeline.keep(catalog([annotated(made, (), names)]).value, after)[0] == replace(told, moved=hidden_since(after, ledger))


def hidden_since(after: Ledger, before: Ledger) -> tuple[Moved, ...]:
    """Where the addresses lead that were given out while the name was withheld."""
    target = next(entry.path for entry in before if entry.shelf == "articles")
    known = {entry.path for entry in before}
    return tuple(Moved(entry.path, target) for entry in sorted(after, key=lambda entry: entry.path) if entry.path not in known)


def test_no_original_is_handed_out_whose_file_name_spells_the_name() -> None:
    from sitegen.originals import _tells

    assert _tells(b"It rained.", "mara-kvill.txt", Withheld(frozenset({"Мара Квилл"})))
    assert not _tells(b"It rained.", "rain.txt", Withheld(frozenset({"Мара Квилл"})))
