"""The catalogues of the interface: complete, with the places and the forms that their texts need; and a site's own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from sitegen.errors import SettingsError, SitegenError
from sitegen.publish.remarks import remarks
from sitegen.publish.theme import load_theme
from sitegen.publish.tongue import Tongue, form
from sitegen.settings import Settings
from tests.gathering import gathering
from tests.invented_archive import invented_archive
from tests.site.built import ROOT

FOLDER = ROOT / "templates" / "languages"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.po"))
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
TWO = "nplurals=2; plural=(n != 1);"


def _catalog(name: str) -> Catalog:
    return read_po(io.StringIO((FOLDER / name).read_text(encoding="utf-8")), abort_invalid=True)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _said(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _own(folder: Path, language: str, text: str, plurals: str = TWO) -> Tongue:
    """The tongue of a site with a catalogue of its own."""
    (folder / "languages").mkdir()
    (folder / "languages" / f"{language}.po").write_text(HEAD.format(plurals) + text, encoding="utf-8")
    return load_theme(folder, language).tongue


def test_the_languages_that_were_promised_are_there() -> None:
    assert SHIPPED == ["ar", "de", "es", "fr"]


def test_the_gathered_texts_are_those_of_the_templates_scripts_and_pages() -> None:
    """When this fails: ``python tools/build_catalogues.py``, and translate what is new."""
    gathered = {_key(message) for message in _messages(gathering().gathered())}
    assert {_key(message) for message in _messages(_catalog("interface.pot"))} == gathered


@pytest.mark.parametrize("language", SHIPPED)
def test_a_catalogue_is_complete(language: str) -> None:
    wanted = {_key(message) for message in _messages(_catalog("interface.pot"))}
    catalog = _catalog(f"{language}.po")
    done = {_key(message): message for message in _messages(catalog)}
    assert done.keys() == wanted
    assert [key for key, message in done.items() if message.fuzzy] == []
    assert [key for key, message in done.items() if not all(_said(message))] == []
    assert len(load_theme(None, language).tongue.messages) == len(wanted), "pages would say some of it in English"


@pytest.mark.parametrize("language", SHIPPED)
def test_the_forms_are_those_of_the_language(language: str) -> None:
    """Each form of the catalogue is that of one category of Unicode's plural rules, but for the rare one that French has for millions."""
    tongue, locale = load_theme(None, language).tongue, Locale.parse(language)
    size = max(len(forms) for forms in tongue.messages.values())
    assert size == {"ar": 6}.get(language, 2)
    found = {(locale.plural_form(number), form(tongue.plurals, [str(place) for place in range(size)], number)) for number in range(1000)}
    assert len(found) == size == len({category for category, _ in found})


@pytest.mark.parametrize("language", SHIPPED)
def test_a_translation_keeps_the_spaces_at_its_edges(language: str) -> None:
    for message in _messages(_catalog(f"{language}.po")):
        texts = [message.id] if isinstance(message.id, str) else message.id
        for one in _said(message):
            assert one.endswith(" ") == texts[0].endswith(" ") or one == " و", "Arabic writes its *and* with the next word"
            assert "  " not in one
            assert "'" not in one.replace("archive's", ""), "a typewriter's apostrophe"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("de", 1, "1 Zitat"),
        ("de", 2100, "2.100 Zitate"),
        ("fr", 0, "0 citation"),
        ("fr", 1, "1 citation"),
        ("fr", 2, "2 citations"),
        ("es", 12345, "12.345 citas"),
        ("ar", 0, "لا اقتباسات"),
        ("ar", 1, "اقتباس واحد"),
        ("ar", 2, "اقتباسان"),
        ("ar", 3, "3 اقتباسات"),
        ("ar", 11, "11 اقتباسًا"),
        ("ar", 100, "100 اقتباس"),
        ("ar", 103, "103 اقتباسات"),
    ],
)
def test_numbers_take_their_nouns(language: str, number: int, said: str) -> None:
    assert load_theme(None, language).tongue.counted(number, "quote") == said


