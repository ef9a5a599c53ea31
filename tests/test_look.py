"""Colours and fonts of a keeper's own: they reach every page, break no style sheet, and hard reading is warned of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SettingsError
from sitegen.look import Colors, Fonts, Palette, style_sheet
from sitegen.publish.contrast import contrast, weak_colors
from sitegen.publish.theme import load_theme, sheet_of
from sitegen.settings import Settings, parse_settings
from tests.invented_archive import invented_archive
from tests.invented_site import files_of

SHEET = sheet_of(load_theme(None))


def test_colors_and_fonts_stand_behind_the_style_sheet() -> None:
    text = '[colors.light]\npaper = "#fff"\n[colors.dark]\nlink = "#8fd0ff"\n'
    text += '[fonts]\nserif = ["Charter", "Noto Naskh Arabic"]\nmono = ["monospace"]\n'
    sheet = files_of(invented_archive(), parse_settings(text, "sitegen.toml"))["assets/css/site.css"].decode()
    assert sheet.startswith(SHEET)
    assert sheet.removeprefix(SHEET).splitlines() == [
        ':root { --serif: "Charter", "Noto Naskh Arabic", serif; --mono: monospace; }',
        "@media screen and (prefers-color-scheme: light) { :root { --paper: #fff; } }",
        "@media screen and (prefers-color-scheme: dark) { :root { --link: #8fd0ff; } }",
    ]


def test_without_settings_the_style_sheet_is_the_built_in_one() -> None:
    assert style_sheet(Colors(), Fonts()) == ""


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[colors.light]\npaper = "red; } body { display: none"', 2, "`paper` cannot be used"),
        ('[colors.light]\npaper = "#fffff"', 2, "`paper` cannot be used"),
        ('[colors.dark]\ninc = "#fff"', 2, "unknown setting `inc`"),
        ('[colors.drak]\nink = "#fff"', 1, "unknown setting `drak`"),
        ('[fonts]\nserif = ["Georgia\\"; } * { color: red"]', 2, "`serif` cannot be used"),
        ('[fonts]\nserif = ["url(https://fonts.example/a)"]', 2, "`serif` cannot be used"),
    ],
)
def test_what_is_no_color_or_font_is_refused(text: str, line: int, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        parse_settings(text, "sitegen.toml")
    assert (caught.value.line, bool(caught.value.hint)) == (line, True)


@given(st.text(st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc"]), max_size=30))
def test_no_name_of_a_font_ends_the_rule(name: str) -> None:
    try:
        settings = parse_settings(f'[fonts]\nserif = ["{name}"]', "sitegen.toml")
    except SettingsError:
        return
    sheet = style_sheet(Colors(), settings.fonts)
    assert sheet.count("{") == sheet.count("}") == sheet.count(";") == 1
    assert not set("()@/*<>\n") & set(sheet[:-1])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == 21
    assert round(contrast("#767676", "#fff"), 2) == 4.54


def test_colors_too_alike_are_warned_of_and_others_are_not() -> None:
    weak = Settings(colors=Colors(dark=Palette(ink="#777777")))
    messages = [note.message for note in weak_colors(weak, SHEET)]
    assert messages[0] == "dark colours: ink #777777 on paper #17181a has a contrast of 4.0"
    assert all(message.startswith("dark colours: ink") for message in messages)
    assert list(weak_colors(Settings(colors=Colors(light=Palette(paper="#ffffff"))), SHEET)) == []
    assert list(weak_colors(weak, "p { color: red }")) == []


def test_a_style_sheet_with_few_properties_is_measured_by_those() -> None:
    white = Settings(colors=Colors(light=Palette(ink="#ffffff")))
    (note,) = weak_colors(white, ":root { --paper: #fff; }")
    assert note.message == "light colours: ink #ffffff on paper #fff has a contrast of 1.0"


def test_every_color_is_a_property_of_the_style_sheet() -> None:
    assert [name for name in Palette.__struct_fields__ if SHEET.count(f"  --{name}: #") < 2] == []
    assert [name for name in Fonts.__struct_fields__ if f"--{name}: " not in SHEET] == []