FIRST, FOURTH, SEVENTH, JUNE, LATER = date(2031, 5, 1), date(2031, 5, 4), date(2031, 5, 7), date(2031, 6, 2), date(2032, 1, 1)


@pytest.mark.parametrize(
    ("language", "day", "month", "in_month", "in_year", "beyond"),
    [
        ("en", "1 May 2031", "May 2031", "1–7 May 2031", "4 May – 2 June 2031", "4 May 2031 – 1 January 2032"),
        ("en-GB", "1 May 2031", "May 2031", "1–7 May 2031", "4 May – 2 June 2031", "4 May 2031 – 1 January 2032"),
        ("en-US", "May 1, 2031", "May 2031", "May 1 – 7, 2031", "May 4 – June 2, 2031", "May 4, 2031 – January 1, 2032"),
        ("de", "1. Mai 2031", "Mai 2031", "1.–7. Mai 2031", "4. Mai – 2. Juni 2031", "4. Mai 2031 – 1. Januar 2032"),
        ("de-AT", "1. Mai 2031", "Mai 2031", "1.–7. Mai 2031", "4. Mai – 2. Juni 2031", "4. Mai 2031 – 1. Jänner 2032"),
        ("fr", "1er mai 2031", "Mai 2031", "1er–7 mai 2031", "4 mai – 2 juin 2031", "4 mai 2031 – 1er janvier 2032"),
        (
            "es",
            "1 de mayo de 2031",
            "Mayo de 2031",
            "1–7 de mayo de 2031",
            "4 de mayo – 2 de junio de 2031",
            "4 de mayo de 2031 – 1 de enero de 2032",
        ),
        ("ar", "1 مايو 2031", "مايو 2031", "1–7 مايو 2031", "4 مايو – 2 يونيو 2031", "4 مايو 2031 – 1 يناير 2032"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, day: str, month: str, in_month: str, in_year: str, beyond: str) -> None:
    tongue = load_theme(None, language).tongue
    assert (tongue.day(FIRST), tongue.month(2031, 5)) == (day, month)
    spans = [tongue.span_of([FIRST, SEVENTH]), tongue.span_of([JUNE, FOURTH]), tongue.span_of([FOURTH, LATER])]
    assert [" ".join(span.split()) for span in spans if span] == [in_month, in_year, beyond]
    assert tongue.span_of([FIRST]) == day


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A, B and C"),
        ("de", "A, B und C"),
        ("fr", "A, B et C"),
        ("es", "A, B y C"),
        ("ar", "\u200f\u2068A\u2069 و\u2068B\u2069 و\u2068C\u2069"),
    ],
)
def test_lists_are_joined_as_the_language_does(language: str, said: str) -> None:
    assert load_theme(None, language).tongue.listed(["A", "B", "C"]) == said


def test_only_arabic_is_written_from_the_right() -> None:
    assert [language for language in ("en", *SHIPPED) if load_theme(None, language).tongue.direction == "rtl"] == ["ar"]


def test_a_site_may_reword_what_is_shipped(tmp_path: Path) -> None:
    tongue = _own(tmp_path, "de", 'msgid "Quotes"\nmsgstr "Worte"\n')
    assert (tongue.gettext("Quotes"), tongue.gettext("Places")) == ("Worte", "Orte")


def test_a_site_may_reword_english(tmp_path: Path) -> None:
    assert _own(tmp_path, "en", 'msgid "Quotes"\nmsgstr "Sayings"\n').gettext("Quotes") == "Sayings"


def test_a_site_may_speak_another_language(tmp_path: Path) -> None:
    tongue = _own(
        tmp_path, "nl", 'msgid "%(num)s quote"\nmsgid_plural "%(num)s quotes"\nmsgstr[0] "%(num)s citaat"\nmsgstr[1] "%(num)s citaten"\n'
    )
    assert (tongue.counted(2, "quote"), tongue.gettext("Places"), tongue.day(FIRST)) == ("2 citaten", "Places", "1 mei 2031")


def test_what_a_site_has_not_translated_is_told(tmp_path: Path) -> None:
    _own(tmp_path, "nl", 'msgid "Quotes"\nmsgstr "Citaten"\n')
    theme = load_theme(tmp_path, "nl")
    (note,) = (note for note in remarks(invented_archive(), Settings(language="nl"), theme) if note.code == "untranslated")
    assert theme.untranslated == len(list(_messages(_catalog("interface.pot")))) - 1
    assert f"{theme.untranslated} texts" in note.message
    assert [load_theme(None, language).untranslated for language in ("en", *SHIPPED)] == [0, 0, 0, 0, 0]


def test_what_is_not_translated_goes_by_english_plurals(tmp_path: Path) -> None:
    boat = 'msgid "%(num)s boat"\nmsgid_plural "%(num)s boats"\nmsgstr[0] "%(num)s barque"\nmsgstr[1] "%(num)s barques"\n'
    tongue = _own(tmp_path, "fr", boat, "nplurals=2; plural=(n > 1);")
    said = [tongue.counted(0, noun) for noun in ("quote", "boat", "oar")]
    assert said == ["0 citation", "0 barque", "0 oars"]


def test_an_unknown_language_is_one_clear_error() -> None:
    with pytest.raises(SettingsError) as caught:
        load_theme(None, "nl")
    assert "'nl'" in caught.value.message
    assert "ar, de, en, es, fr" in str(caught.value.hint)
    assert "templates/languages/nl.po" in str(caught.value.hint)
    assert str(FOLDER / "interface.pot") in str(caught.value.hint)


def test_a_catalogue_for_a_language_without_dates_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="dates and numbers"):
        _own(tmp_path, "tlh", 'msgid "Quotes"\nmsgstr "Mu"\n')


def test_a_rule_for_plurals_may_stand_in_two_brackets(tmp_path: Path) -> None:
    tongue = _own(
        tmp_path,
        "de",
        'msgid "%(num)s quote"\nmsgid_plural "%(num)s quotes"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n',
        "nplurals=2; plural=(n) != (1);",
    )
    assert (tongue.counted(1, "quote"), tongue.counted(5, "quote")) == ("eins", "viele")


@pytest.mark.parametrize(
    ("text", "plurals", "said"),
    [
        ('msgid "By %(names)s"\nmsgstr "Von"\n', TWO, "%(names)s"),
        ('msgid "By %(names)s"\nmsgstr "Von %(name)s"\n', TWO, "are not kept"),
        ('msgid "Quotes"\nmsgstr "<b>Worte</b>"\n', TWO, "free of markup"),
        ('msgid "Site"\nmsgstr "\\" onfocus=\\"x"\n', TWO, "free of markup"),
        ('msgid "%(num)s quote"\nmsgid_plural "%(num)s quotes"\nmsgstr[0] "a %(num)s"\nmsgstr[1] "b %(nums)s"\n', TWO, "are not kept"),
        ('msgid "Quotes"\nmsgstr "Worte"\n', "nplurals=2; plural=(n > 1 ? 2 : 0);", "beyond its 2"),
        ("nonsense\n", TWO, "no catalogue"),
        ('msgid "Quotes"\nmsgstr "Worte"\n', "nplurals=2; plural=(n of many);", "cannot be read"),
        ('msgid "%(num)s quote"\nmsgid_plural "%(num)s quotes"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n', TWO, "more translations"),
    ],
)
def test_a_catalogue_that_cannot_be_used_says_why(text: str, plurals: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        _own(tmp_path, "de", text, plurals)
    assert said in f"{caught.value.message} {caught.value.hint}"
    assert str(caught.value.path).endswith("de.po")


def test_our_scripts_speak_the_language_and_stay_scripts() -> None:
    for language, words in (("en", "results"), ("de", "Treffer"), ("ar", "نتيجتان")):
        scripts = {asset.path: asset.content.decode() for asset in load_theme(None, language).assets if asset.path.endswith(".js")}
        assert [path for path, source in scripts.items() if re.search(r"\bn?gettext\b", source)] == []
        assert words in scripts["assets/js/search-page.js"]
